"""Les données de démonstration : à tous les stades, pour chaque profil, posées une fois."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import holidays
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from stdnum.fr import siret

from jalon.annuaire.models import DoublonPersonne, DoublonSociete, Personne, Societe
from jalon.comptes.models import Utilisateur
from jalon.demonstration import lots, maison, troisieme_lot
from jalon.demonstration.donnees import societes
from jalon.demonstration.lots import LOTS
from jalon.documents.controles import verifier_documents
from jalon.documents.models import Document
from jalon.dossiers.models import Dossier, Evenement, VersionBloc
from jalon.dossiers.operations.verification import verifier_completude, verifier_statuts
from jalon.financement.models import Convention, Financement
from jalon.journal.models import Entree
from jalon.memos.models import Memo
from jalon.planning.models import Occupation, Participation, Seance
from jalon.planning.operations.conflits import besoins_de
from jalon.prestations.models import Prestation
from jalon.prestations.queries import derniere_publiee
from jalon.prestations.rules import minutes_facturables
from jalon.socle.models import Compteur
from jalon.socle.numerotation import numero_suivant
from jalon.structure.models import Centre

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs, pytest.mark.lent]

PREMIER_LOT, PERSONNES = 300, 600
# Le lot 3 en plus petit : entier, il prendrait une minute sur chaque moteur.
PETIT_TROISIEME_LOT = replace(
    troisieme_lot.GABARIT,
    tranches=((26, 1, 20), (13, 21, 100), (13, 101, 220), (13, 221, 541)),
    personnes={"rennes": 20, "nantes": 20, "lorient": 20},
)
COMPTES = ("administrateur", "responsable", "gestionnaire", "conseiller", "consultation")
PREMIERE_PAGE = 25


def poser() -> str:
    sortie = StringIO()
    call_command("donnees_demonstration", stdout=sortie)
    return sortie.getvalue()


@pytest.fixture(scope="module", autouse=True)
def posees(django_db_setup, django_db_blocker):
    """Pose les données une fois pour tout le fichier, et les retire à la fin ; rend ce que la commande a dit."""
    mode = pytest.MonkeyPatch()
    with django_db_blocker.unblock(), mode.context() as reglages, transaction.atomic():
        reglages.setattr("django.conf.settings.MODE_DEMONSTRATION", True)
        reglages.setattr(troisieme_lot, "GABARIT", PETIT_TROISIEME_LOT)
        reglages.setattr(troisieme_lot, "PERSONNES", PERSONNES)
        reglages.setattr(societes, "LIEUX_SOCIETE", ("du Port-Fictif",))
        yield poser()
        transaction.set_rollback(True)


def compte(cle: str) -> Utilisateur:
    return Utilisateur.objects.pour_connexion().get(courriel=f"{cle}@demo.example.org")


def page_production(cle: str) -> list[Dossier]:
    """La première page de Production, dans son ordre par défaut."""
    return list(Dossier.objects.visibles_par(compte(cle)).order_by("-created_at", "-id")[:PREMIERE_PAGE])


def test_la_demonstration_entiere_a_la_taille_annoncee():
    comptes = len(maison.UTILISATEURS) + len(troisieme_lot.COMPTES)
    conventions = len(troisieme_lot.CONVENTIONS) * len(troisieme_lot.ANNEES)
    assert sum(nombre for nombre, _, _ in troisieme_lot.TRANCHES) == 1500 - PREMIER_LOT
    assert Dossier.objects.count() == PREMIER_LOT + PETIT_TROISIEME_LOT.nombre
    assert Personne.objects.count() == PERSONNES + 1  # la responsable, qui anime aussi
    assert (Centre.objects.count(), Utilisateur.objects.count(), comptes) == (3, 25, 25)
    assert Convention.objects.count() == 15 + conventions == 60
    assert Prestation.objects.count() == 12
    assert 75 <= Societe.objects.count() <= 95


def test_le_troisieme_centre_a_ses_dossiers_et_son_equipe_ne_voit_que_les_siens():
    lorient = Dossier.objects.filter(centre__code="lorient")
    assert lorient.count() >= 20
    gaelle = Utilisateur.objects.get(courriel="gaelle.riou@demo.example.org")
    assert set(Dossier.objects.visibles_par(gaelle)) == set(lorient)


@pytest.mark.parametrize("cle", COMPTES)
def test_chaque_compte_d_essai_ouvre_avec_le_mot_de_passe_public(cle):
    assert compte(cle).check_password("demonstration")
    assert compte(cle).profil.code == cle


def test_les_autres_comptes_n_ouvrent_rien():
    autres = Utilisateur.objects.exclude(courriel__in=[f"{c}@demo.example.org" for c in COMPTES])
    assert not any(u.has_usable_password() for u in autres.order_by("pk"))


@pytest.mark.parametrize("cle", COMPTES)
def test_la_premiere_page_de_production_montre_plusieurs_stades(cle):
    stades = Counter(dossier.statut for dossier in page_production(cle))
    assert sum(stades.values()) == PREMIERE_PAGE
    assert len(stades) >= 4
    assert max(stades.values()) <= 15


def test_les_seances_couvrent_tous_les_etats_et_tous_les_genres():
    etats = Counter(Seance.objects.values_list("etat", flat=True))
    assert set(etats) == {"programmee", "realisee", "annulee", "reportee"}
    assert sum(etats.values()) > 6 * Dossier.objects.count()
    assert set(Seance.objects.values_list("genre", flat=True)) == {"individuelle", "collective", "hors_production"}
    presences = Counter(Participation.objects.values_list("presence", flat=True))
    assert set(presences) == {"attendu", "present", "absent_excuse", "absent_injustifie"}
    assert Seance.objects.a_valider(timezone.now()).exists()
    assert not Seance.objects.filter(etat="reportee", reportee_vers=None).exists()


def test_personne_ni_aucune_salle_n_est_prise_deux_fois():
    prises = Occupation.objects.filter(is_active=True, is_exclusive=True).order_by("cle", "debut")
    for avant, apres in pairwise(prises.values_list("cle", "debut", "fin")):
        assert avant[0] != apres[0] or avant[2] <= apres[1], avant


def test_les_seances_tombent_aux_heures_de_bureau_un_jour_ouvre():
    feries = holidays.France(years=range(2024, 2030))
    for debut, fin in Seance.objects.values_list("debut", "fin"):
        local, terme = timezone.localtime(debut), timezone.localtime(fin)
        assert local.weekday() < 5, local
        assert local.date() not in feries
        assert (local.hour, local.minute) >= (8, 30)
        assert (terme.hour, terme.minute) <= (18, 0)


def test_chaque_seance_occupe_ses_personnes_et_se_raconte():
    for seance in Seance.objects.order_by("?")[:30]:
        assert seance.occupations.filter(is_active=not seance.is_annulee).count() == len(besoins_de(seance))
        assert seance.changements_etat.count() == (1 if seance.etat == "programmee" else 2)
        assert seance.changements_etat.last().apres == seance.etat
        for participation in seance.participations.select_related("dossier"):
            assert Entree.objects.du_sujet(participation.dossier).filter(objet_id=seance.pk).exists()


def test_des_ecarts_voulus_se_voient():
    programmees = Q(participations__seance__etat="programmee")
    en_cours = Dossier.objects.filter(avancement="en_cours")
    assert en_cours.exclude(programmees).exists()
    realisees = Sum("participations__seance__minutes", filter=Q(participations__presence="present"))
    assert Dossier.objects.alias(r=realisees).filter(r__gt=F("financement__minutes_financees")).exists()


@pytest.mark.parametrize("cle", ["conseiller", "responsable"])
def test_les_comptes_d_essai_ont_des_seances_aujourd_hui(cle):
    jour = timezone.localdate()
    siennes = Seance.objects.filter(animateurs__utilisateur=compte(cle), debut__date=jour)
    ferme = jour.weekday() >= 5 or jour in holidays.France(years=jour.year)
    assert ferme or siennes.count() >= 3


@pytest.mark.parametrize("cle", ["conseiller", "gestionnaire"])
def test_le_perimetre_des_equipes_cache_une_partie_des_dossiers(cle):
    assert 100 < Dossier.objects.visibles_par(compte(cle)).count() < 320


def test_tous_les_stades_sont_la():
    stades = Counter(Dossier.objects.values_list("statut", flat=True))
    assert set(stades) == {"previsionnel", "en_cours", "suspendu", "termine", "abandonne"}
    assert min(stades.values()) >= 20


def test_tous_les_degres_de_completude_sont_la():
    nus = Dossier.objects.filter(versions__isnull=True)
    assert nus.count() >= 10
    assert Dossier.objects.filter(financement__isnull=True).count() >= 20
    assert Financement.objects.filter(montant_total__isnull=True).exists()
    assert Financement.objects.filter(financeur_societe=None, financeur_personne=None).exists()
    assert Financement.objects.filter(parts__mode="pourcent", montant_total__isnull=False).exists()
    assert Financement.objects.filter(parts__mode="euros").exists()
    assert {"horaire", "forfait"} <= set(Financement.objects.values_list("tarification", flat=True))


def test_les_controles_ne_trouvent_rien_a_redire():
    assert [list(verifier()) for verifier in (verifier_statuts, verifier_completude, verifier_documents)] == [
        []
    ] * 3


def test_aucun_dossier_ne_date_du_jour_de_la_commande():
    jour = timezone.localdate()
    assert not Dossier.objects.filter(updated_at__date__gte=jour).exists()
    assert not Document.objects.filter(created_at__date__gte=jour).exists()


def test_rien_ne_date_de_l_avenir_et_chaque_chose_vient_apres_sa_cause():
    maintenant = timezone.now()
    assert not Dossier.objects.filter(created_at__gt=maintenant).exists()
    assert not Dossier.objects.filter(updated_at__lt=F("created_at")).exists()
    assert not Dossier.objects.filter(beneficiaire__created_at__gt=F("created_at")).exists()
    assert not Entree.objects.filter(horodatage__gt=maintenant).exists()
    assert not Evenement.objects.filter(created_at__lt=F("dossier__created_at")).exists()
    assert not VersionBloc.objects.filter(modifie_at__lt=F("dossier__created_at")).exists()


def test_le_journal_raconte_chaque_dossier_dans_l_ordre():
    for dossier in Dossier.objects.order_by("-created_at", "pk")[:200]:
        moments = list(Entree.objects.du_sujet(dossier).values_list("horodatage", flat=True))
        assert moments == sorted(moments, reverse=True)
        assert moments[-1] == dossier.created_at


def _dernier_du_premier_lot() -> int:
    return sorted(Dossier.objects.values_list("pk", flat=True))[PREMIER_LOT - 1]


def paires_du_lot(**lot) -> list[tuple]:
    return list(Dossier.objects.filter(**lot).order_by("created_at", "pk").values_list("created_at", "numero"))


def test_les_numeros_suivent_les_dates_et_les_compteurs_suivent_les_numeros():
    paires = list(Dossier.objects.order_by("created_at", "pk").values_list("created_at", "numero"))
    for lot in (paires_du_lot(pk__lte=_dernier_du_premier_lot()), paires_du_lot(pk__gt=_dernier_du_premier_lot())):
        assert [numero for _, numero in lot] == sorted(numero for _, numero in lot)
    assert all(numero.startswith(str(timezone.localtime(moment).year)) for moment, numero in paires)
    annee = timezone.localdate().year
    derniers = [int(numero[-6:]) for _, numero in paires if numero.startswith(str(annee))]
    with transaction.atomic():
        assert numero_suivant(f"dossier-{annee}") == max(derniers, default=0) + 1
        transaction.set_rollback(True)


def test_un_dossier_se_cherche_par_son_numero_definitif():
    dossier = Dossier.objects.order_by("created_at", "pk").first()
    annee, rang = dossier.numero.split("-")
    assert f" {annee} {rang}" in dossier.texte_recherche


def test_l_annuaire_a_des_paires_a_comparer_et_des_entites_publiques_a_facturer():
    assert DoublonPersonne.objects.count() >= 4
    assert DoublonSociete.objects.count() >= 2
    assert Societe.objects.filter(is_publique=True).exclude(code_service="").count() == 2


def test_tout_est_visiblement_invente():
    for societe in Societe.objects.order_by("pk"):
        assert siret.is_valid(societe.siret), societe
        assert societe.siret.startswith("000")
        assert societe.telephone.startswith("+3319900")
        assert societe.courriel.endswith("example.org")
    for personne in Personne.objects.order_by("pk"):
        assert personne.courriel.endswith("example.org") or not personne.courriel
        assert personne.telephone_mobile.startswith("+3363998") or not personne.telephone_mobile


def test_la_vitrine_est_complete():
    vitrine = Dossier.objects.get(beneficiaire__nom="Martin", beneficiaire__prenom="Claire")
    assert vitrine.conseiller == compte("conseiller")
    assert vitrine in page_production("conseiller")
    assert vitrine.financement.parts.count() == 2
    assert vitrine.donneur_ordre.raison_sociale == "OPCO Horizon"
    assert vitrine.objectifs.exists()


def test_des_noms_difficiles_s_y_trouvent():
    assert Personne.objects.filter(nom="O", prenom="Y").exists()
    assert max(len(nom) for nom in Personne.objects.values_list("nom", flat=True)) > 50
    assert Personne.objects.filter(nom="Le Gall", prenom="Marie").count() == 2


def test_la_seconde_fois_ne_pose_rien(posees):
    assert posees == "".join(f"Lot {lot.numero} posé : {lot.libelle}.\n" for lot in LOTS)
    combien = Entree.objects.count()
    assert poser() == "Les données de démonstration sont déjà là.\n"
    assert (Dossier.objects.count(), Entree.objects.count()) == (PREMIER_LOT + PETIT_TROISIEME_LOT.nombre, combien)
    assert Compteur.objects.get(serie="lots-demonstration").valeur == len(LOTS)


def test_le_lot_2_donne_a_chaque_prestation_son_deroule_et_ses_exigences():
    for prestation in Prestation.objects.order_by("pk"):
        version = derniere_publiee(prestation)
        etapes = list(version.etapes.select_related("action"))
        assert minutes_facturables(etapes) == prestation.minutes_prevues, prestation
        assert version.champs_exiges.exists()
        assert version.pieces_exigees.exists()
    suivent = Dossier.objects.ouverts().filter(version_prestation__isnull=False).count()
    assert 20 < suivent < Dossier.objects.ouverts().count()


def test_un_dossier_de_donnees_d_avant_recoit_le_lot_2_et_garde_ce_que_la_maison_a_ecrit(monkeypatch):
    monkeypatch.setattr(lots, "LOTS", LOTS[:2])
    prestation = Prestation.objects.get(code="VAE24")
    Dossier.objects.filter(prestation=prestation).update(version_prestation=None)
    for version in prestation.versions.all():
        version.delete()
    Prestation.objects.filter(pk=prestation.pk).update(contenu="Le nôtre", sanction="")
    Compteur.objects.filter(serie="lots-demonstration").update(valeur=1)
    assert poser() == "".join(f"Lot {lot.numero} posé : {lot.libelle}.\n" for lot in LOTS[1:2])
    prestation.refresh_from_db()
    assert (prestation.contenu, bool(prestation.sanction)) == ("Le nôtre", True)
    assert derniere_publiee(prestation).etapes.count() == 7


def test_hors_du_mode_demonstration_la_commande_refuse(settings):
    settings.MODE_DEMONSTRATION = False
    with pytest.raises(CommandError, match="mode démonstration"):
        poser()


def test_des_dossiers_ont_des_documents_entiers_des_pieces_recues_et_un_courriel():
    assert Document.objects.values("dossier").distinct().count() == 12
    assert Document.objects.recus().exists()
    assert Document.objects.filter(derniere__courriel__isnull=False).exists()


@pytest.mark.parametrize("cle", ["conseiller", "gestionnaire", "responsable"])
def test_chaque_compte_d_essai_a_des_relances_cette_semaine(cle):
    jour = timezone.localdate()
    siennes = Memo.objects.a_faire().filter(assigne=compte(cle), date_relance__lte=jour + timedelta(days=7))
    assert siennes.count() >= 4
    assert siennes.filter(date_relance=jour).exists()


def test_des_memos_de_toutes_natures_et_des_evenements_prevus():
    assert set(Memo.objects.values_list("nature", flat=True)) == {"commentaire", "echange", "attention", "relance"}
    prevus = Evenement.objects.filter(is_prevu=True, date_evenement__gt=timezone.localdate())
    assert {"sortie", "reprise"} == set(prevus.values_list("type", flat=True))


def test_un_conseiller_sur_six_n_a_pas_encore_ses_titres():  # CV-01 : un contrat s'imprime, un autre se refuse
    fiches = Personne.objects.filter(utilisateur__profil__code="conseiller")
    assert 0 < fiches.filter(diplomes="").count() <= fiches.count() // 6 + 1
    assert fiches.get(utilisateur__courriel__startswith="conseiller@").diplomes
