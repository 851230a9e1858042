"""La vie d'un événement : prévu, modifié, annulé ; et le dossier clôturé, rouvert (F8, D3, E4)."""

from datetime import date

import pytest
from django.core.management import call_command

from jalon.dossiers.enums import Avancement, Issue, Suite
from jalon.dossiers.models import Dossier, Evenement, VersionEvenement
from jalon.dossiers.operations import (
    annuler_evenement,
    cloturer_dossier,
    modifier_evenement,
    modifier_objectifs,
    rouvrir_dossier,
)
from jalon.dossiers.operations.nuit import recalculer_a_echeance
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.journal.models import Entree
from jalon.prestations.enums import TypeEvenement as T
from jalon.prestations.models import TypeEvenementMaison
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import dossier, evenement, motif, prestation, suivi, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]

LE_2, LE_5, LE_9, LE_12, LE_20, LE_25 = (date(2026, 3, jour) for jour in (2, 5, 9, 12, 20, 25))


@pytest.fixture(autouse=True)
def _le_20_mars(time_machine):
    time_machine.move_to("2026-03-20T10:00:00+01:00")


@pytest.fixture
def ouvert():
    return dossier()


def relu(ouvert: Dossier) -> Dossier:
    return Dossier.objects.get(pk=ouvert.pk)


def actes_du_journal(ouvert: Dossier) -> list[str]:
    return [e.libelle for e in Entree.objects.du_sujet(ouvert)]


# ── Prévu ──


def test_a_venir_l_evenement_est_prevu_et_prend_effet_a_son_jour(ouvert, time_machine):
    prevu = evenement(ouvert, T.ENTREE, LE_25)
    assert prevu.is_prevu
    assert (relu(ouvert).avancement, relu(ouvert).date_bascule_statut) == (Avancement.PREVISIONNEL, LE_25)
    assert recalculer_a_echeance(jour=LE_20) == 0
    time_machine.move_to("2026-03-25T00:30:00+01:00")
    call_command("tache_nocturne")
    assert (relu(ouvert).avancement, relu(ouvert).date_entree) == (Avancement.EN_COURS, LE_25)
    assert relu(ouvert).date_bascule_statut is None
    assert actes_du_journal(ouvert)[:2] == ["Changement de statut automatique", "Événement prévu : prend effet"]


def test_une_nuit_manquee_se_rattrape(ouvert, time_machine):
    evenement(ouvert, T.ENTREE, LE_25)
    time_machine.move_to("2026-03-28T00:30:00+01:00")
    assert recalculer_a_echeance(jour=date(2026, 3, 28)) == 1
    assert relu(ouvert).date_entree == LE_25


def test_avant_la_tache_de_nuit_un_acte_fait_d_abord_prendre_effet_a_ce_qui_etait_prevu(ouvert, time_machine):
    evenement(ouvert, T.SUSPENSION, LE_25)
    time_machine.move_to("2026-03-26T09:00:00+01:00")
    evenement(ouvert, T.REPRISE, date(2026, 3, 26))
    assert relu(ouvert).avancement == Avancement.PREVISIONNEL
    assert not Evenement.objects.filter(is_prevu=True).exists()


def test_un_prevu_dont_la_condition_ne_tient_plus_reste_sans_effet_et_le_dit(ouvert, time_machine):
    prevu = evenement(ouvert, T.SORTIE, LE_25)
    evenement(ouvert, T.ABANDON, LE_20)
    time_machine.move_to("2026-03-25T00:30:00+01:00")
    assert recalculer_a_echeance(jour=LE_25) == 1
    prevu.refresh_from_db()
    assert prevu.refus_effet == "Ce dossier est abandonné depuis le 20/03/2026."
    assert (relu(ouvert).avancement, relu(ouvert).date_bascule_statut) == (Avancement.ABANDONNE, None)
    assert actes_du_journal(ouvert)[0] == "Événement prévu : reste sans effet"
    assert recalculer_a_echeance(jour=LE_25) == 0
    with pytest.raises(Refus, match="resté sans effet"):
        modifier_evenement(par=utilisateur(), evenement=prevu, version=1, donnees={"commentaire": "x"})


