"""Complétude : enregistrée par les actes, exacte après chacun (H1)."""

from datetime import date
from decimal import Decimal

import pytest

from jalon.annuaire.operations import modifier_personne
from jalon.dossiers.jauge import lire_jauge
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import declencher_evenement, modifier_objectifs
from jalon.dossiers.operations.completude import recalculer_completude
from jalon.dossiers.operations.nuit import recalculer_a_echeance
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.dossiers.operations.verification import verifier_completude, verifier_statuts
from jalon.financement.operations import modifier_financement
from jalon.prestations.enums import Porte
from jalon.socle.annonces import annonces_groupees
from tests import fabriques

pytestmark = pytest.mark.django_db


def _manques(dossier: Dossier, porte: Porte) -> list[str]:
    return Dossier.objects.get(pk=dossier.pk).manques[porte.value]


def test_un_dossier_qui_s_ouvre_dit_aussitot_ce_qui_lui_manque():
    dossier = fabriques.dossier(fabriques.utilisateur("conseiller", centre=fabriques.centre()))
    assert _manques(dossier, Porte.DEMARRER) == ["coordonnees", "statut_beneficiaire", "date_entree", "objectif"]
    assert (dossier.manques_porte, dossier.manques_nombre) == ("demarrer", 4)


def test_completer_un_bloc_retire_ce_qui_manquait():
    par = fabriques.utilisateur("conseiller")
    dossier = fabriques.dossier(par)
    ligne = LigneObjectif(nature="reconversion", texte="Former des adultes")
    modifier_objectifs(par=par, dossier=dossier, version=0, lignes=[ligne])
    assert "objectif" not in _manques(dossier, Porte.DEMARRER)


def test_le_financement_comble_la_porte_facturer():
    par = fabriques.utilisateur("conseiller")
    dossier = fabriques.dossier(par)
    donnees = {
        "tarification": "forfait",
        "montant_total": Decimal("1800.00"),
        "type_financement": "prive",
        "date_debut": date(2026, 1, 1),
        "date_fin": date(2026, 12, 31),
        "accord": "demande",
    }
    opco = fabriques.societe("OPCO", "financeur")
    modifier_financement(par=par, dossier=dossier, version=0, financeur=opco, donnees=donnees, parts=[])
    assert _manques(dossier, Porte.FACTURER) == ["accord"]


def test_une_coordonnee_ajoutee_sur_la_fiche_de_la_personne_se_voit_sur_ses_dossiers():
    par = fabriques.utilisateur("administrateur")
    dossier = fabriques.dossier(par)
    personne = dossier.beneficiaire
    modifier_personne(par=par, personne=personne, version=1, donnees={"courriel": "claire@example.org"})
    assert "coordonnees" not in _manques(dossier, Porte.DEMARRER)


def test_la_tache_de_nuit_dresse_les_dossiers_d_une_version_anterieure_et_rien_d_autre():
    ancien, autre = fabriques.dossier(), fabriques.dossier()
    Dossier.objects.filter(pk=ancien.pk).update(manques_porte="", manques={}, exiges={})
    assert recalculer_a_echeance(jour=date(2026, 11, 24)) == 1
    assert _manques(ancien, Porte.DEMARRER) == _manques(autre, Porte.DEMARRER)


def test_recalculer_deux_fois_ne_change_rien():
    dossier = fabriques.dossier()
    avant = Dossier.objects.values("manques", "exiges", "manques_porte", "manques_nombre").get(pk=dossier.pk)
    recalculer_completude(Dossier.objects.get(pk=dossier.pk))
    assert Dossier.objects.values(*avant).get(pk=dossier.pk) == avant


def test_chaque_manque_mene_a_son_champ_pour_qui_peut_ecrire_et_se_lit_seulement_sinon():
    dossier = fabriques.dossier()
    demarrer, facturer, _ = lire_jauge(dossier, fabriques.utilisateur("administrateur"))
    adresses = {lien.libelle: lien.adresse for jalon in (demarrer, facturer) for lien in jalon.manques}
    assert adresses["Statut à l’entrée"].endswith("/identite/modifier/#id_identite-statut_beneficiaire")
    assert adresses["Accord du financeur"].endswith("/financement/modifier/#id_financement-accord")
    lecture, *_ = lire_jauge(dossier, fabriques.utilisateur("consultation"))
    assert lecture.manques
    assert not any(lien.adresse for lien in lecture.manques)


def test_recalcules_ensemble_les_dossiers_valent_ce_qu_ils_vaudraient_un_par_un():
    par = fabriques.utilisateur("administrateur")
    with annonces_groupees():
        nu, complete = fabriques.dossier(par), fabriques.dossier(par)
        ligne = LigneObjectif(nature="reconversion", texte="Former des adultes")
        modifier_objectifs(par=par, dossier=complete, version=0, lignes=[ligne])
        declencher_evenement(par=par, dossier=complete, type_evenement="entree", date_evenement=date(2026, 3, 2))
        donnees = {"courriel": "claire@example.org", "nom": "Aubry"}
        modifier_personne(par=par, personne=nu.beneficiaire, version=1, donnees=donnees)
        assert not complete.manques_porte
    complete.refresh_from_db()
    assert (complete.statut, complete.date_entree) == ("en_cours", date(2026, 3, 2))
    assert "coordonnees" not in _manques(nu, Porte.DEMARRER)
    assert "aubry" in Dossier.objects.get(pk=nu.pk).texte_recherche
    assert [*verifier_statuts(), *verifier_completude()] == []
