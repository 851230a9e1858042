"""Famille « contacts » : employeur, prescripteur, tuteur, gestionnaire client, donneur d'ordre (C1 à C5)."""

from typing import Any

from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.rules import montrer_siret
from jalon.dossiers.models import Dossier
from jalon.socle.formats import montrer_telephone

from ..enums import Famille
from ..registres import Marqueur
from .commun import en_lignes, marqueur, ordonner


def _m(code: str, libelle: str, sens: str, lire) -> Marqueur:
    return marqueur(code, libelle, sens, lire, famille=Famille.CONTACTS)


def _societe(role: str, de: str, champ: str) -> list[Marqueur]:
    """Les marqueurs d'une société du dossier ; `de` : « de l’employeur »."""

    def lire(fonction):
        def valeur(dossier: Dossier) -> Any:
            societe: Societe | None = getattr(dossier, champ)
            return fonction(societe) if societe else ""

        return valeur

    return [
        _m(f"{role}.nom", f"Nom {de}", f"La raison sociale {de}", lire(lambda s: s.raison_sociale)),
        _m(f"{role}.siret", f"SIRET {de}", f"Le SIRET {de}", lire(lambda s: montrer_siret(s.siret))),
        _m(f"{role}.forme_juridique", f"Forme juridique {de}", f"La forme juridique {de}",
           lire(lambda s: s.forme_juridique)),
        _m(f"{role}.adresse_complete", f"Adresse {de}", f"L’adresse {de}, sur plusieurs lignes", lire(en_lignes)),
        _m(f"{role}.ville", f"Ville {de}", f"La ville {de}", lire(lambda s: s.ville)),
        _m(f"{role}.telephone", f"Téléphone {de}", f"Le téléphone {de}",
           lire(lambda s: montrer_telephone(s.telephone))),
        _m(f"{role}.courriel", f"Courriel {de}", f"Le courriel {de}", lire(lambda s: s.courriel)),
    ]  # fmt: skip


def _personne(role: str, du: str, champ: str) -> list[Marqueur]:
    """Les marqueurs d'une personne du dossier ; `du` : « du tuteur »."""

    def lire(fonction):
        def valeur(dossier: Dossier) -> Any:
            personne: Personne | None = getattr(dossier, champ)
            return fonction(personne) if personne else ""

        return valeur

    return [
        _m(f"{role}.nom_complet", f"Civilité et nom {du}", f"« Mme MARTIN Claire » : le nom {du}",
           lire(lambda p: p.nom_complet)),
        _m(f"{role}.nom", f"Nom {du}", f"Le nom {du}", lire(lambda p: p.nom)),
        _m(f"{role}.prenom", f"Prénom {du}", f"Le prénom {du}", lire(lambda p: p.prenom)),
        _m(f"{role}.fonction", f"Fonction {du}", f"La fonction {du}", lire(lambda p: p.fonction)),
        _m(f"{role}.courriel", f"Courriel {du}", f"Le courriel {du}", lire(lambda p: p.courriel)),
        _m(f"{role}.telephone", f"Téléphone {du}", f"Le téléphone {du}",
           lire(lambda p: montrer_telephone(p.telephone))),
    ]  # fmt: skip


def _organisme(dossier: Dossier) -> str:
    """L'organisme prescripteur, à défaut l'employeur de la personne qui prescrit."""
    societe = dossier.prescripteur_societe or (dossier.prescripteur and dossier.prescripteur.employeur)
    return str(societe) if societe else ""


MARQUEURS = ordonner(
    [
        *_societe("employeur", "de l’employeur", "employeur"),
        *_personne("prescripteur", "du prescripteur", "prescripteur"),
        _m("prescripteur.organisme", "Organisme prescripteur", "L’organisme qui a orienté", _organisme),
        *_personne("tuteur", "du tuteur", "tuteur"),
        *_personne("gestionnaire_client", "du gestionnaire chez le client", "contact_gestionnaire"),
        *_societe("donneur_ordre", "du donneur d’ordre", "donneur_ordre"),
    ],
    500,
)