def test_un_dossier_annule_ne_bouge_plus(ouvert):
    evenement(ouvert, T.ENTREE, LE_25)
    Dossier.objects.update(annule_at="2026-03-20T10:00:00Z")
    assert recalculer_a_echeance(jour=LE_25) == 0


def test_un_suivi_prevu_se_pose_a_son_jour(ouvert):
    relance = suivi()
    evenement(ouvert, T.CHANGEMENT_STATUT, LE_25, suivi=relance)
    assert relu(ouvert).suivi is None
    recalculer_a_echeance(jour=LE_25)
    assert relu(ouvert).suivi == relance


def test_suspendre_et_reprendre_le_meme_jour(ouvert):
    evenement(ouvert, T.SUSPENSION, LE_20)
    evenement(ouvert, T.REPRISE, LE_20)
    with pytest.raises(Refus, match="rien à reprendre"):
        evenement(ouvert, T.REPRISE, LE_20)
    assert relu(ouvert).avancement == Avancement.PREVISIONNEL


# ── Types de la maison ──


def test_un_type_de_la_maison_signifie_son_fait(ouvert):
    arrivee = TypeEvenementMaison.objects.create(libelle="Arrivée", fait=T.ENTREE)
    assert str(evenement(ouvert, T.ENTREE, LE_2, type_maison=arrivee)) == "Arrivée du 02/03/2026"
    assert relu(ouvert).avancement == Avancement.EN_COURS


def test_un_type_sans_fait_ne_change_pas_le_statut(ouvert):
    jury = TypeEvenementMaison.objects.create(libelle="Passage devant le jury (essai)")
    evenement(ouvert, T.AUTRE, LE_2, type_maison=jury)
    assert relu(ouvert).avancement == Avancement.PREVISIONNEL


def test_un_type_d_une_autre_prestation_ou_d_un_autre_fait_est_refuse(ouvert):
    ailleurs = TypeEvenementMaison.objects.create(libelle="Ailleurs")
    ailleurs.prestations.add(prestation())
    for maison in (ailleurs, TypeEvenementMaison.objects.create(libelle="Fin", fait=T.SORTIE)):
        with pytest.raises(Refus) as refus:
            evenement(ouvert, T.AUTRE, LE_2, type_maison=maison)
        assert refus.value.champ == "type_evenement"
    with pytest.raises(Refus, match="Dites de quel événement"):
        evenement(ouvert, T.AUTRE, LE_2)


# ── Modifier : une nouvelle version ──


def test_modifier_ecrit_une_version_et_garde_l_ancienne_lisible(ouvert):
    auteur, autre = utilisateur("administrateur"), utilisateur("administrateur")
    entree = evenement(ouvert, T.ENTREE, LE_2, par=auteur, commentaire="Au téléphone")
    modifie = modifier_evenement(
        par=autre, evenement=entree, version=1, donnees={"date_evenement": LE_5, "commentaire": "Au centre"}
    )
    assert (modifie.version, modifie.modifie_par, relu(ouvert).date_entree) == (2, autre, LE_5)
    ancienne = VersionEvenement.objects.get()
    assert (ancienne.numero, ancienne.date_evenement, ancienne.commentaire) == (1, LE_2, "Au téléphone")
    assert (ancienne.auteur, ancienne.horodatage) == (auteur, entree.created_at)
    assert actes_du_journal(ouvert)[0] == "Événement modifié"


def test_deux_personnes_ne_s_ecrasent_pas(ouvert):
    entree = evenement(ouvert, T.ENTREE, LE_2)
    modifier_evenement(par=utilisateur(), evenement=entree, version=1, donnees={"commentaire": "a"})
    with pytest.raises(Conflit):
        modifier_evenement(par=utilisateur(), evenement=entree, version=1, donnees={"commentaire": "b"})
    assert Evenement.objects.get().commentaire == "a"


