"""Le lien « Guide », à côté d'un onglet, d'un bloc ou d'une liste (I1)."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jalon.socle.registres import guide_de
from jalon.ui.templatetags._marques import icone

from ..pages import page_de

register = template.Library()


@register.simple_tag
def lien_guide(guide: object = "", *, sauf: str = "") -> SafeString:
    """`{% lien_guide "dossier#modifier" %}`, ou un élément inscrit ; s'ouvre à côté du travail en cours.

    Rien si c'est le guide `sauf`, déjà montré, ou si la page n'existe pas (un test le refuse pour un inscrit).
    """
    demande = guide if isinstance(guide, str) else guide_de(guide)
    page = page_de(demande)
    if page is None or demande == sauf:
        return SafeString("")
    code, diese, partie = demande.partition("#")
    return format_html(
        '<a class="j-guide" href="{}" target="_blank" rel="noopener" title="{} (nouvel onglet)">{}'
        "<span>Guide</span></a>",
        f"{reverse('guide:page', args=[code])}{diese}{partie}",
        page.titre,
        icone("help"),
    )
