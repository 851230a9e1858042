"""Actes de l'annuaire : ce qu'ils écrivent, ce qu'ils refusent, ce que le journal en garde."""

from datetime import date
from uuid import uuid4

import pytest

from jalon.annuaire.models import Personne, Rattachement, Societe
from jalon.annuaire.operations import (
    ajouter_role,
    creer_personne,
    creer_societe,
    modifier_personne,
    modifier_rattachement,
    modifier_societe,
    rattacher,
    retirer_rattachement,
)
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", prenom="Paul", nom="Henry", centre=fabriques.centre())


def changements(fiche) -> dict[str, tuple[str, str]]:
    """Ce que dit la dernière entrée du journal : champ → (avant, après)."""
    derniere = Entree.objects.du_sujet(fiche).first()
    return {c["champ"]: (c["avant"], c["apres"]) for c in derniere.changements}


def test_une_personne_nait_avec_ses_roles_et_le_centre_de_l_auteur(paul):
    fiche = creer_personne(
        par=paul, donnees={"nom": "Martin", "prenom": "Claire"}, roles=["tuteur", "prescripteur"]
    )
    assert {r.role for r in fiche.roles.all()} == {"tuteur", "prescripteur"}
    assert fiche.centre == paul.centre
    assert Entree.objects.du_sujet(fiche).get().libelle == "Personne créée"


def test_un_double_clic_ne_cree_qu_une_fiche(paul):
    cle = uuid4()
    donnees = {"nom": "Martin", "prenom": "Claire"}
    premiere = creer_personne(par=paul, donnees=donnees, cle_creation=cle)
    assert creer_personne(par=paul, donnees=donnees, cle_creation=cle) == premiere
    assert Personne.objects.count() == 1
    societes = {creer_societe(par=paul, donnees={"raison_sociale": "Duval"}, cle_creation=cle).pk for _ in "ab"}
    assert len(societes) == Societe.objects.count() == 1


def test_deux_fiches_identiques_sont_permises(paul):
    """Un doublon ne bloque jamais : un foyer partage courriel et téléphone (domaine, « Doublons »)."""
    donnees = {"nom": "Martin", "prenom": "Claire", "courriel": "foyer@example.org"}
    assert creer_personne(par=paul, donnees=donnees).pk != creer_personne(par=paul, donnees=donnees).pk


def test_le_courriel_se_garde_sans_casse(paul):
    fiche = creer_personne(par=paul, donnees={"nom": "M", "prenom": "C", "courriel": " Claire@Example.org "})
    assert fiche.courriel == "claire@example.org"


def test_modifier_journalise_avant_et_apres(paul):
    fiche = creer_personne(
        par=paul, donnees={"nom": "Martin", "prenom": "Claire", "telephone_mobile": "+33612345678"}
    )
    modifier_personne(
        par=paul,
        personne=fiche,
        version=1,
        donnees={"nom": "Martin", "prenom": "Clara", "telephone_mobile": "+33687654321"},
        roles=["tuteur"],
    )
    fiche.refresh_from_db()
    assert (fiche.prenom, fiche.version) == ("Clara", 2)
    vus = changements(fiche)
    assert set(vus) == {"prenom", "telephone_mobile", "roles"}
    assert vus["prenom"] == ("Claire", "Clara")
    assert vus["telephone_mobile"] == ("06\u00a012\u00a034\u00a056\u00a078", "06\u00a087\u00a065\u00a043\u00a021")
    assert vus["roles"] == ("—", "Tuteur")


def test_ne_rien_changer_n_ecrit_rien(paul):
    fiche = creer_personne(par=paul, donnees={"nom": "Martin", "prenom": "Claire"}, roles=["tuteur"])
    modifier_personne(par=paul, personne=fiche, version=1, donnees={"nom": "Martin"}, roles=["tuteur"])
    fiche.refresh_from_db()
    assert fiche.version == 1
    assert Entree.objects.du_sujet(fiche).count() == 1