@pytest.mark.parametrize(
    ("phrase", "donnees"),
    [
        ("Rien n’a changé", {"date_evenement": LE_5}),
        ("déjà pris effet", {"date_evenement": LE_25}),
        ("La reprise du 09/03/2026 précéderait sa suspension", {"date_evenement": LE_12}),
        ("Ce motif ne va pas", {"motif": "abandon"}),
    ],
)
def test_une_modification_impossible_n_ecrit_rien(ouvert, phrase, donnees):
    pause = evenement(ouvert, T.SUSPENSION, LE_5)
    evenement(ouvert, T.REPRISE, LE_9)
    if "motif" in donnees:
        donnees = {"motif": motif(T.ABANDON)}
    with pytest.raises(Refus, match=phrase):
        modifier_evenement(par=utilisateur(), evenement=pause, version=1, donnees=donnees)
    pause.refresh_from_db()
    assert (pause.date_evenement, pause.version, VersionEvenement.objects.count()) == (LE_5, 1, 0)


def test_avancer_un_prevu_a_aujourd_hui_lui_fait_prendre_effet(ouvert):
    prevu = evenement(ouvert, T.ENTREE, LE_25)
    modifier_evenement(par=utilisateur(), evenement=prevu, version=1, donnees={"date_evenement": LE_20})
    assert relu(ouvert).avancement == Avancement.EN_COURS


# ── Annuler ──


def test_annuler_demande_un_motif_et_le_statut_revient(ouvert):
    sortie = evenement(ouvert, T.SORTIE, LE_12)
    with pytest.raises(Refus) as refus:
        annuler_evenement(par=utilisateur(), evenement=sortie, motif="  ")
    assert refus.value.champ == "motif_annulation"
    annule = annuler_evenement(par=utilisateur(), evenement=sortie, motif="Erreur de dossier")
    assert annule.motif_annulation == "Erreur de dossier"
    assert (relu(ouvert).avancement, relu(ouvert).date_sortie) == (Avancement.PREVISIONNEL, None)
    for acte in (annuler_evenement, modifier_evenement):
        options = {"motif": "x"} if acte is annuler_evenement else {"version": 1, "donnees": {"commentaire": "x"}}
        with pytest.raises(Refus, match="déjà annulé"):
            acte(par=utilisateur(), evenement=sortie, **options)


def test_une_suspension_reprise_ne_s_annule_pas_seule(ouvert):
    pause = evenement(ouvert, T.SUSPENSION, LE_5)
    evenement(ouvert, T.REPRISE, LE_9)
    with pytest.raises(Refus, match="Annulez d’abord la reprise"):
        annuler_evenement(par=utilisateur(), evenement=pause, motif="Erreur")


def test_un_prevu_annule_ne_prend_pas_effet(ouvert):
    prevu = evenement(ouvert, T.ENTREE, LE_25)
    annuler_evenement(par=utilisateur(), evenement=prevu, motif="Reporté")
    assert relu(ouvert).date_bascule_statut is None
    recalculer_a_echeance(jour=LE_25)
    assert relu(ouvert).avancement == Avancement.PREVISIONNEL


def test_lire_ne_suffit_pas_pour_modifier_ni_annuler(ouvert):
    entree, lecteur = evenement(ouvert, T.ENTREE, LE_2), utilisateur("consultation")
    with pytest.raises(AccesRefuse):
        modifier_evenement(par=lecteur, evenement=entree, version=1, donnees={"commentaire": "x"})
    with pytest.raises(AccesRefuse):
        annuler_evenement(par=lecteur, evenement=entree, motif="x")


# ── Clôturer (D3, E4) ──


