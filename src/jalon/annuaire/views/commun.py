"""Ce que les écrans partagent : la fiche par sa porte, les onglets, l'historique."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.registres import Registre, guide_de
from jalon.ui.formulaires import FormulaireJalon
from jalon.ui.templatetags._blocs import Onglet

from ..forms.commun import FormulaireFiche
from ..models import Personne, Societe
from ..registres import OngletFiche

SANS_DETAILS = "Cette personne est suivie hors de votre périmètre : vous en voyez le nom, les rôles et le centre."


def personne_ou_404(request: HttpRequest, pk: int) -> Personne:
    """La personne par la porte de lecture ; `is_detaillee` dit si ses détails se voient. Absente : 404."""
    fiches = Personne.objects.visibles_par(request.user).with_details(request.user)
    return get_object_or_404(
        fiches.select_related("employeur", "centre").prefetch_related("roles", "etiquettes"), pk=pk
    )


def detaillee_ou_403(request: HttpRequest, pk: int) -> Personne:
    """La fiche, si ses détails se voient ; sinon 403 avec la phrase."""
    fiche = personne_ou_404(request, pk)
    if not fiche.is_detaillee:
        raise AccesRefuse(SANS_DETAILS)
    return fiche


def societe_ou_404(request: HttpRequest, pk: int) -> Societe:
    """La société par la porte de lecture. Absente : 404."""
    fiches = Societe.objects.visibles_par(request.user).select_related("centre").prefetch_related("types")
    return get_object_or_404(fiches, pk=pk)


def lire_cle(brut: str) -> int | None:
    """Une clé lue d'une adresse, ou None si ce n'en est pas une."""
    return int(brut) if brut.isascii() and brut.isdigit() and len(brut) < 19 else None


def onglets(registre: Registre[OngletFiche], fiche: Model, request: HttpRequest, actif: str) -> list[Onglet]:
    """Les onglets permis de cette fiche ; ceux qui montrent des détails, seulement s'ils sont visibles."""
    details = getattr(fiche, "is_detaillee", True)
    return [
        Onglet(
            o.libelle,
            reverse(o.url_name, args=[fiche.pk]),
            o.code == actif,
            _compte(o, fiche, request),
            guide=guide_de(o),
        )
        for o in registre
        if request.user.a_le_droit(o.droit) and (details or not o.montre_details)
    ]


def _compte(onglet: OngletFiche, fiche: Model, request: HttpRequest) -> int | None:
    return onglet.compter(fiche, request.user) if onglet.compter else None


def zone_doublons(nom_vue: str, form: FormulaireFiche, *, des_l_ouverture: bool = False, **parametres) -> dict:
    """Ce que demande `annuaire/doublons_zone.html` : où chercher des doublons, et quand.

    `des_l_ouverture` : cherche aussi à l'affichage, le formulaire étant déjà rempli. `parametres` : `sauf`,
    `choisir`, `pour` (voir `views.creation`).
    """
    requete = urlencode({nom: valeur for nom, valeur in parametres.items() if valeur})
    declencheur = form.declencheur_doublons
    if des_l_ouverture or form.is_bound:
        declencheur = f"load, {declencheur}"
    return {"zone": {"url": f"{reverse(nom_vue)}?{requete}", "declencheur": declencheur}}


def tenter(form: FormulaireJalon, acte: Callable[[], Model]) -> bool:
    """Appelle l'acte ; un refus se montre à côté de son champ. Dit s'il est passé."""
    try:
        acte()
    except Refus as refus:
        form.refuser(refus)
    return not form.errors
