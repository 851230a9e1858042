"""Enregistrer une vue, la renommer, la partager, la supprimer."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import connecte
from jalon.socle.erreurs import Refus
from jalon.socle.models import VueEnregistree

from ..preferences import NOM_MAX, can_partager, enregistrer_vue, supprimer_vue
from .commun import Demande, aller, lire_demande, parametres_de

GABARIT = "ui/liste/vue.html"


class VueForm(forms.Form):
    use_required_attribute = False
    nom = forms.CharField(label="Nom de la vue", max_length=NOM_MAX, widget=forms.TextInput({"autofocus": True}))
    is_partagee = forms.BooleanField(
        label="Partager avec mes équipes",
        help_text="Vos collègues d’équipe la verront dans leur barre de vues, sur ce qu’ils ont le droit de voir.",
        required=False,
    )
    remplacer = forms.BooleanField(
        label="Remplacer ses filtres et son ordre par ceux de la page",
        required=False,
    )

    def __init__(self, *args, demande: Demande, vue: VueEnregistree | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not can_partager(demande.liste, demande.utilisateur) and not (vue and vue.is_partagee):
            del self.fields["is_partagee"]
        if vue is None or vue.parametres == parametres_de(demande):
            del self.fields["remplacer"]


@require_http_methods(["GET", "HEAD", "POST"])
@connecte
def vue_nouvelle(request: HttpRequest, code: str) -> HttpResponse:
    """Donne un nom à ce que la page montre."""
    return _saisir(request, lire_demande(request, code), None)


@require_http_methods(["GET", "HEAD", "POST"])
@connecte
def vue(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change une de ses vues ; celle d'un collègue n'existe pas ici."""
    demande = lire_demande(request, code)
    miennes = VueEnregistree.objects.filter(utilisateur=request.user, liste=code)
    ouverte = get_object_or_404(miennes, pk=pk)
    if request.method == "POST" and "supprimer" in request.POST:
        supprimer_vue(par=request.user, vue=ouverte)
        messages.success(request, f"La vue « {ouverte.nom} » est supprimée.")
        return aller(request, demande.retour.partition("?")[0])
    return _saisir(request, demande, ouverte)


def _saisir(request: HttpRequest, demande: Demande, ouverte: VueEnregistree | None) -> HttpResponse:
    initial = {"nom": ouverte.nom, "is_partagee": ouverte.is_partagee} if ouverte else {}
    form = VueForm(request.POST or None, initial=initial, demande=demande, vue=ouverte)
    if request.method == "POST" and form.is_valid():
        try:
            gardee = _enregistrer(demande, form.cleaned_data, ouverte)
        except Refus as refus:
            form.add_error(refus.champ if refus.champ in form.fields else None, refus.message)
        else:
            messages.success(request, f"La vue « {gardee.nom} » est enregistrée.")
            chemin = demande.retour.partition("?")[0]
            return aller(request, f"{chemin}?{gardee.parametres}" if gardee.parametres else chemin)
    contexte = {"demande": demande, "form": form, "vue": ouverte}
    return render(request, GABARIT, contexte, status=422 if form.errors else 200)


def _enregistrer(demande: Demande, donnees: dict, ouverte: VueEnregistree | None) -> VueEnregistree:
    garde = ouverte is not None and not donnees.get("remplacer")
    return enregistrer_vue(
        par=demande.utilisateur,
        liste=demande.liste,
        nom=donnees["nom"],
        parametres=ouverte.parametres if garde else parametres_de(demande),
        is_partagee=donnees.get("is_partagee", False),
        vue=ouverte,
    )
