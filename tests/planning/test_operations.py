"""Planifier, modifier, valider, annuler, reporter, rétablir : les actes et leurs refus."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jalon.dossiers.models import AccesDossier, Dossier
from jalon.dossiers.operations.declenches import ActeDemande
from jalon.financement.operations import modifier_financement
from jalon.financement.rules import Quantite
from jalon.journal.models import Entree
from jalon.planning.declenches import DECLENCHE
from jalon.planning.mesures import mesurer
from jalon.planning.models import Occupation, Seance
from jalon.planning.operations import (
    ConflitAgenda,
    PresenceSaisie,
    SaisieSeance,
    annuler_seance,
    deplacer_seance,
    modifier_seance,
    planifier_seance,
    reporter_seance,
    retablir_seance,
    valider_seance,
)
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from jalon.structure.operations import creer_fermeture
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
PARIS = ZoneInfo("Europe/Paris")
DEMAIN = datetime(2026, 12, 3, 14, 0, tzinfo=PARIS)
HIER = timezone.now().replace(microsecond=0) - timedelta(days=2)
HEURE = timedelta(hours=1)


def relire(seance: Seance) -> Seance:
    return Seance.objects.get(pk=seance.pk)


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def dossier(paul):
    return fabriques.dossier(paul)


@pytest.fixture
def responsable(paul):
    """Elle voit les agendas et les dossiers de son équipe, et accepte les conflits."""
    nadia = fabriques.utilisateur("responsable")
    fabriques.equipe(nadia, paul)
    return nadia


def test_planifier_occupe_l_animateur_le_beneficiaire_et_la_salle(paul, agenda, dossier):
    salle = fabriques.lieu("Salle 2")
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,), lieu=salle, minutes=90)
    assert (seance.etat, seance.minutes) == ("programmee", 90)
    cles = set(Occupation.objects.filter(seance=seance, is_active=True).values_list("cle", flat=True))
    assert cles == {f"p{agenda.pk}", f"p{dossier.beneficiaire_id}", f"l{salle.pk}"}
    assert [c.apres for c in seance.changements_etat.all()] == ["programmee"]
    assert Entree.objects.filter(acte="seance_planifiee", sujet_id=dossier.pk).count() == 1


def test_les_dates_cles_suivent_la_seance_puis_s_arretent_a_la_saisie(paul, agenda, dossier):  # D1 D2
    fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    derniere = fabriques.seance(DEMAIN + timedelta(days=40), dossier, par=paul, animateurs=(agenda,))
    dossier.refresh_from_db()
    assert (dossier.date_entree, dossier.date_fin_previsionnelle) == (DEMAIN.date(), DEMAIN.date() + timedelta(40))
    debut = DEMAIN + timedelta(days=60)
    deplacer_seance(par=paul, seance=derniere, version=derniere.version, debut=debut, fin=debut + HEURE)
    dossier.refresh_from_db()
    assert dossier.date_fin_previsionnelle == debut.date()


def test_l_animateur_suit_le_dossier_tant_qu_il_y_a_une_seance(paul, dossier, responsable):
    nadia = fabriques.animateur(responsable, "Benali")
    seance = fabriques.seance(DEMAIN, dossier, par=responsable, animateurs=(nadia,))
    acces = AccesDossier.objects.filter(dossier=dossier, motif="animateur")
    assert [ligne.utilisateur for ligne in acces] == [responsable]
    annuler_seance(
        par=responsable, seance=seance, version=seance.version, annulee_par="organisme", motif="Salle fermée"
    )
    assert not acces.all().exists()


def test_on_ne_planifie_pas_dans_l_agenda_d_un_autre(paul, dossier):
    with pytest.raises(Refus, match="ne fait pas partie de ceux que vous tenez") as refus:
        fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(fabriques.animateur(nom="Benali"),))
    assert refus.value.champ == "animateurs"


@pytest.mark.parametrize(
    ("fait", "mot"), [("abandon", "est abandonné"), ("sortie", "rouvrez-le avant")], ids=["abandonné", "terminé"]
)
def test_un_dossier_ferme_ne_se_planifie_plus(paul, agenda, dossier, fait, mot):
    if fait == "sortie":
        fabriques.evenement(dossier, "entree", HIER.date() - timedelta(days=9))
    fabriques.evenement(dossier, fait, HIER.date())
    with pytest.raises(Refus, match=mot):
        fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    assert not Seance.objects.exists()


def test_hors_production_une_seance_porte_un_intitule_et_aucun_dossier(paul, agenda, dossier):
    reunion = SaisieSeance(DEMAIN, DEMAIN + HEURE, (agenda,), intitule="Réunion d’équipe")
    assert planifier_seance(par=paul, saisie=reunion).genre == "hors_production"
    for saisie, champ in (
        (SaisieSeance(DEMAIN, DEMAIN + HEURE, (agenda,)), "intitule"),
        (SaisieSeance(DEMAIN, DEMAIN + HEURE, (agenda,), intitule="X", dossiers=(dossier,)), "action"),
        (SaisieSeance(DEMAIN, DEMAIN + HEURE, (agenda,), action=fabriques.action()), "dossiers"),
        (SaisieSeance(DEMAIN, DEMAIN - HEURE, (agenda,), intitule="X"), "heure_fin"),
        (SaisieSeance(DEMAIN, DEMAIN + HEURE, (), intitule="X"), "animateurs"),
    ):
        with pytest.raises(Refus) as refus:
            planifier_seance(par=paul, saisie=saisie)
        assert refus.value.champ == champ


def test_un_moment_pris_est_nomme_et_refuse(paul, agenda, dossier):
    fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,), action=fabriques.action("Investigation"))
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    with pytest.raises(ConflitAgenda) as refus:
        fabriques.seance(DEMAIN + HEURE / 2, autre, par=paul, animateurs=(agenda,))
    assert refus.value.message == "HENRY Paul : occupé le 03/12/2026 de 14:00 à 15:00 (Investigation)."
    assert not refus.value.can_accepter
    fabriques.seance(DEMAIN + HEURE, autre, par=paul, animateurs=(agenda,))  # bout à bout : libre


def test_hors_perimetre_le_conflit_dit_occupe_et_rien_d_autre(paul, agenda, dossier):
    ailleurs = fabriques.utilisateur("conseiller")
    secret = fabriques.dossier(ailleurs, beneficiaire=dossier.beneficiaire)
    salle = fabriques.lieu()
    fabriques.seance(DEMAIN, secret, lieu=salle, action=fabriques.action("Sujet intime"))
    with pytest.raises(ConflitAgenda) as refus:
        fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,), lieu=salle)
    assert "Sujet intime" not in refus.value.message
    assert "déjà pris le 03/12/2026 de 14:00 à 15:00." in refus.value.message
    assert len(refus.value.conflits) == 2


def test_le_droit_et_un_motif_passent_outre_et_cela_se_lit_au_journal(responsable, dossier, paul):
    nadia = fabriques.animateur(responsable, "Benali")
    fabriques.seance(DEMAIN, dossier, par=responsable, animateurs=(nadia,))
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    with pytest.raises(ConflitAgenda) as refus:
        fabriques.seance(DEMAIN, autre, par=responsable, animateurs=(nadia,))
    assert refus.value.manque_motif
    seance = fabriques.seance(
        DEMAIN, autre, par=responsable, animateurs=(nadia,), motif_conflit="Deux bureaux voisins"
    )
    assert seance.occupations.get(cle=f"p{nadia.pk}").is_derogation
    assert Entree.objects.filter(acte="conflit_accepte", motif__contains="Deux bureaux voisins").exists()


def test_un_jour_ferme_est_un_conflit(paul, agenda, dossier):
    creer_fermeture(
        par=fabriques.utilisateur("administrateur"),
        libelle="Pont",
        date_debut=DEMAIN.date(),
        date_fin=DEMAIN.date(),
    )
    with pytest.raises(ConflitAgenda, match="Fermé le 03/12/2026 : Pont"):
        fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))


def test_une_salle_partageable_compte_ses_places(paul, dossier):
    plateau = fabriques.lieu(is_partageable=True, capacite=2)
    autres = [fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(f"Nom{n}")) for n in range(2)]
    fabriques.seance(DEMAIN, dossier, lieu=plateau)
    with pytest.raises(ConflitAgenda, match="1 place"):
        fabriques.seance(DEMAIN, *autres, lieu=plateau)
    fabriques.seance(DEMAIN, autres[0], lieu=plateau)


def test_modifier_garde_les_presences_et_dit_ce_qui_change(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    saisie = SaisieSeance(
        DEMAIN, DEMAIN + 2 * HEURE, (agenda,), action=seance.action, dossiers=(dossier,), notes="Venir tôt"
    )
    lue = seance.version
    modifiee = modifier_seance(par=paul, seance=seance, version=lue, saisie=saisie)
    assert (modifiee.minutes, modifiee.version) == (120, lue + 1)
    entree = Entree.objects.get(acte="seance_modifiee")
    assert {c["champ"] for c in entree.changements} == {"fin", "notes"}
    with pytest.raises(Conflit):
        modifier_seance(par=paul, seance=seance, version=lue, saisie=saisie)


def test_valider_avec_un_absent_sur_trois(paul, agenda):
    dossiers = [fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(f"Nom{n}")) for n in range(3)]
    seance = fabriques.seance(HIER, *dossiers, par=paul, animateurs=(agenda,), minutes=120)
    absent, en_retard = seance.participations.order_by("pk")[:2]
    valider_seance(
        par=paul, seance=seance, version=seance.version,
        presences=[
            PresenceSaisie(absent.pk, "absent_excuse", motif="Maladie"),
            PresenceSaisie(en_retard.pk, "present", minutes=90),
        ],
    )  # fmt: skip
    seance.refresh_from_db()
    assert seance.etat == "realisee"
    assert [p.minutes_comptees for p in seance.participations.order_by("pk")] == [0, 90, 120]
    avancements = [d.avancement for d in Dossier.objects.order_by("pk")]
    assert avancements == ["previsionnel", "en_cours", "en_cours"]


def test_corriger_une_presence_apres_coup(paul, agenda, dossier):
    seance = fabriques.seance(HIER, dossier, par=paul, animateurs=(agenda,))
    valider_seance(par=paul, seance=seance, version=seance.version)
    participation = seance.participations.get()
    valider_seance(
        par=paul,
        seance=seance,
        version=relire(seance).version,
        presences=[PresenceSaisie(participation.pk, "absent_injustifie")],
    )
    dossier.refresh_from_db()
    assert dossier.avancement == "previsionnel"
    assert Entree.objects.filter(acte="seance_validee").count() == 2


@pytest.mark.parametrize(
    ("presence", "minutes", "champ"),
    [("attendu", None, "presence"), ("inconnu", None, "presence"), ("present", 999, "minutes")],
)
def test_une_presence_fausse_est_refusee_a_cote_de_la_personne(paul, agenda, dossier, presence, minutes, champ):
    seance = fabriques.seance(HIER, dossier, par=paul, animateurs=(agenda,))
    participation = seance.participations.get()
    with pytest.raises(Refus) as refus:
        valider_seance(
            par=paul,
            seance=seance,
            version=seance.version,
            presences=[PresenceSaisie(participation.pk, presence, minutes)],
        )
    assert refus.value.champ == f"{champ}_{participation.pk}"


def test_une_seance_a_venir_ne_se_valide_pas(paul, agenda, dossier):
    seance = fabriques.seance(timezone.now() + HEURE, dossier, par=paul, animateurs=(agenda,))
    with pytest.raises(Refus, match="pas encore commencé"):
        valider_seance(par=paul, seance=seance, version=seance.version)


def test_annuler_libere_le_moment_et_les_dates(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    for champs in ({"annulee_par": "organisme", "motif": " "}, {"annulee_par": "voisin", "motif": "x"}):
        with pytest.raises(Refus):
            annuler_seance(par=paul, seance=seance, version=seance.version, **champs)
    annuler_seance(
        par=paul, seance=seance, version=seance.version, annulee_par="beneficiaire", motif="Garde d’enfant"
    )
    dossier.refresh_from_db()
    assert dossier.date_entree is None
    assert not Occupation.objects.filter(seance=seance, is_active=True).exists()


def test_reporter_garde_le_lien_et_retablir_le_defait(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    debut = DEMAIN + timedelta(days=7)
    nouvelle = reporter_seance(
        par=paul, seance=seance, version=seance.version, debut=debut, fin=debut + HEURE, motif="Maladie"
    )
    seance.refresh_from_db()
    assert (seance.etat, seance.reportee_vers, nouvelle.reportee_de) == ("reportee", nouvelle, seance)
    dossier.refresh_from_db()
    assert dossier.date_entree == debut.date()
    retablir_seance(par=paul, seance=seance, version=seance.version)
    nouvelle.refresh_from_db()
    dossier.refresh_from_db()
    assert (nouvelle.etat, dossier.date_entree) == ("annulee", DEMAIN.date())


def test_retablir_refuse_quand_le_moment_a_ete_pris(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    annuler_seance(par=paul, seance=seance, version=seance.version, annulee_par="organisme", motif="Erreur")
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    fabriques.seance(DEMAIN, autre, par=paul, animateurs=(agenda,))
    seance.refresh_from_db()
    with pytest.raises(ConflitAgenda):
        retablir_seance(par=paul, seance=seance, version=seance.version)
    seance.refresh_from_db()
    assert seance.etat == "annulee"


def test_retablir_une_seance_validee_remet_les_presences_a_attendre(paul, agenda, dossier):
    seance = fabriques.seance(HIER, dossier, par=paul, animateurs=(agenda,))
    valider_seance(par=paul, seance=seance, version=seance.version)
    retablir_seance(par=paul, seance=seance, version=relire(seance).version)
    assert seance.participations.get().presence == "attendu"
    dossier.refresh_from_db()
    assert dossier.avancement == "previsionnel"


def test_sans_le_droit_rien_ne_s_ecrit(paul, agenda, dossier):
    lectrice = fabriques.utilisateur("consultation")
    with pytest.raises(AccesRefuse, match="Planning : écriture"):
        fabriques.seance(DEMAIN, dossier, par=lectrice, animateurs=(agenda,))
    assert not Seance.objects.exists()


def test_le_dossier_abandonne_quitte_ses_seances_a_venir(paul, agenda, dossier):
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    seule = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    collective = fabriques.seance(DEMAIN + HEURE, dossier, autre, par=paul, animateurs=(agenda,))
    passee = fabriques.seance(HIER, dossier, par=paul, animateurs=(agenda,))
    saisie = {"acte-seances_a_venir-seances": [str(seule.pk), str(collective.pk), str(passee.pk)]}
    demande = ActeDemande("seances_a_venir", "Annuler les séances à venir", saisie)
    with pytest.raises(Refus, match="Choisissez une des valeurs"):
        fabriques.evenement(dossier, "abandon", timezone.localdate(), par=paul, actes=[demande])
    saisie["acte-seances_a_venir-seances"].pop()
    demande = ActeDemande("seances_a_venir", "Annuler les séances à venir", saisie)
    fabriques.evenement(dossier, "abandon", timezone.localdate(), par=paul, actes=[demande])
    assert [relire(s).etat for s in (seule, collective, passee)] == ["annulee", "programmee", "programmee"]
    assert [p.dossier for p in collective.participations.all()] == [autre]
    cles = set(Occupation.objects.filter(seance=collective).values_list("cle", flat=True))
    assert f"p{dossier.beneficiaire_id}" not in cles


def test_l_abandon_ne_propose_l_annulation_que_s_il_reste_des_seances(paul, agenda, dossier):
    assert not DECLENCHE.est_propose(dossier, "abandon")
    fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    assert DECLENCHE.est_propose(dossier, "abandon")
    assert not DECLENCHE.est_propose(dossier, "entree")


def test_planifie_et_realise_se_mesurent_en_heures_et_en_euros(paul, agenda, dossier):  # H4
    donnees = {"minutes_financees": 1440, "tarif_horaire": Decimal("75.00"), "tarification": "horaire"}
    modifier_financement(par=paul, dossier=dossier, version=0, financeur=None, donnees=donnees, parts=[])
    faite = fabriques.seance(HIER, dossier, par=paul, animateurs=(agenda,), minutes=120)
    valider_seance(par=paul, seance=faite, version=faite.version)
    hors = fabriques.action(is_facturable=False)
    fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,), minutes=90)
    fabriques.seance(DEMAIN + 2 * HEURE, dossier, par=paul, animateurs=(agenda,), action=hors)
    dossier = Dossier.objects.get(pk=dossier.pk)
    attendu = {"realise": Quantite(120, Decimal("150.00")), "planifie": Quantite(210, Decimal("262.50"))}
    assert mesurer(dossier) == attendu


def test_les_seances_d_un_dossier_annule_ne_se_modifient_plus(paul, agenda, dossier):
    seance = fabriques.seance(HIER, dossier, par=paul, animateurs=(agenda,))
    Dossier.objects.filter(pk=dossier.pk).update(annule_at=timezone.now())
    with pytest.raises(Refus, match="est annulé"):
        valider_seance(par=paul, seance=seance, version=seance.version)
