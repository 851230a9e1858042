"""Utilisateurs, profils, équipes : qui a quel droit, qui travaille avec qui."""

import pytest
from django.db import IntegrityError, transaction

from jalon.comptes.models import Profil, Utilisateur
from jalon.comptes.operations import creer_utilisateur
from jalon.journal.models import Entree
from jalon.socle.acces import exiger
from jalon.socle.erreurs import AccesRefuse
from tests.fabriques import MOT_DE_PASSE, centre, equipe, profil, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


def test_les_cinq_profils_livres_sont_en_base():
    assert set(Profil.objects.values_list("code", flat=True)) >= {
        "administrateur",
        "conseiller",
        "consultation",
        "gestionnaire",
        "responsable",
    }


def test_un_compte_desactive_n_a_plus_aucun_droit():
    assert utilisateur("administrateur", is_active=False).droits == frozenset()


def test_un_droit_individuel_s_ajoute_a_ceux_du_profil():
    assert utilisateur("conseiller", droits_individuels=["dossiers.exporter"]).a_le_droit("dossiers.exporter")
    assert not utilisateur("conseiller").a_le_droit("dossiers.exporter")


def test_sans_le_droit_la_phrase_dit_lequel_et_a_qui_le_demander():
    with pytest.raises(AccesRefuse, match="« Admin.* : écriture ». Contactez l’administrateur."):
        exiger(utilisateur("conseiller"), "admin.ecriture")
    exiger(utilisateur("administrateur"), "admin.ecriture")


def test_les_collegues_sont_les_membres_de_mes_equipes_et_moi():
    paul, awa, thomas = utilisateur(), utilisateur(), utilisateur()
    equipe(paul, awa)
    equipe(awa, thomas)
    assert relire(paul).collegues_ids == sorted([paul.pk, awa.pk])
    assert relire(awa).collegues_ids == sorted([paul.pk, awa.pk, thomas.pk])


def test_seul_on_est_son_propre_collegue():
    seule = utilisateur()
    assert seule.collegues_ids == [seule.pk]


def test_ses_centres_sont_le_sien_et_les_autres():
    paul = utilisateur(centre=centre("rennes"))
    paul.autres_centres.add(centre("nantes"))
    assert relire(paul).centres_ids == sorted([centre("rennes").pk, centre("nantes").pk])
    assert utilisateur().centres_ids == []


def test_le_courriel_est_l_identifiant_sans_casse_ni_espaces():
    compte = creer_utilisateur(
        par=None,
        courriel=" Paul.HENRY@Essai.example.org ",
        prenom="Paul",
        nom="Henry",
        profil=profil("conseiller"),
    )
    assert compte.courriel == "paul.henry@essai.example.org"
    assert Utilisateur.objects.get_by_natural_key("PAUL.henry@essai.example.org") == compte
    assert (str(compte), compte.initiales) == ("Paul Henry", "PH")


def test_deux_comptes_n_ont_pas_le_meme_courriel():
    utilisateur(courriel="paul@essai.example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        utilisateur(courriel="PAUL@essai.example.org")


def test_sans_mot_de_passe_un_compte_n_ouvre_rien():
    assert not utilisateur().has_usable_password()
    assert utilisateur(mot_de_passe=MOT_DE_PASSE).check_password(MOT_DE_PASSE)


def test_la_creation_d_un_compte_et_d_une_equipe_est_au_journal():
    compte = utilisateur()
    assert [e.libelle for e in Entree.objects.du_sujet(compte)] == ["Utilisateur créé"]
    assert [e.libelle for e in Entree.objects.du_sujet(equipe(compte))] == ["Équipe créée"]


def relire(compte: Utilisateur) -> Utilisateur:
    """Les collègues se calculent une fois par requête : on relit le compte."""
    return Utilisateur.objects.pour_connexion().get(pk=compte.pk)
