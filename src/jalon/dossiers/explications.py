"""Ce que les dossiers disent de « Que voit cet utilisateur ? » : combien par raison, et un dossier par numéro."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from jalon.comptes.enums import PerimetreDossiers
from jalon.comptes.models import Equipe, Membre, Utilisateur
from jalon.comptes.registres import ExplicationAcces
from jalon.socle.formats import nettoyer_texte

from .enums import MotifAcces
from .models import AccesDossier, Dossier
from .rules.perimetre import FaitsAcces, Verdict, verdict

NUMERO_MAX = 40


def raisons(compte: Utilisateur) -> list[tuple[str, int]]:
    """(raison, nombre de dossiers) : un même dossier compte pour chacune de ses raisons. Deux requêtes."""
    vivants = AccesDossier.objects.filter(dossier__annule_at__isnull=True)
    lignes = vivants.filter(utilisateur=compte).values("motif").annotate(nombre=Count("pk")).order_by("motif")
    trouves = {ligne["motif"]: ligne["nombre"] for ligne in lignes}
    siens = [(motif.label, trouves[motif]) for motif in MotifAcces if motif in trouves]
    return siens + (_par_equipe(compte, vivants) if _voit_ses_equipes(compte) else [])


def _voit_ses_equipes(compte: Utilisateur) -> bool:
    return compte.profil.perimetre_dossiers == PerimetreDossiers.EQUIPES


def _par_equipe(compte: Utilisateur, vivants: Any) -> list[tuple[str, int]]:
    """Les dossiers des autres membres de chaque équipe."""
    autres = vivants.exclude(utilisateur=compte).filter(utilisateur__membre__equipe__in=Equipe.objects.de(compte))
    lignes = autres.values("utilisateur__membre__equipe__libelle").annotate(nombre=Count("dossier", distinct=True))
    ordre = lignes.order_by("utilisateur__membre__equipe__libelle")
    return [(f"Équipe {ligne['utilisateur__membre__equipe__libelle']}", ligne["nombre"]) for ligne in ordre]


def faits_d_acces(compte: Utilisateur, dossier: Dossier) -> FaitsAcces:
    """Les faits dont se déduit la lecture de ce dossier par ce compte. Trois requêtes au plus."""
    acces = list(AccesDossier.objects.filter(dossier=dossier).select_related("utilisateur").order_by("pk"))
    profil = compte.profil
    limite = profil.is_limite_aux_centres
    return FaitsAcces(
        is_actif=compte.is_active,
        can_lire=compte.a_le_droit("dossiers.lecture"),
        perimetre=profil.perimetre_dossiers,
        is_limite_aux_centres=limite,
        is_dans_ses_centres=limite and dossier.centre_id in compte.centres_ids,
        centre=str(dossier.centre or ""),
        roles=tuple(_en_mots(ligne) for ligne in acces if ligne.utilisateur_id == compte.pk),
        collegues=_collegues(compte, acces) if _voit_ses_equipes(compte) else (),
        is_annule=dossier.annule_at is not None,
    )


def _collegues(compte: Utilisateur, acces: list[AccesDossier]) -> tuple[tuple[str, str, str], ...]:
    autres = {ligne.utilisateur_id for ligne in acces} - {compte.pk}
    membres = Membre.objects.filter(equipe__in=Equipe.objects.de(compte), utilisateur__in=autres)
    equipes: dict[int, list[str]] = {}
    for membre in membres.select_related("equipe").order_by("equipe__cle_tri", "pk"):
        equipes.setdefault(membre.utilisateur_id, []).append(str(membre.equipe))
    return tuple(
        (equipe, str(ligne.utilisateur), _en_mots(ligne))
        for ligne in acces
        for equipe in equipes.get(ligne.utilisateur_id, ())
    )


def _en_mots(ligne: AccesDossier) -> str:
    return MotifAcces(ligne.motif).label.lower()


def verifier(compte: Utilisateur, numero: str, par: Any) -> tuple[Dossier, Verdict] | None:
    """Le dossier de ce numéro et s'il est vu, ou None s'il est hors du périmètre de qui demande (règle 3)."""
    visibles = Dossier.objects.joignables_par(par).select_related("beneficiaire", "centre")
    dossier = visibles.filter(numero=numero).first()
    return (dossier, verdict(faits_d_acces(compte, dossier))) if dossier else None


def expliquer(compte: Utilisateur, request: HttpRequest) -> dict[str, Any]:
    """`?numero=` : le dossier à vérifier."""
    numero = nettoyer_texte(request.GET.get("numero", "")).strip()[:NUMERO_MAX]
    return {
        "compte": compte,
        "visibles": Dossier.objects.visibles_par(compte).count(),
        "raisons": raisons(compte),
        "is_maison": compte.profil.perimetre_dossiers == PerimetreDossiers.MAISON,
        "is_limite": compte.profil.is_limite_aux_centres,
        "numero": numero,
        "verifie": verifier(compte, numero, request.user) if numero else None,
    }


EXPLICATION = ExplicationAcces("dossiers", "Dossiers", "dossiers/acces/dossiers.html", expliquer, ordre=10)
