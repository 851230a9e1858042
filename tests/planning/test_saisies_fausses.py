"""Ce que l'on saisit de travers : la phrase à côté du champ, jamais une panne, rien à moitié."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier
from jalon.financement.operations import modifier_financement
from jalon.planning.models import Occupation, Seance
from jalon.planning.operations import annuler_seance, deplacer_seance, retablir_seance, valider_seance
from jalon.planning.rules.periode import hors_periode
from jalon.socle.erreurs import Refus
from jalon.structure.operations import creer_fermeture
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
PARIS = ZoneInfo("Europe/Paris")
DEMAIN = datetime(2026, 12, 3, 14, 0, tzinfo=PARIS)
HEURE = timedelta(hours=1)


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
def planifier(paul, agenda, dossier):
    """`planifier(jour="28/03/2027", …)` : la page rendue par l'écran de saisie."""
    client, action = Client(), fabriques.action("Entretien", minutes=60)
    client.force_login(paul)

    def envoyer(**champs):
        saisie = {"action": action.pk, "jour": "03/12/2026", "heure_debut": "14:00", "animateur": agenda.pk}
        adresse = f"/dossiers/{dossier.numero}/seances/nouvelle/"
        return client.post(adresse, {**saisie, "fois": "1", **champs}, follow=True)

    return envoyer


def refuse(page, champ: str, mot: str) -> None:
    assert page.status_code == 422
    assert mot in " ".join(page.context["form"].errors[champ])
    assert not Seance.objects.exists()


def test_la_fin_avant_le_debut(planifier):
    refuse(planifier(heure_fin="13:00"), "heure_fin", "avant le début")


def test_une_seance_ne_passe_pas_minuit(planifier):
    refuse(planifier(heure_debut="23:00", heure_fin="01:00"), "heure_fin", "tient dans une journée")


def test_pres_de_minuit_la_fin_deduite_reste_dans_la_journee(planifier):
    assert planifier(heure_debut="23:30").status_code == 200
    fin = timezone.localtime(Seance.objects.get().fin)
    assert (fin.date(), fin.time()) == (date(2026, 12, 3), time(23, 59))


def test_la_nuit_du_passage_a_l_heure_d_ete_02_30_n_existe_pas(planifier):
    page = planifier(jour="28/03/2027", heure_debut="02:30", heure_fin="03:30")
    refuse(page, "heure_debut", "02:30 n’existe pas le 28/03/2027")


def test_la_nuit_du_retour_a_l_heure_d_hiver_02_30_est_la_premiere(planifier):
    assert planifier(jour="31/10/2027", heure_debut="02:30", heure_fin="03:30").status_code == 200
    seance = Seance.objects.get()
    assert timezone.localtime(seance.debut).strftime("%H:%M %z") == "02:30 +0200"
    assert seance.minutes == 120  # de 02:30 (été) à 03:30 (hiver)


def test_plus_de_douze_heures_meme_par_glissement(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    for debut, fin in ((DEMAIN, DEMAIN + 13 * HEURE), (DEMAIN, DEMAIN)):
        with pytest.raises(Refus) as refus:
            deplacer_seance(par=paul, seance=seance, version=seance.version, debut=debut, fin=fin)
        assert refus.value.champ == "heure_fin"


def test_hors_de_la_convention_on_previent_sans_bloquer(planifier, paul, dossier):
    donnees = {"date_debut": date(2026, 1, 1), "date_fin": date(2026, 11, 30), "minutes_financees": 600}
    modifier_financement(par=paul, dossier=dossier, version=0, financeur=None, donnees=donnees, parts=[])
    page = planifier()
    assert "03/12/2026, hors de la période financée" in page.content.decode()
    assert Seance.objects.count() == 1


def test_une_periode_sans_borne_ne_borne_pas():
    jours = [date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)]
    assert hors_periode(jours, date(2026, 1, 1), date(2026, 6, 1)) == jours[2:]
    assert hors_periode(jours, None, None) == []
    assert hors_periode(jours, date(2026, 6, 1), None) == jours[:1]


@pytest.mark.parametrize(("fait", "mot"), [("abandon", "est abandonné"), ("sortie", "rouvrez-le")])
def test_un_dossier_abandonne_ou_clos_ne_se_planifie_pas(planifier, paul, dossier, fait, mot):
    hier = timezone.localdate() - timedelta(days=1)
    fabriques.evenement(dossier, "entree", hier, par=paul)
    fabriques.evenement(dossier, fait, hier, par=paul)
    page = planifier()
    assert page.status_code == 422
    assert mot in page.content.decode()
    assert not Seance.objects.exists()


