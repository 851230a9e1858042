"""Deux personnes à la fois, pour de vrai : chacune son fil, sa connexion, sa transaction."""

from uuid import uuid4

import pytest

from jalon.dossiers.models import Dossier, VersionBloc
from jalon.dossiers.operations import modifier_contacts, modifier_rattachement, ouvrir_dossier
from jalon.dossiers.operations.commun import ConflitBloc
from jalon.prestations.enums import TypeEvenement
from jalon.socle.erreurs import Refus
from tests.fabriques import beneficiaire, dossier, evenement, prestation, societe, utilisateur
from tests.harnais.ensemble import ensemble

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_moteurs]

FILS = 6


def test_des_dossiers_ouverts_en_meme_temps_ont_des_numeros_qui_se_suivent():
    paul, claire, bilan = utilisateur(), beneficiaire(), prestation()
    ouverts = ensemble(*[lambda: ouvrir_dossier(par=paul, beneficiaire=claire, prestation=bilan)] * FILS)
    assert sorted(int(d.numero[-6:]) for d in ouverts) == list(range(1, FILS + 1))


def test_un_double_clic_simultane_n_ouvre_qu_un_dossier():
    options = {"par": utilisateur(), "beneficiaire": beneficiaire(), "prestation": prestation()}
    cle = uuid4()
    ouverts = ensemble(*[lambda: ouvrir_dossier(**options, cle_creation=cle)] * FILS)
    assert {d.pk for d in ouverts} == {Dossier.objects.get().pk}


def test_sur_le_meme_bloc_un_seul_passe_les_autres_apprennent_qui():
    ouvert, paul = dossier(), utilisateur(prenom="Paul", nom="Henry")
    employeurs = [societe() for _ in range(FILS)]

    def enregistrer(employeur):
        return lambda: modifier_contacts(par=paul, dossier=ouvert, version=0, donnees={"employeur": employeur})

    rendus = ensemble(*map(enregistrer, employeurs))
    conflits = [r for r in rendus if isinstance(r, ConflitBloc)]
    assert len(conflits) == FILS - 1
    assert {c.etat.auteur for c in conflits} == {"Paul Henry"}
    assert VersionBloc.objects.get().version == 1
    assert Dossier.objects.get().employeur in employeurs


def test_sur_deux_blocs_les_deux_passent_et_rien_n_est_perdu():
    ouvert, paul, employeur = dossier(), utilisateur(), societe()
    rendus = ensemble(
        lambda: modifier_contacts(par=paul, dossier=ouvert, version=0, donnees={"employeur": employeur}),
        lambda: modifier_rattachement(
            par=paul, dossier=ouvert, version=0, prestation=ouvert.prestation, donnees={"numero_commande": "BC-1"}
        ),
    )
    assert all(isinstance(r, Dossier) for r in rendus), rendus
    relu = Dossier.objects.get()
    assert (relu.employeur, relu.numero_commande) == (employeur, "BC-1")


def test_une_seule_sortie_passe():
    ouvert, admin = dossier(), utilisateur("administrateur")
    jour = ouvert.created_at.date()
    rendus = ensemble(*[lambda: evenement(ouvert, TypeEvenement.SORTIE, jour, par=admin)] * 3)
    assert sum(isinstance(r, Refus) for r in rendus) == 2
    assert ouvert.evenements.count() == 1