@pytest.fixture
def avec_objectifs(ouvert):
    lignes = [LigneObjectif("evolution", "Devenir cheffe d’équipe"), LigneObjectif("savoir", "Comptabilité")]
    modifier_objectifs(par=utilisateur("administrateur"), dossier=ouvert, version=0, lignes=lignes)
    return list(ouvert.objectifs.all())


def test_cloturer_note_la_sortie_sa_suite_et_l_issue_des_objectifs(ouvert, avec_objectifs):
    premier, second = avec_objectifs
    sortie = cloturer_dossier(
        par=utilisateur(), dossier=ouvert, date_evenement=LE_12, suite=Suite.EMPLOI,
        issues={premier.pk: Issue.ATTEINT, second.pk: ""},
    )  # fmt: skip
    assert (sortie.is_suite_positive, relu(ouvert).date_sortie) == (True, LE_12)
    assert [o.issue for o in ouvert.objectifs.all()] == ["atteint", ""]
    assert ouvert.versions.get(bloc="objectifs").version == 2
    assert "Issue des objectifs" in actes_du_journal(ouvert)


def test_une_cloture_refusee_ne_note_rien(ouvert, avec_objectifs):
    evenement(ouvert, T.ENTREE, LE_12)
    with pytest.raises(Refus, match="ne peut pas précéder l’entrée"):
        cloturer_dossier(
            par=utilisateur("administrateur"), dossier=ouvert, date_evenement=LE_5,
            issues={avec_objectifs[0].pk: Issue.ATTEINT},
        )  # fmt: skip
    assert not ouvert.objectifs.exclude(issue="").exists()
    with pytest.raises(Refus, match="l’issue dans la liste"):
        cloturer_dossier(
            par=utilisateur("administrateur"), dossier=ouvert, date_evenement=LE_20,
            issues={avec_objectifs[0].pk: "x"},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("suite", "positive"), [("formation", True), ("recherche", False), ("autre", False), ("", None)]
)
def test_la_suite_dit_si_la_sortie_est_positive(suite, positive):
    assert Evenement(suite=suite).is_suite_positive is positive


def test_seule_une_sortie_a_une_suite(ouvert):
    with pytest.raises(Refus, match="Seule une sortie"):
        evenement(ouvert, T.ABANDON, LE_12, suite=Suite.EMPLOI)


# ── Rouvrir ──


@pytest.mark.parametrize("fermeture", [T.SORTIE, T.ABANDON])
def test_rouvrir_annule_la_fermeture_en_vigueur(ouvert, fermeture):
    evenement(ouvert, T.ENTREE, LE_2)
    ferme = evenement(ouvert, fermeture, LE_12)
    responsable = utilisateur("administrateur")
    rouvrir_dossier(par=responsable, dossier=ouvert, date_evenement=LE_20, commentaire="Reprend en avril")
    ferme.refresh_from_db()
    assert (ferme.annule_par, ferme.motif_annulation) == (responsable, "Réouverture du 20/03/2026")
    assert (relu(ouvert).avancement, relu(ouvert).date_sortie) == (Avancement.EN_COURS, None)
    evenement(ouvert, fermeture, LE_20)
    assert relu(ouvert).date_sortie == LE_20


def test_rouvrir_demande_le_droit_un_motif_et_un_dossier_ferme(ouvert):
    evenement(ouvert, T.SORTIE, LE_12)
    demande = {"dossier": ouvert, "date_evenement": LE_20, "commentaire": "Erreur"}
    with pytest.raises(AccesRefuse):
        rouvrir_dossier(par=utilisateur("conseiller"), **demande)
    par = utilisateur("administrateur")
    with pytest.raises(Refus, match="Dites pourquoi"):
        rouvrir_dossier(par=par, **{**demande, "commentaire": " "})
    rouvrir_dossier(par=par, **demande)
    with pytest.raises(Refus, match="rien à rouvrir"):
        rouvrir_dossier(par=par, **demande)
