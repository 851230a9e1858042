"""Blocs : carte, alerte, menu, état vide, lignes de fiche, onglets, contenu réservé à un droit."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.defaulttags import token_kwargs
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ._marques import icone as dessiner

register = template.Library()

ICONES_ALERTE = {
    "info": "info-circle",
    "ambre": "alert-triangle",
    "rouge": "alert-circle",
    "vert": "circle-check",
    "neutre": "info-circle",
}


@register.simple_block_tag
def alerte(content: str, ton: str = "info", *, actes: str = "", role: str = "") -> SafeString:
    """Encart : `ton` info, ambre, rouge, vert ou neutre. `actes` : HTML sûr montré à droite."""
    return format_html(
        '<div class="j-alerte j-alerte--{}"{}>{}<div>{}</div>{}</div>',
        ton,
        format_html(' role="{}"', role) if role else "",
        dessiner(ICONES_ALERTE[ton]),
        content,
        format_html('<span class="j-alerte__actes">{}</span>', actes) if actes else "",
    )


@register.simple_block_tag
def vide(content: str, icone: str, titre: str, *, phrase: str = "", niveau: int = 3) -> SafeString:
    """Rien à montrer : ce qui serait là, pourquoi, et dans le bloc le ou les deux actes qui le remplissent."""
    return format_html(
        '<div class="j-vide">{}<h{} class="j-vide__titre">{}</h{}>{}{}</div>',
        dessiner(icone, taille=28),
        niveau,
        titre,
        niveau,
        format_html("<p>{}</p>", phrase) if phrase else "",
        format_html('<div class="j-rang j-rang--retour">{}</div>', content) if content.strip() else "",
    )


@register.simple_block_tag
def menu(
    content: str, libelle: str, *, icone: str = "", classe: str = "btn", droite: bool = True, nom: str = ""
) -> SafeString:
    """Menu d'actes : le bloc contient des `<li>`. `nom` remplace un libellé qui serait une simple icône."""
    sens = " j-deroulant--droite" if droite else ""
    acces = format_html(' aria-label="{}"', nom) if nom else ""
    return format_html(
        '<details class="j-deroulant{}"><summary class="{}"{}>{}{}{}</summary>'
        '<ul class="j-menu">{}</ul></details>',
        sens,
        classe,
        acces,
        dessiner(icone) if icone else "",
        libelle,
        dessiner("chevron-down", classe="j-chevron") if libelle else "",
        content,
    )


@register.simple_tag
def fiche_ligne(libelle: str, valeur: Any = "", *, lien: str = "", classe: str = "") -> SafeString:
    """Une ligne `dt`/`dd` de consultation ; rien quand la valeur est vide (les champs vides n'encombrent pas)."""
    if valeur in (None, ""):
        return SafeString("")
    texte = format_html('<a href="{}">{}</a>', lien, valeur) if lien else conditional_escape(valeur)
    attribut = format_html(' class="{}"', classe) if classe else ""
    return format_html("<dt>{}</dt><dd{}>{}</dd>", libelle, attribut, texte)


@register.simple_block_tag
def fiche_bloc(content: str, libelle: str) -> SafeString:
    """Une ligne `dt`/`dd` dont la valeur est composée dans le bloc ; rien quand le bloc est vide."""
    if not content.strip():
        return SafeString("")
    return format_html("<dt>{}</dt><dd>{}</dd>", libelle, content)


@dataclass(frozen=True)
class Onglet:
    """Un onglet ; `nombre` en pastille, ambre si `alerte` ; `dit` le complète pour les lecteurs d'écran.

    `guide` : la page qui l'explique ; celle de l'onglet ouvert se montre au bout de la ligne.
    """

    libelle: str
    url: str
    actif: bool = False
    nombre: int | None = None
    alerte: bool = False
    dit: str = ""
    guide: str = ""


@register.inclusion_tag("ui/composants/onglets.html")
def onglets(elements: list[Onglet | dict], *, libelle: str) -> dict:
    """Onglets d'une page : des `Onglet`, ou des dictionnaires de mêmes clés."""
    lus = [Onglet(**e) if isinstance(e, dict) else e for e in elements]
    return {"elements": lus, "libelle": libelle, "guide": next((o.guide for o in lus if o.actif), "")}


class CarteNode(template.Node):
    """`{% carte "Titre" id="t" %}actes{% corps_carte %}corps{% endcarte %}`, ou le corps seul."""

    def __init__(
        self, titre: FilterExpression, options: dict[str, FilterExpression], tete: NodeList, corps: NodeList
    ) -> None:
        self.titre, self.options, self.tete, self.corps = titre, options, tete, corps

    def render(self, context: template.Context) -> str:
        valeurs = {nom: expression.resolve(context) for nom, expression in self.options.items()}
        with context.push(
            carte={
                "titre": self.titre.resolve(context),
                "tete": mark_safe(self.tete.render(context)),  # noqa: S308 (rendu de gabarit, déjà échappé)
                "corps": mark_safe(self.corps.render(context)),  # noqa: S308
                "balise": "section",
                **valeurs,
            }
        ):
            return context.template.engine.get_template("ui/composants/carte.html").render(context)


@register.tag
def carte(parser: Parser, token: Token) -> CarteNode:
    """Bloc titré. Options : `id` (obligatoire), `nombre`, `classe`, `nu` (corps sans marge), `balise`."""
    nom, *morceaux = token.split_contents()
    if not morceaux:
        raise template.TemplateSyntaxError(f"{nom} demande un titre")
    titre = parser.compile_filter(morceaux.pop(0))
    options = token_kwargs(morceaux, parser)
    if morceaux or "id" not in options:
        raise template.TemplateSyntaxError(f"{nom} : un titre, puis id=… et des options nommées")
    premier = parser.parse(("corps_carte", "endcarte"))
    if parser.next_token().contents == "endcarte":
        return CarteNode(titre, options, NodeList(), premier)
    corps = parser.parse(("endcarte",))
    parser.delete_first_token()
    return CarteNode(titre, options, premier, corps)


class DroitNode(template.Node):
    """Contenu montré à qui a le droit ; le reste n'est pas calculé."""

    def __init__(self, code: FilterExpression, contenu: NodeList) -> None:
        self.code, self.contenu = code, contenu

    def render(self, context: template.Context) -> str:
        utilisateur = context.get("user")
        connu = utilisateur is not None and utilisateur.is_authenticated
        return self.contenu.render(context) if connu and utilisateur.a_le_droit(self.code.resolve(context)) else ""


@register.tag
def si_droit(parser: Parser, token: Token) -> DroitNode:
    """`{% si_droit "dossiers.ecriture" %}…{% endsi_droit %}`."""
    try:
        _nom, code = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("si_droit demande un code de droit") from None
    contenu = parser.parse(("endsi_droit",))
    parser.delete_first_token()
    return DroitNode(parser.compile_filter(code), contenu)
