"""Signer, annuler, enregistrer du papier, effacer ; et ce que le planning entraîne (domaine, « Émargement »)."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jalon.dossiers.operations.annulation import annuler_dossier
from jalon.emargement.enums import Constat, Moyen
from jalon.emargement.models import Contenu, RegistreSeance, Sceau
from jalon.emargement.operations import annuler_signature, effacer_contenu, enregistrer_papier, signer
from jalon.emargement.queries import attendus, attendus_de, verifier_seance
from jalon.journal.models import Entree
from jalon.planning.models import Seance
from jalon.planning.operations import (
    PresenceSaisie,
    SaisieSeance,
    annuler_seance,
    deplacer_seance,
    modifier_seance,
    retablir_seance,
    valider_seance,
)
from jalon.socle.erreurs import AccesRefuse, Refus
from tests import fabriques
from tests.emargement.seances import TRACE, en_cours, signer_ligne

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
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
def seance(paul, agenda, dossier):
    return en_cours(dossier, par=paul, animateurs=(agenda,))


def relire(seance: Seance) -> Seance:
    return Seance.objects.select_related("action").get(pk=seance.pk)


def signes(seance: Seance) -> list[bool]:
    return [ligne.is_signe for ligne in attendus(relire(seance))]


def test_qui_signe_suit_l_action(paul, agenda, dossier):
    seule = fabriques.action("Travail personnel", is_emargee_animateur=False)
    seance = en_cours(dossier, par=paul, animateurs=(agenda,), action=seule)
    assert [(ligne.role, ligne.nom) for ligne in attendus(seance)] == [("beneficiaire", "MARTIN Claire")]
    annuler_seance(par=paul, seance=seance, version=seance.version, annulee_par="organisme", motif="Panne")
    assert attendus(relire(seance)) == []


def test_signer_scelle_dit_present_et_se_lit_au_journal(paul, dossier, seance):
    sceau = signer_ligne(seance, ip="192.0.2.7", agent="Navigateur d’essai", par=paul)
    assert seance.participations.get().presence == "present"
    registre = RegistreSeance.objects.get(seance=seance)
    assert (registre.nombre, registre.empreinte) == (1, sceau.empreinte)
    contenu = sceau.contenu
    assert (contenu.nom, contenu.moyen, contenu.ip) == ("MARTIN Claire", Moyen.ECRAN, "192.0.2.7")
    assert contenu.image[:4] == b"\x89PNG"
    donnees = json.loads(contenu.donnees)
    assert donnees["dossier"] == dossier.numero
    assert donnees["seance"]["animateurs"] == ["HENRY Paul"]
    entree = Entree.objects.get(acte="seance_signee", sujet_id=dossier.pk)
    assert sceau.court in entree.changements[0]["apres"]


def test_deux_envois_du_meme_formulaire_font_une_signature(seance):
    envoi = uuid.uuid4()
    premiere = signer_ligne(seance, envoi=envoi)
    assert signer_ligne(seance, envoi=envoi) == premiere
    with pytest.raises(Refus, match="MARTIN Claire a déjà signé, le "):
        signer_ligne(seance, envoi=uuid.uuid4())
    with pytest.raises(Refus, match="a déjà servi"):
        signer_ligne(seance, 1, envoi=envoi)
    assert Sceau.objects.count() == 1


def test_sans_trace_on_atteste_et_on_tape_son_nom(seance):
    with pytest.raises(Refus, match="j’atteste"):
        signer_ligne(seance, traits="")
    un_point = json.dumps([{"points": [{"x": 1, "y": 1}]}])
    with pytest.raises(Refus, match="j’atteste"):
        signer_ligne(seance, traits=un_point)
    with pytest.raises(Refus, match="illisible"):
        signer_ligne(seance, traits='{"x": NaN}')
    sceau = signer_ligne(seance, traits="", is_attestee=True, nom="Claire Martin")
    assert (sceau.contenu.traits, bytes(sceau.contenu.image)) == ("", b"")


def test_un_absent_un_inconnu_une_seance_lointaine_ne_se_signent_pas(paul, agenda, dossier, seance):
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    demain = fabriques.seance(timezone.now() + timedelta(days=1), autre, par=paul, animateurs=(agenda,))
    with pytest.raises(Refus, match="La signature ouvre le "):
        signer_ligne(demain)
    with pytest.raises(Refus, match="ne signe pas cette séance"):
        signer(
            seance=seance, participation=demain.participations.get(), demi_journee="matin", moyen=Moyen.QR,
            nom="X", traits=TRACE,
        )  # fmt: skip
    ligne = attendus(seance)[0]
    presence = PresenceSaisie(ligne.participation.pk, "absent_excuse", motif="Malade")
    valider_seance(par=paul, seance=seance, version=seance.version, presences=[presence])
    with pytest.raises(Refus, match="marquée absente"):
        signer(
            seance=seance, participation=ligne.participation, demi_journee=ligne.moment.code, moyen=Moyen.QR,
            nom="X", traits=TRACE,
        )  # fmt: skip


def test_sans_le_droit_ou_hors_du_perimetre_on_ne_fait_pas_signer(seance):
    with pytest.raises(AccesRefuse):
        signer_ligne(seance, par=fabriques.utilisateur("consultation"))
    with pytest.raises(Refus, match="périmètre"):
        signer_ligne(seance, par=fabriques.utilisateur("conseiller"))


def test_deplacer_la_seance_annule_toutes_les_signatures_et_les_redemande(paul, seance):
    signer_ligne(seance), signer_ligne(seance, 1)
    debut = seance.debut + timedelta(minutes=5)
    deplacer_seance(par=paul, seance=seance, version=seance.version, debut=debut, fin=debut + HEURE)
    assert signes(seance) == [False, False]
    assert seance.participations.get().presence == "attendu"
    assert list(Sceau.objects.values_list("nature", flat=True)) == ["signature"] * 2 + ["annulation"] * 2
    assert Entree.objects.filter(acte="signature_annulee", motif__startswith="Séance changée : début").exists()
    signer_ligne(seance)
    assert signes(seance) == [True, False]
    assert {v.constat for v in verifier_seance(seance)} == {Constat.CONCORDE}


def saisie_de(seance: Seance, agenda, dossiers, **autres) -> SaisieSeance:
    champs = {"debut": seance.debut, "fin": seance.fin, "action": seance.action} | autres
    return SaisieSeance(animateurs=champs.pop("animateurs", (agenda,)), dossiers=tuple(dossiers), **champs)


def test_changer_d_animateur_annule_tout_changer_le_lieu_n_annule_rien(paul, agenda, dossier, seance):
    signer_ligne(seance)
    salle = fabriques.lieu()
    modifier_seance(par=paul, seance=seance, version=1, saisie=saisie_de(seance, agenda, [dossier], lieu=salle))
    assert signes(seance) == [True, False]
    second = fabriques.animateur(nom="Benali")
    responsable = fabriques.utilisateur("administrateur")
    saisie = saisie_de(relire(seance), agenda, [dossier], animateurs=(agenda, second), lieu=salle)
    modifier_seance(par=responsable, seance=seance, version=2, saisie=saisie)
    assert signes(seance) == [False, False, False]


def test_changer_une_participation_n_annule_que_la_sienne(paul, agenda, dossier):
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    seance = en_cours(dossier, autre, par=paul, animateurs=(agenda,))
    for rang in range(3):
        signer_ligne(seance, rang)
    valider_seance(par=paul, seance=seance, version=1)
    assert signes(seance) == [True, True, True]
    claire = seance.participations.get(dossier=dossier)
    absente = PresenceSaisie(claire.pk, "absent_injustifie")
    valider_seance(par=paul, seance=seance, version=2, presences=[absente])
    assert [ligne.nom for ligne in attendus(relire(seance)) if ligne.is_signe] == ["NGUYEN Minh", "HENRY Paul"]
    annulation = Sceau.objects.get(nature="annulation")
    assert "Absent injustifié" in json.loads(annulation.contenu.donnees)["motif"]
    valider_seance(par=paul, seance=seance, version=3)
    assert signes(seance) == [False, True, True]  # de nouveau présente : on lui redemande


def test_quitter_la_seance_annule_sa_signature_et_la_garde_visible(paul, agenda, dossier):
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    seance = en_cours(dossier, autre, par=paul, animateurs=(agenda,))
    signer_ligne(seance), signer_ligne(seance, 1)
    modifier_seance(par=paul, seance=seance, version=1, saisie=saisie_de(seance, agenda, [autre]))
    assert signes(seance) == [True, False]
    assert Sceau.objects.count() == 3
    assert {v.constat for v in verifier_seance(seance)} == {Constat.CONCORDE}


def test_signee_une_seance_ne_se_retablit_pas_et_son_dossier_ne_s_annule_pas(paul, dossier, seance):
    sceau = signer_ligne(seance)
    valider_seance(par=paul, seance=seance, version=1)
    with pytest.raises(Refus, match="porte des signatures"):
        retablir_seance(par=paul, seance=seance, version=2)
    with pytest.raises(Refus, match="est signée"):
        annuler_dossier(par=fabriques.utilisateur("administrateur"), dossier=dossier, motif="Erreur")
    annuler_signature(par=paul, sceau=sceau, motif="Mauvaise personne")
    retablir_seance(par=paul, seance=seance, version=2)
    assert relire(seance).etat == "programmee"


def test_annuler_demande_un_motif_et_ne_se_fait_qu_une_fois(paul, seance):
    sceau = signer_ligne(seance)
    with pytest.raises(Refus, match="pourquoi"):
        annuler_signature(par=paul, sceau=sceau, motif=" ")
    annuler_signature(par=paul, sceau=sceau, motif="Erreur")
    with pytest.raises(Refus, match="déjà annulée"):
        annuler_signature(par=paul, sceau=sceau, motif="Erreur")


def test_le_papier_dit_qui_l_enregistre_et_ne_connait_pas_la_fenetre(paul, agenda, dossier):
    vieille = timezone.now() - timedelta(days=40)
    seance = en_cours(dossier, par=paul, animateurs=(agenda,), debut=vieille)
    with pytest.raises(Refus, match="jusqu’au"):
        signer_ligne(seance)
    cles = [ligne.cle for ligne in attendus(seance)]
    sceaux = enregistrer_papier(par=paul, seance=seance, cles=cles)
    assert signes(seance) == [True, True]
    donnees = json.loads(sceaux[0].contenu.donnees)
    assert (donnees["enregistre_par"], donnees["feuille"]) == (str(paul), "")
    with pytest.raises(Refus, match="Cochez"):
        enregistrer_papier(par=paul, seance=seance, cles=cles)


def test_une_journee_se_signe_deux_fois(paul, agenda, dossier):
    matin = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=1)
    seance = en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin, minutes=480)
    signer_ligne(seance)
    assert [(ligne.moment.code, ligne.is_signe) for ligne in attendus(seance)] == [
        ("matin", True), ("apres_midi", False), ("matin", False), ("apres_midi", False),
    ]  # fmt: skip
    assert json.loads(Contenu.objects.get().donnees)["retard_minutes"] > 300


def test_la_base_refuse_de_modifier_ou_de_supprimer_un_sceau(seance):
    sceau = signer_ligne(seance)
    for ecrire in (
        lambda: Sceau.objects.filter(pk=sceau.pk).update(horodatage=timezone.now()),
        lambda: Sceau.objects.filter(pk=sceau.pk)._raw_delete("default"),
        lambda: connection.cursor().execute("DELETE FROM emargement_sceau"),
    ):
        with pytest.raises(DatabaseError, match="ne se modifie pas"), transaction.atomic():
            ecrire()
    assert Sceau.objects.get() == sceau


def test_effacer_par_regle_garde_la_chaine_et_le_dit(paul, seance):
    premier, _ = signer_ligne(seance), signer_ligne(seance, 1)
    with pytest.raises(Refus, match="règle"):
        effacer_contenu(par=paul, sceau=premier, regle="")
    effacer_contenu(par=paul, sceau=premier, regle="preuves gardées 6 ans (EM-04)")
    contenu = Contenu.objects.get(sceau=premier)
    assert (contenu.nom, contenu.donnees, contenu.traits, bytes(contenu.image), contenu.sel) == (
        "",
        "",
        "",
        b"",
        "",
    )
    constats = verifier_seance(seance)
    assert [v.constat for v in constats] == [Constat.EFFACE, Constat.CONCORDE]
    assert "preuves gardées 6 ans" in constats[0].phrase
    with pytest.raises(Refus, match="déjà effacé"):
        effacer_contenu(par=paul, sceau=premier, regle="x")


def test_les_attendus_coutent_autant_pour_une_et_pour_trois_seances(
    paul, agenda, dossier, django_assert_num_queries
):
    seances = [
        en_cours(dossier, par=paul, animateurs=(agenda,), debut=timezone.now() - 3 * n * HEURE) for n in (1, 2, 3)
    ]
    for combien in (1, 3):
        lues = list(Seance.objects.select_related("action").filter(pk__in=[s.pk for s in seances[:combien]]))
        with django_assert_num_queries(3):
            assert len(attendus_de(lues)) == combien
