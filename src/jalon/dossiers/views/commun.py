"""Trouver un dossier par la porte de lecture, et ce que toutes ses pages montrent."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jalon.socle.registres import guide_de

from ..jauge import lire_jauge
from ..listes import LISTE
from ..models import Dossier
from ..operations.commun import EtatBloc
from ..registres import ACTES_PAGE, BLOCS, CHIFFRES, ONGLETS
from ..rules.version import OUVERTS
from ..voisins import lire_voisins, suivre

SESSION_RETOUR = "dossiers_retour"
SESSION_ANNUAIRE = "dossier_depuis_annuaire"


def dossier_visible(request: HttpRequest, numero: str) -> Dossier:
    """Le dossier de ce numéro s'il est dans le périmètre ; sinon 404, comme s'il n'existait pas."""
    return get_object_or_404(Dossier.objects.joignables_par(request.user).pour_page(), numero=numero)


def contexte_page(request: HttpRequest, dossier: Dossier, onglet: str) -> dict[str, Any]:
    """En-tête, chiffres clés et onglets ; commun à tous les onglets d'un dossier."""
    par = request.user
    suivre(request, dossier, LISTE)
    return {
        "dossier": dossier,
        "onglet": onglet,
        "onglets": _onglets(dossier, par, onglet),
        "guide_onglet": guide_de(ONGLETS.obtenir(onglet)),
        "chiffres": _chiffres(dossier, par),
        "jauge": lire_jauge(dossier, par),
        "feuilles_blocs": [feuille for bloc in BLOCS for feuille in bloc.feuilles],
        "scripts_blocs": [script for bloc in BLOCS for script in bloc.scripts],
        "fil": _fil(request, dossier),
        "actes_page": [a.gabarit for a in ACTES_PAGE if par.a_le_droit(a.droit) and not dossier.annule_at],
        "voisins": lire_voisins(request, dossier, LISTE),
        "peut_ecrire": par.a_le_droit("dossiers.ecriture") and not dossier.annule_at,
        "is_ouvert": dossier.avancement in OUVERTS,
        "peut_rouvrir": par.a_le_droit("dossiers.rouvrir_dossier") and dossier.avancement not in OUVERTS,
        "peut_changer_version": _peut_changer_version(dossier, par),
        "peut_restaurer": par.a_le_droit("dossiers.ecriture") and dossier.annule_at is not None,
    }


def _peut_changer_version(dossier: Dossier, par) -> bool:
    """Ouvert, et sa prestation a publié une version qu'il ne suit pas."""
    if dossier.version_en_vigueur in (None, dossier.version_prestation_id):
        return False
    return dossier.avancement in OUVERTS and par.a_le_droit("dossiers.changer_prestation")


def _onglets(dossier: Dossier, par, actif: str) -> list[dict]:
    return [
        {
            "libelle": o.libelle,
            "url": reverse(o.url_name, args=[dossier.numero]),
            "actif": o.code == actif,
            "nombre": o.compter(dossier, par) if o.compter else None,
            "guide": guide_de(o),
        }
        for o in ONGLETS
        if par.a_le_droit(o.droit)
    ]


def _chiffres(dossier: Dossier, par) -> list[dict]:
    return [
        {
            "libelle": c.libelle,
            "gabarit": c.gabarit,
            "classe": c.classe,
            "contexte": c.contexte(dossier, par) if c.contexte else {},
        }
        for c in CHIFFRES
        if par.a_le_droit(c.droit)
    ]


def _fil(request: HttpRequest, dossier: Dossier) -> list[tuple[str, str]]:
    """Le fil ramène d'où l'on vient : la liste filtrée, ou la fiche de la personne (A5). (libellé, adresse)."""
    if request.GET.get("de") == "annuaire":
        request.session[SESSION_ANNUAIRE] = dossier.numero
    if request.session.get(SESSION_ANNUAIRE) == dossier.numero:
        personne = dossier.beneficiaire
        fiche = reverse("dossiers:personne_dossiers", args=[personne.pk])
        return [("Annuaire", reverse("annuaire:personnes")), (str(personne), fiche)]
    retour = request.session.get(SESSION_RETOUR) or reverse("dossiers:liste")
    return [("Production", reverse("dossiers:liste")), ("Dossiers", retour)]


def blocs_visibles(onglet: str, par) -> list:
    """Les blocs de cet onglet que l'utilisateur peut lire, dans l'ordre."""
    return [bloc for bloc in BLOCS if onglet in bloc.onglets and bloc.est_visible(par)]


def blocs_modifiables(par) -> list:
    """Les blocs que « Modifier » de la page ouvre."""
    return [bloc for bloc in BLOCS if bloc.est_modifiable(par)]


def etat_de(etats: dict[str, EtatBloc], code: str) -> EtatBloc:
    """L'état du bloc, version 0 s'il n'a jamais été modifié."""
    return etats.get(code, EtatBloc(0))
