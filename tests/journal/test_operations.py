"""Le journal : qui a changé quoi, avant, après, dans les mots de l'écran (règle 9)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from jalon.annuaire.models import Personne
from jalon.dossiers.models import Dossier
from jalon.financement.models import Financement
from jalon.journal.models import Consultation, Entree
from jalon.journal.operations import appliquer, journaliser, montrer, noter_consultation
from jalon.prestations.enums import Acte
from jalon.prestations.models import Prestation
from jalon.structure.models import Lieu
from tests.fabriques import centre, prestation, utilisateur

MOTS = [
    (Prestation, "minutes_prevues", 1470, "24\xa0h\xa030"),
    (Prestation, "forfait", Decimal("1800.00"), "1\xa0800,00\xa0€"),
    (Prestation, "nature", "bilan", "Bilan de compétences"),
    (Prestation, "is_active", False, "non"),
    (Prestation, "is_active", True, "oui"),
    (Prestation, "objectif", "", "—"),
    (Dossier, "date_entree_saisie", date(2026, 3, 2), "02/03/2026"),
    (Dossier, "date_entree_saisie", None, "—"),
    (Personne, "civilite", "mme", "Mme"),
    (Personne, "archivee_at", datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "02/03/2026 10:30"),
    (Financement, "montant_total", Decimal(0), "0,00\xa0€"),
]


@pytest.mark.parametrize(("modele", "champ", "valeur", "mots"), MOTS)
def test_une_valeur_se_lit_comme_a_l_ecran(modele, champ, valeur, mots):
    assert montrer(modele._meta.get_field(champ), valeur) == mots


def test_appliquer_ne_rend_que_ce_qui_change_vraiment():
    fiche = Prestation(code="BC24", libelle="Bilan", minutes_prevues=600)
    changements = appliquer(fiche, {"code": "BC24", "libelle": "Bilan court", "minutes_prevues": None})
    assert [(c.champ, c.libelle, c.avant, c.apres) for c in changements] == [
        ("libelle", "nom", "Bilan", "Bilan court"),
        ("minutes_prevues", "durée prévue", "10\xa0h", "—"),
    ]
    assert (fiche.libelle, fiche.minutes_prevues) == ("Bilan court", None)


@pytest.mark.django_db
def test_une_cle_etrangere_se_lit_par_son_nom():
    rennes = centre("rennes")
    assert appliquer(Personne(nom="Martin"), {"centre": rennes})[0].apres == "Rennes"


@pytest.mark.django_db
def test_un_objet_neuf_n_a_pas_encore_ce_qu_il_exigera():
    rennes = centre("rennes")
    changement = appliquer(Lieu(), {"centre": rennes})[0]
    assert (changement.avant, changement.apres) == ("—", "Rennes")


@pytest.mark.django_db
def test_l_entree_garde_le_nom_de_l_auteur_quand_le_compte_disparait():
    paul, fiche = utilisateur(prenom="Paul", nom="Henry"), prestation()
    entree = journaliser(par=paul, acte=Acte.PRESTATION_MODIFIEE, objet=fiche, motif="Essai")
    Entree.objects.filter(auteur=paul).update(auteur=None)
    entree.refresh_from_db()
    assert (entree.auteur, entree.auteur_libelle) == (None, "Paul Henry")
    assert str(entree) == "Prestation modifiée (Paul Henry)"


@pytest.mark.django_db
def test_un_acte_sans_auteur_est_automatique():
    assert journaliser(par=None, acte=Acte.PRESTATION_CREEE, objet=prestation()).auteur_libelle == "Automatique"


@pytest.mark.django_db
def test_l_historique_d_une_fiche_montre_ses_entrees_et_celles_de_ses_lignes():
    sujet, autre = prestation(), prestation()
    journaliser(par=None, acte=Acte.PRESTATION_MODIFIEE, objet=autre, sujet=sujet)
    assert [e.objet_id for e in Entree.objects.du_sujet(sujet)] == [autre.pk, sujet.pk]


@pytest.mark.django_db
@pytest.mark.deux_moteurs
def test_une_consultation_par_personne_par_fiche_et_par_jour(time_machine):
    paul, awa, fiche = utilisateur(), utilisateur(), prestation()
    time_machine.move_to("2026-03-20T10:00:00+01:00")
    for lecteur in (paul, paul, awa):
        noter_consultation(par=lecteur, sujet=fiche)
    time_machine.move_to("2026-03-21T10:00:00+01:00")
    noter_consultation(par=paul, sujet=fiche)
    assert Consultation.objects.count() == 3
