"""Deux équipes : ce que l'une suit, l'autre n'en voit que le nom."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests import fabriques

SECRETS = {
    "courriel": "secret@example.org",
    "telephone_mobile": "+33199004512",
    "telephone_fixe": "+33199004513",
    "adresse": "8 rue des Lilas cachés",
    "ville": "Trégastel",
    "date_naissance": date(1984, 5, 3),
    "nom_naissance": "Kerguelen",
    "situation_professionnelle": "Salariée en CDI cachée",
    "fonction": "Chocolatière",
    "identifiant_france_travail": "FT998877",
    "commentaire": "Commentaire caché",
    "civilite": "mme",
}
# Ce qu'aucun octet d'une réponse ne doit porter hors du périmètre.
OCTETS_SECRETS = [
    "secret@", "01 99 00 45 12", "01 99 00 45 12", "99004512", "99004513", "Lilas", "gastel", "03/05/1984",
    "1984-05-03", "Kerguelen", "CDI cach", "Chocolati", "FT998877", "Commentaire cach", "Mme",
]  # fmt: skip


@pytest.fixture
def connecte(client, db):
    """`connecte("conseiller")` ouvre une session : un compte neuf de ce profil, ou celui qu'on donne."""

    def ouvrir(qui="conseiller"):
        client.force_login(fabriques.utilisateur(qui) if isinstance(qui, str) else qui)
        return client

    return ouvrir


@pytest.fixture
def deux_equipes(db) -> SimpleNamespace:
    """Paul suit Claire ; Inès suit Jade, dont Paul ne voit que le nom ; Anne n'a pas de dossier."""
    paul = fabriques.utilisateur("conseiller", prenom="Paul", nom="Henry", centre=fabriques.centre("rennes"))
    ines = fabriques.utilisateur("conseiller", prenom="Inès", nom="Ailleurs", centre=fabriques.centre("nantes"))
    duval = fabriques.societe("Ateliers Duval SAS", "employeur")
    claire = fabriques.beneficiaire("Martin", "Claire", courriel="claire@example.org")
    jade = fabriques.beneficiaire("Moreau", "Jade", employeur=duval, centre=ines.centre, **SECRETS)
    anne = fabriques.personne("Le Gall", "Anne-Sophie", courriel="anne@example.org", roles=("prescripteur",))
    for par, qui in ((paul, claire), (ines, jade)):
        fabriques.dossier(par, beneficiaire=qui)
    return SimpleNamespace(paul=paul, ines=ines, duval=duval, claire=claire, jade=jade, anne=anne)


def page(reponse) -> str:
    return reponse.content.decode()


def secrets_dans(reponse) -> list[str]:
    """Les secrets de Jade que porte cette réponse."""
    texte = page(reponse)
    return [secret for secret in OCTETS_SECRETS if secret in texte]
