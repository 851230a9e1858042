"""Compose l'identité et les coordonnées d'une fiche inventée.

Téléphones des plages réservées à la fiction (01 99 00, 06 39 98), courriels en example.org, SIREN en 000 :
bien formés, jamais attribués.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

from jalon.annuaire.models import Societe
from jalon.socle.formats import normaliser

from .donnees import noms

AN = 365
VITRINE = ("mme", "Martin", "Claire")  # le dossier que le guide et les captures montrent


class Identites:
    """Donne des identités (civilité, nom, prénom) sans jamais répéter un couple nom et prénom."""

    def __init__(self, alea: Random) -> None:
        self._alea = alea
        self._vues = {VITRINE[1:]}

    def exclure(self, connues: Iterable[tuple[str, str]]) -> None:
        """Ne donnera pas ces couples (nom, prénom)."""
        self._vues.update(connues)

    def suivante(self) -> tuple[str, str, str]:
        while (identite := _identite(self._alea))[1:] in self._vues:
            pass
        self._vues.add(identite[1:])
        return identite


def _identite(alea: Random) -> tuple[str, str, str]:
    civilite = alea.choice(("mme", "m"))
    prenoms = noms.PRENOMS_MME if civilite == "mme" else noms.PRENOMS_M
    return civilite, alea.choice(noms.NOMS), alea.choice(prenoms)


def siret(rang: int) -> str:
    """Un SIRET à la clé juste, dans la plage de SIREN 000 qui n'est pas attribuée."""
    siren = _avec_cle(f"000{rang:05d}")
    return _avec_cle(f"{siren}0001")


def _avec_cle(chiffres: str) -> str:
    """Ajoute la clé de Luhn."""
    doubles = [int(c) * (2 - rang % 2) for rang, c in enumerate(reversed(chiffres))]
    return f"{chiffres}{-sum(d // 10 + d % 10 for d in doubles) % 10}"


def fixe(alea: Random) -> str:
    return f"+3319900{alea.randrange(10_000):04d}"


def mobile(alea: Random) -> str:
    return f"+3363998{alea.randrange(10_000):04d}"


def courriel(prenom: str, nom: str, alea: Random) -> str:
    """« claire.martin12@example.org » ; une lettre suffit."""
    local = ".".join("-".join(normaliser(partie).split()[:2]) for partie in (prenom, nom))
    return f"{local}{alea.randrange(10, 100)}@example.org"


def adresse(alea: Random, centre: str) -> dict[str, str]:
    code_postal, ville = alea.choice(noms.VILLES[centre])
    return {
        "adresse": f"{alea.randrange(1, 140)} {alea.choice(noms.VOIES)}",
        "code_postal": code_postal,
        "ville": ville,
    }


def coordonnees_societe(alea: Random, rang: int, nom: str) -> dict[str, str]:
    """Raison sociale, SIRET, adresse, téléphone et courriel."""
    return {
        "raison_sociale": nom,
        "siret": siret(rang),
        "telephone": fixe(alea),
        "courriel": f"contact@{'-'.join(normaliser(nom).split()[:3])}.example.org",
        **adresse(alea, alea.choice(("rennes", "nantes"))),
    }


def professionnel(alea: Random, societe: Societe) -> dict:
    """Une personne qu'on joint à son travail."""
    civilite, nom, prenom = _identite(alea)
    return {
        "civilite": civilite,
        "nom": nom,
        "prenom": prenom,
        "courriel": courriel(prenom, nom, alea),
        "telephone_fixe": fixe(alea),
        "employeur": societe,
    }


def beneficiaire(
    alea: Random, identite: tuple[str, str, str], centre: str, jour: date, employeurs: Sequence[Societe]
) -> dict:
    """Une personne accompagnée : deux sur trois ont une fiche bien remplie."""
    civilite, nom, prenom = identite
    fiche = {"civilite": civilite, "nom": nom, "prenom": prenom, "telephone_mobile": mobile(alea)}
    if alea.random() < 0.9:
        fiche["courriel"] = courriel(prenom, nom, alea)
    if alea.random() < 0.75:
        fiche |= adresse(alea, centre) | _naissance(alea, jour)
    if civilite == "mme" and alea.random() < 0.25:
        fiche["nom_naissance"] = alea.choice(noms.NOMS)
    return fiche | _situation(alea, civilite, employeurs)


def _naissance(alea: Random, jour: date) -> dict:
    return {
        "date_naissance": jour - timedelta(days=alea.randrange(19 * AN, 62 * AN)),
        "lieu_naissance": alea.choice(noms.NAISSANCES),
        "nationalite": alea.choice(noms.NATIONALITES),
    }


def _situation(alea: Random, civilite: str, employeurs: Sequence[Societe]) -> dict:
    """Salarié d'un employeur de l'annuaire, demandeur d'emploi, ou autre."""
    tirage = alea.random()
    if tirage < 0.55:
        contrat = alea.choice(("En CDI", "En CDI", "En CDI, à temps partiel", "En CDD", "En intérim"))
        return {
            "situation_professionnelle": contrat,
            "employeur": alea.choice(employeurs),
            "fonction": alea.choice(noms.METIERS)[civilite == "mme"],
        }
    if tirage < 0.85:
        identifiant = f"000{alea.randrange(10_000):04d}{alea.choice('ABCDEFGH')}"
        return {"situation_professionnelle": "En recherche d’emploi", "identifiant_france_travail": identifiant}
    return {"situation_professionnelle": alea.choice(("En activité indépendante", "En reconversion", ""))}
