"""Une petite maison d'essai, posée par les actes : deux équipes, un annuaire, deux conventions, trois dossiers.

Rennes (Paul, Sophie, Nadia) voit ses dossiers ; Nantes (Inès) a le sien, hors de leur périmètre.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.operations import creer_personne, creer_societe
from jalon.comptes.models import Utilisateur
from jalon.comptes.operations import creer_equipe, creer_utilisateur
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import ouvrir_dossier
from jalon.financement.models import Convention
from jalon.financement.operations import creer_convention
from jalon.prestations.models import Prestation
from jalon.prestations.operations import creer_prestation
from jalon.structure.models import Centre, Lieu
from jalon.structure.operations import creer_centre, creer_lieu
from tests.fabriques import profil

MOT_DE_PASSE = "demonstration"
# clé, prénom, nom, profil, centre
COMPTES = (
    ("administrateur", "Hélène", "Le Goff", "administrateur", "rennes"),
    ("conseiller", "Paul", "Henry", "conseiller", "rennes"),
    ("gestionnaire", "Sophie", "Leroux", "gestionnaire", "rennes"),
    ("responsable", "Nadia", "Benali", "responsable", "rennes"),
    ("consultation", "Maxime", "Perrault", "consultation", "rennes"),
    ("nantes", "Inès", "Moreau", "conseiller", "nantes"),
)
PROFILS = ("conseiller", "gestionnaire", "responsable", "administrateur", "consultation")


@dataclass
class Maison:
    """Tout ce qui est posé, par une clé courte."""

    utilisateurs: dict[str, Utilisateur] = field(default_factory=dict)
    centres: dict[str, Centre] = field(default_factory=dict)
    lieux: dict[str, Lieu] = field(default_factory=dict)
    prestations: dict[str, Prestation] = field(default_factory=dict)
    personnes: dict[str, Personne] = field(default_factory=dict)
    societes: dict[str, Societe] = field(default_factory=dict)
    conventions: dict[str, Convention] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)

    @property
    def admin(self) -> Utilisateur:
        return self.utilisateurs["administrateur"]

    @property
    def dossier(self) -> Dossier:
        """Le dossier de Claire Martin, dans le périmètre de Rennes."""
        return self.dossiers["claire"]

    def relire(self, cle: str = "claire") -> Dossier:
        return Dossier.objects.pour_page().get(pk=self.dossiers[cle].pk)


def construire() -> Maison:
    """Pose la maison entière."""
    maison = Maison()
    for poser in (_comptes, _catalogue, _annuaire, _conventions, _dossiers):
        poser(maison)
    return maison


def _comptes(maison: Maison) -> None:
    for code, libelle in (("rennes", "Rennes"), ("nantes", "Nantes")):
        maison.centres[code] = creer_centre(par=None, code=code, libelle=libelle)
        maison.lieux[code] = creer_lieu(par=None, centre=maison.centres[code], libelle="Salle 1")
    for cle, prenom, nom, code_profil, centre in COMPTES:
        maison.utilisateurs[cle] = creer_utilisateur(
            par=None,
            courriel=f"{cle}@exemple.fr",
            prenom=prenom,
            nom=nom,
            profil=profil(code_profil),
            centre=maison.centres[centre],
            mot_de_passe=MOT_DE_PASSE,
        )
    qui = maison.utilisateurs
    rennes = [qui["conseiller"], qui["gestionnaire"], qui["responsable"]]
    creer_equipe(par=maison.admin, libelle="Rennes", centre=maison.centres["rennes"], membres=rennes)
    creer_equipe(par=maison.admin, libelle="Nantes", centre=maison.centres["nantes"], membres=[qui["nantes"]])


def _catalogue(maison: Maison) -> None:
    for cle, code, libelle, minutes in (
        ("bilan", "BIL24", "Bilan de compétences", 1440),
        ("anglais", "ANG40", "Anglais professionnel", 2400),
        ("vae", "VAE", "Accompagnement VAE", None),
    ):
        donnees = {"code": code, "libelle": libelle, "minutes_prevues": minutes}
        maison.prestations[cle] = creer_prestation(par=maison.admin, donnees=donnees)


def societe(maison: Maison, cle: str, raison_sociale: str, *types: str, **donnees: Any) -> Societe:
    fiche = creer_societe(par=maison.admin, donnees={"raison_sociale": raison_sociale, **donnees}, types=types)
    maison.societes[cle] = fiche
    return fiche


def personne(maison: Maison, cle: str, nom: str, prenom: str, *roles: str, **donnees: Any) -> Personne:
    fiche = creer_personne(par=maison.admin, donnees={"nom": nom, "prenom": prenom, **donnees}, roles=roles)
    maison.personnes[cle] = fiche
    return fiche


def _annuaire(maison: Maison) -> None:
    societe(maison, "opco", "OPCO des Exemples", "financeur")
    societe(maison, "region", "Région Exemple", "financeur")
    societe(maison, "fonds", "Fonds des Essais", "financeur")
    duval = societe(maison, "duval", "Ateliers Duval", "employeur", ville="Rennes")
    societe(maison, "bihan", "Menuiserie Le Bihan", "employeur")
    societe(maison, "holding", "Holding Duval", "donneur_ordre")
    societe(maison, "mission", "Mission locale d’Exemple", "prescripteur")
    personne(maison, "claire", "Martin", "Claire", "beneficiaire", employeur=duval, courriel="claire@exemple.fr")
    personne(maison, "elodie", "Lefèvre-Œuvrard", "Élodie", "beneficiaire")
    personne(maison, "louis", "Bernard", "Louis", "beneficiaire", telephone_mobile="+33199001122")
    personne(maison, "marc", "Robin", "Marc", "tuteur", employeur=duval, fonction="Chef d’atelier")
    personne(maison, "julie", "Petit", "Julie", "tuteur")
    personne(maison, "odile", "Garnier", "Odile", "gestionnaire", employeur=duval)
    personne(maison, "karim", "Haddad", "Karim", "prescripteur")


def _conventions(maison: Maison) -> None:
    cadres = (
        ("opco", "CONV-2026-001", "Cadre OPCO des bilans", "bilan", "opco", 12000, "15000.00"),
        ("region", "CONV-2026-002", "Marché Région langues", "anglais", "region", 60000, "80000.00"),
    )
    for cle, reference, intitule, prestation, financeur, minutes, montant in cadres:
        donnees = {
            "reference": reference,
            "intitule": intitule,
            "financeur_societe": maison.societes[financeur],
            "date_debut": date(2026, 1, 1),
            "date_fin": date(2027, 12, 31),
            "minutes_financees": minutes,
            "montant": Decimal(montant),
        }
        maison.conventions[cle] = creer_convention(
            par=maison.admin, donnees=donnees, prestations=[maison.prestations[prestation]]
        )


def _dossiers(maison: Maison) -> None:
    for cle, auteur, prestation in (
        ("claire", "conseiller", "bilan"),
        ("elodie", "gestionnaire", "anglais"),
        ("louis", "nantes", "bilan"),
    ):
        maison.dossiers[cle] = ouvrir_dossier(
            par=maison.utilisateurs[auteur],
            beneficiaire=maison.personnes[cle],
            prestation=maison.prestations[prestation],
        )