def test_la_seconde_personne_qui_enregistre_est_prevenue(paul):  # G1
    fiche = creer_personne(par=paul, donnees={"nom": "Martin", "prenom": "Claire"})
    relue = Personne.objects.get(pk=fiche.pk)
    modifier_personne(par=paul, personne=fiche, version=1, donnees={"prenom": "Clara"})
    with pytest.raises(Conflit):
        modifier_personne(par=paul, personne=relue, version=1, donnees={"ville": "Rennes"})
    assert Personne.objects.get(pk=fiche.pk).ville == ""


def test_le_meme_conflit_sur_une_societe(paul):
    fiche = creer_societe(par=paul, donnees={"raison_sociale": "Duval"})
    relue = Societe.objects.get(pk=fiche.pk)
    modifier_societe(par=paul, societe=fiche, version=1, donnees={"ville": "Rennes"}, types=["client"])
    assert changements(fiche) == {"ville": ("—", "Rennes"), "types": ("—", "Client")}
    with pytest.raises(Conflit):
        modifier_societe(par=paul, societe=relue, version=1, donnees={"ville": "Nantes"})


def test_une_naissance_dans_l_avenir_est_refusee(paul, time_machine):
    time_machine.move_to("2026-11-24T10:00:00+01:00")
    with pytest.raises(Refus) as refus:
        creer_personne(par=paul, donnees={"nom": "M", "prenom": "C", "date_naissance": date(2026, 11, 25)})
    assert refus.value.champ == "date_naissance"
    assert not Personne.objects.exists()


def test_hors_perimetre_une_fiche_ne_se_modifie_pas(paul):
    suivie = fabriques.beneficiaire("Moreau", "Jade")
    fabriques.dossier(fabriques.utilisateur("conseiller"), beneficiaire=suivie)
    with pytest.raises(AccesRefuse, match="hors de votre périmètre"):
        modifier_personne(par=paul, personne=suivie, version=suivie.version, donnees={"ville": "Rennes"})


@pytest.mark.parametrize("acte", ["creer_personne", "creer_societe", "rattacher"])
def test_sans_le_droit_d_ecrire_aucun_acte_ne_passe(acte):
    lecteur = fabriques.utilisateur("consultation")
    actes = {
        "creer_personne": lambda: creer_personne(par=lecteur, donnees={"nom": "M", "prenom": "C"}),
        "creer_societe": lambda: creer_societe(par=lecteur, donnees={"raison_sociale": "D"}),
        "rattacher": lambda: rattacher(par=lecteur, personne=fabriques.personne(), societe=fabriques.societe()),
    }
    with pytest.raises(AccesRefuse):
        actes[acte]()


def test_un_role_ajoute_deux_fois_ne_se_dit_qu_une(paul):
    fiche = creer_personne(par=paul, donnees={"nom": "Martin", "prenom": "Claire"})
    for _ in range(2):
        ajouter_role(par=paul, personne=fiche, role="tuteur")
    assert fiche.roles.count() == 1
    assert Entree.objects.du_sujet(fiche).count() == 2  # création, puis rôle


def test_un_rattachement_se_lit_dans_les_deux_historiques(paul):
    claire, duval = fabriques.personne(), fabriques.societe("Duval")
    lien = rattacher(par=paul, personne=claire, societe=duval, fonction="Tutrice", date_debut=date(2026, 1, 5))
    assert changements(claire)["societe"] == ("—", "Duval")
    assert changements(duval)["personne"] == ("—", "MARTIN Claire")
    modifier_rattachement(par=paul, rattachement=lien, donnees={"date_fin": date(2026, 6, 30)})
    assert changements(duval)["date_fin"] == ("—", "30/06/2026")
    retirer_rattachement(par=paul, rattachement=lien)
    assert Entree.objects.du_sujet(claire).first().libelle == "Rattachement retiré"
    assert not Rattachement.objects.exists()


def test_la_fin_d_un_rattachement_ne_precede_pas_son_debut(paul):
    debut, fin = date(2026, 2, 1), date(2026, 1, 1)
    with pytest.raises(Refus) as refus:
        rattacher(
            par=paul, personne=fabriques.personne(), societe=fabriques.societe(), date_debut=debut, date_fin=fin
        )
    assert refus.value.champ == "date_fin"
