"""Ce qui sortira vide d'un document, et où le remplir."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jalon.annuaire.models import Personne
from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import ONGLETS

from .enums import Famille, Nature
from .mentions import valeur_de
from .registres import MARQUEURS, Marqueur

DU_DOSSIER = {
    "dossier": "informations", "competences": "objectifs", "resultats": "objectifs", "objectifs": "objectifs",
    "objectifs_professionnels": "objectifs", "employeur": "contacts", "prescripteur": "contacts",
    "tuteur": "contacts", "gestionnaire_client": "contacts", "donneur_ordre": "contacts", "absences": "seances",
    "total": "seances", "seance": "seances", "realisation": "seances", "financement": "financement",
    "parts": "financement", "gestionnaire": "informations",
}  # fmt: skip


@dataclass(frozen=True)
class Manque:
    """Un marqueur vide. `adresse` : où le remplir ; vide pour qui ne peut pas."""

    code: str
    libelle: str
    adresse: str = ""


@dataclass(frozen=True)
class Ou:
    """D'où se remplit ce qui manque : qui regarde, le dossier s'il y en a un, à défaut la page de l'objet."""

    par: Any
    dossier: Dossier | None
    page: str


def manques_de(
    codes: Collection[str], facultatifs: Collection[str], contexte: Mapping[str, Any], ou: Ou
) -> list[Manque]:
    """Les marqueurs du modèle dont la valeur est vide, sauf ceux que le modèle sait laisser vides."""
    vides = [code for code in codes if code not in facultatifs and not valeur_de(contexte, code)]
    trouves = [marqueur for code in vides if (marqueur := MARQUEURS.obtenir(code))]
    return [Manque(m.code, _nommer(m), adresse_de(m.code, ou)) for m in trouves if m.nature != Nature.IMAGE]


def _nommer(marqueur: Marqueur) -> str:
    """« Structure : ville » : le libellé seul ne dit pas de qui."""
    libelle = marqueur.libelle
    return f"{Famille(marqueur.famille).label} : {_en_phrase(libelle)}"


def _en_phrase(libelle: str) -> str:
    """Le libellé après deux points : sa première lettre en minuscule, sauf celle d'un sigle (« SIRET »)."""
    return libelle if libelle[:2].isupper() else libelle[:1].lower() + libelle[1:]


def adresse_de(code: str, ou: Ou) -> str:
    """L'écran où ce marqueur se remplit ; vide pour qui n'y a pas droit."""
    famille, par, dossier = code.partition(".")[0], ou.par, ou.dossier
    if famille in ("structure", "centre"):
        return _si(par, "admin.lecture", "structure:reglages")
    if dossier is None:
        return ou.page
    if famille == "beneficiaire":
        return _si(par, "annuaire.ecriture", "annuaire:personne_modifier", dossier.beneficiaire_id)
    if famille in ("prestation", "deroule"):
        return _si(par, "admin.lecture", "prestations:prestation", dossier.prestation_id)
    if famille == "conseiller":
        return _conseiller(dossier, par)
    return _onglet(
        DU_DOSSIER.get(famille, "seances" if famille.startswith("seances") else "informations"), dossier
    )


def _si(par: Any, droit: str, nom: str, *arguments: Any) -> str:
    return reverse(nom, args=arguments) if par.a_le_droit(droit) else ""


def _onglet(code: str, dossier: Dossier) -> str:
    onglet = ONGLETS.obtenir(code)
    return reverse(onglet.url_name if onglet else "dossiers:dossier", args=[dossier.numero])


def _conseiller(dossier: Dossier, par: Any) -> str:
    """La fiche personne du conseiller, où sont ses diplômes ; le dossier quand il n'a pas de conseiller."""
    fiche = Personne.objects.filter(utilisateur=dossier.conseiller_id).first() if dossier.conseiller_id else None
    if fiche is None:
        return _onglet("informations", dossier)
    return _si(par, "annuaire.ecriture", "annuaire:personne_modifier", fiche.pk)
