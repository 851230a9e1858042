"""Les champs du dossier dont l'absence se remarque, et comment savoir s'ils sont remplis (H1)."""

from collections.abc import Callable, Collection

from jalon.prestations.registres import CHAMPS_EXIGIBLES, ChampExigible

from .enums import FamilleObjectif
from .models import Dossier
from .registres import EXIGENCES


def _coordonnees(dossier: Dossier) -> bool:
    personne = dossier.beneficiaire
    return bool(personne.courriel or personne.telephone)


def _naissance(dossier: Dossier) -> bool:
    return dossier.beneficiaire.date_naissance is not None


def _adresse(dossier: Dossier) -> bool:
    return bool(dossier.beneficiaire.ville)


def _prescripteur(dossier: Dossier) -> bool:
    return bool(dossier.prescripteur_id or dossier.prescripteur_societe_id)


def _familles(dossier: Dossier) -> set[str]:
    return {objectif.famille for objectif in dossier.objectifs.all()}


def _de_famille(famille: FamilleObjectif) -> Callable[[set[str]], bool]:
    return lambda familles: famille in familles


def _champ(nom: str) -> Callable[[Dossier], bool]:
    return lambda dossier: bool(getattr(dossier, nom))


# code, libellé, comment savoir, ordre
OBJECTIFS = (
    ("objectif", "Un objectif", bool, 40),
    ("objectif_professionnel", "Un objectif professionnel", _de_famille(FamilleObjectif.PROFESSIONNEL), 41),
    ("competence", "Une compétence à acquérir", _de_famille(FamilleObjectif.COMPETENCE), 42),
    ("resultat", "Un résultat attendu", _de_famille(FamilleObjectif.RESULTAT), 43),
)


EXIGIBLES = (
    ChampExigible("coordonnees", "Téléphone ou courriel du bénéficiaire", _coordonnees, "identite", "", 10),
    ChampExigible("naissance", "Date de naissance du bénéficiaire", _naissance, "identite", "", 11),
    ChampExigible("adresse", "Adresse du bénéficiaire", _adresse, "identite", "", 12),
    ChampExigible(
        "statut_beneficiaire",
        "Statut à l’entrée",
        _champ("statut_beneficiaire"),
        "identite",
        "statut_beneficiaire",
        13,
    ),
    ChampExigible("origine", "Origine", _champ("origine_id"), "identite", "origine", 14),
    ChampExigible("conseiller", "Conseiller référent", _champ("conseiller_id"), "prestation", "conseiller", 20),
    ChampExigible(
        "gestionnaire", "Gestionnaire du dossier", _champ("gestionnaire_id"), "prestation", "gestionnaire", 21
    ),
    ChampExigible("centre", "Centre", _champ("centre_id"), "prestation", "centre", 22),
    ChampExigible("commande", "Bon de commande", _champ("numero_commande"), "prestation", "numero_commande", 23),
    ChampExigible("date_entree", "Date d’entrée", _champ("date_entree"), "prestation", "date_entree_saisie", 24),
    ChampExigible(
        "date_fin",
        "Date de fin prévisionnelle",
        _champ("date_fin_previsionnelle"),
        "prestation",
        "date_fin_saisie",
        25,
    ),
    ChampExigible("date_sortie", "Date de sortie réelle", _champ("date_sortie"), "sortie", "", 26),
    ChampExigible("prescripteur", "Prescripteur", _prescripteur, "contacts", "prescripteur", 30),
    ChampExigible("employeur", "Employeur", _champ("employeur_id"), "contacts", "employeur", 31),
    ChampExigible("tuteur", "Tuteur", _champ("tuteur_id"), "contacts", "tuteur", 32),
    ChampExigible("donneur_ordre", "Donneur d’ordre", _champ("donneur_ordre_id"), "contacts", "donneur_ordre", 33),
    *(
        ChampExigible(code, libelle, est_rempli, "objectifs", "", ordre, lire=_familles)
        for code, libelle, est_rempli, ordre in OBJECTIFS
    ),
)


def exigibles_de(codes: Collection[str]) -> dict[str, ChampExigible]:
    """Par code, ce que l'on sait exiger : les champs inscrits, puis ce que disent les sources (les pièces)."""
    connus = {code: exigible for code in codes if (exigible := CHAMPS_EXIGIBLES.obtenir(code))}
    restants = [code for code in codes if code not in connus]
    for source in EXIGENCES:
        if restants and source.exigibles:
            connus |= source.exigibles(restants)
    return connus