def test_un_dossier_suspendu_previent_sans_bloquer(planifier, paul, dossier):
    hier = timezone.localdate() - timedelta(days=1)
    fabriques.evenement(dossier, "entree", hier, par=paul)
    fabriques.evenement(dossier, "suspension", hier, par=paul)
    assert "le dossier est suspendu, déclarez sa reprise" in planifier().content.decode()
    assert Seance.objects.count() == 1


@pytest.mark.lent
def test_deux_cents_participants_se_planifient_et_se_valident(paul, agenda):
    tous = [fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(f"Nom{n}")) for n in range(200)]
    passee = timezone.now().replace(microsecond=0) - timedelta(days=2)
    seance = fabriques.seance(passee, *tous, par=paul, animateurs=(agenda,))
    assert Occupation.objects.filter(seance=seance, nature="beneficiaire").count() == 200
    valider_seance(par=paul, seance=seance, version=seance.version)
    assert Dossier.objects.filter(avancement="en_cours").count() == 200


def test_deux_personnes_deplacent_la_meme_seance_la_seconde_l_apprend(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    lue = seance.version
    for rang in (1, 2):
        debut = DEMAIN + rang * HEURE
        deplacer = {"par": paul, "seance": seance, "version": lue, "debut": debut, "fin": debut + HEURE}
        if rang == 1:
            deplacer_seance(**deplacer)
            continue
        with pytest.raises(Refus, match="Une autre personne a modifié cette séance"):
            deplacer_seance(**deplacer)
    assert Seance.objects.get().debut == DEMAIN + HEURE


def test_glissee_sur_un_jour_ferme_elle_est_refusee(paul, agenda, dossier):
    jour = DEMAIN.date() + timedelta(days=1)
    admin = fabriques.utilisateur("administrateur")
    creer_fermeture(par=admin, libelle="Pont", date_debut=jour, date_fin=jour)
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    debut = DEMAIN + timedelta(days=1)
    with pytest.raises(Refus, match="Fermé le 04/12/2026 : Pont"):
        deplacer_seance(par=paul, seance=seance, version=seance.version, debut=debut, fin=debut + HEURE)
    assert Seance.objects.get().debut == DEMAIN


def test_un_animateur_desactive_entre_temps_ne_se_planifie_plus_mais_garde_son_passe(dossier, paul, agenda):
    admin = fabriques.utilisateur("administrateur")
    passee = fabriques.seance(timezone.now() - 3 * HEURE, dossier, par=paul, animateurs=(agenda,))
    a_venir = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    Utilisateur.objects.filter(pk=paul.pk).update(is_active=False)
    agenda.refresh_from_db()
    for acte in (
        lambda: fabriques.seance(DEMAIN + HEURE, dossier, par=admin, animateurs=(agenda,)),
        lambda: deplacer_seance(
            par=admin, seance=a_venir, version=a_venir.version, debut=DEMAIN + HEURE, fin=DEMAIN + 2 * HEURE
        ),
    ):
        with pytest.raises(Refus, match="est désactivé") as refus:
            acte()
        assert refus.value.champ == "animateurs"
    valider_seance(par=admin, seance=passee, version=passee.version)
    a_venir.refresh_from_db()
    remplacante = fabriques.animateur(nom="Benali")
    deplacer_seance(
        par=admin, seance=a_venir, version=a_venir.version, debut=DEMAIN, fin=DEMAIN + HEURE,
        animateur=(agenda, remplacante),
    )  # fmt: skip
    assert a_venir.animations.get().personne == remplacante


def test_annuler_puis_retablir_quand_le_moment_a_ete_pris(paul, agenda, dossier):
    seance = fabriques.seance(DEMAIN, dossier, par=paul, animateurs=(agenda,))
    annuler_seance(par=paul, seance=seance, version=seance.version, annulee_par="organisme", motif="Erreur")
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    fabriques.seance(DEMAIN, autre, par=paul, animateurs=(agenda,))
    seance = Seance.objects.get(pk=seance.pk)
    with pytest.raises(Refus, match="HENRY Paul : occupé le 03/12/2026"):
        retablir_seance(par=paul, seance=seance, version=seance.version)
    assert Seance.objects.get(pk=seance.pk).etat == "annulee"
