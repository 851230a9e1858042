"""Ce que les vues des conventions partagent : trouver, lire le besoin du dossier, revenir d'où l'on vient."""

from contextlib import suppress
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jalon.annuaire.champs import ChampFinanceur
from jalon.dossiers.models import Dossier
from jalon.editeur.enums import ContexteModele
from jalon.editeur.queries import is_modele_publie
from jalon.prestations.models import Prestation
from jalon.socle.formats import lire_date

from ..models import Convention, Financement
from ..queries import Besoin, jour_du_dossier, nombre_memos, reste_de, with_engagement

ONGLETS = (
    ("informations", "Informations", "financement:convention", "conventions"),
    ("dossiers", "Dossiers liés", "financement:convention_dossiers", "conventions#ce-qui-reste"),
    ("memos", "Mémos", "financement:convention_memos", "memos"),
    ("historique", "Historique", "financement:convention_historique", "historique"),
)


def convention_ou_404(request: HttpRequest, pk: int) -> Convention:
    """La convention si l'utilisateur peut la lire, avec ce que ses dossiers engagent ; sinon 404."""
    visibles = with_engagement(Convention.objects.visibles_par(request.user).pour_liste())
    return get_object_or_404(visibles, pk=pk)


def contexte_fiche(request: HttpRequest, convention: Convention, onglet: str) -> dict:
    """L'en-tête et les onglets d'une convention, communs à ses pages."""
    nombres = {"dossiers": convention.nombre_dossiers or 0}
    lit_les_memos = request.user.a_le_droit("memos.lecture")
    if lit_les_memos:
        nombres["memos"] = nombre_memos(convention, request.user)
    return {
        "convention": convention,
        "reste": reste_de(convention),
        "onglets": [
            {
                "libelle": libelle,
                "url": reverse(url_name, args=[convention.pk]),
                "actif": code == onglet,
                "nombre": nombres.get(code),
                "guide": guide,
            }
            for code, libelle, url_name, guide in ONGLETS
            if code != "memos" or lit_les_memos
        ],
        "generer": _generer(request, convention),
        "peut_ecrire": request.user.a_le_droit("financement.ecriture"),
    }


def _generer(request: HttpRequest, convention: Convention) -> str:
    """L'écran où l'on en fait un document ; vide sans modèle publié, ou sans le droit. Une requête."""
    if not request.user.a_le_droit("documents.ecriture") or not is_modele_publie(ContexteModele.CONVENTION):
        return ""
    return reverse("generation:convention", args=[convention.pk])


# ── Ce que le dossier attend ──


def dossier_de(request: HttpRequest) -> Dossier | None:
    """Le dossier de « ?dossier=<numéro> », s'il est dans le périmètre."""
    numero = request.GET.get("dossier", "").replace("\x00", "")
    visibles = Dossier.objects.visibles_par(request.user).select_related("prestation")
    return visibles.filter(numero=numero).first() if numero else None


def prestation_de(request: HttpRequest, dossier: Dossier | None) -> Prestation | None:
    """La prestation saisie à côté (« ?prestation= »), à défaut celle du dossier."""
    pk = request.GET.get("prestation", "")
    if pk.isascii() and pk.isdigit() and len(pk) < 19:
        return Prestation.objects.visibles_par(request.user).filter(pk=pk).first()
    return dossier.prestation if dossier else None


def besoin_de(request: HttpRequest) -> Besoin | None:
    """Ce que le dossier attend d'une convention, la saisie en cours d'abord ; None hors d'un dossier."""
    dossier = dossier_de(request)
    if not any((dossier, *(request.GET.get(nom) for nom in ("prestation", "financeur", "debut")))):
        return None
    prestation = prestation_de(request, dossier)
    financement = (Financement.objects.filter(dossier=dossier).first() if dossier else None) or Financement()
    debut = _jour(request.GET.get("debut", "")) or financement.date_debut
    return Besoin(
        prestation=prestation.pk if prestation else None,
        financeur=_financeur(request) or financement.financeur,
        jour=jour_du_dossier(dossier or Dossier(), debut),
        dossier=dossier,
    )


def _financeur(request: HttpRequest):
    champ = ChampFinanceur()
    champ.pour(request.user)
    return champ.fiche(request.GET.get("financeur", "").replace("\x00", ""))


def _jour(texte: str) -> date | None:
    with suppress(ValueError):
        return lire_date(texte)
    return None


# ── Créer puis revenir ──


def avec_convention(adresse: str, pk: int) -> str:
    """L'adresse d'où l'on vient, avec « ?convention=<pk> »."""
    morceaux = urlsplit(adresse)
    parametres = [(nom, valeur) for nom, valeur in parse_qsl(morceaux.query) if nom != "convention"]
    return morceaux._replace(query=urlencode([*parametres, ("convention", str(pk))])).geturl()
