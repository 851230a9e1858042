"""Les états d'une convention : brouillon, active, close, par des actes (B2, règle 8)."""

from datetime import date

import pytest
from django.urls import reverse

from jalon.financement.enums import Acte, EtatConvention
from jalon.financement.models import Convention
from jalon.financement.operations import (
    activer_convention,
    clore_convention,
    modifier_convention,
    modifier_financement,
    rouvrir_convention,
)
from jalon.financement.rules import refus_liaison, refus_transition
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import convention, dossier, utilisateur

pytestmark = pytest.mark.django_db
JOUR, HIER = date(2026, 11, 24), date(2026, 11, 23)
BROUILLON, ACTIVE, CLOSE = EtatConvention


@pytest.fixture
def sophie():
    return utilisateur("gestionnaire", prenom="Sophie", nom="Leroux")


@pytest.mark.parametrize(
    ("acte", "etat", "fin", "phrase"),
    [
        (Acte.CONVENTION_ACTIVEE, BROUILLON, None, ""),
        (Acte.CONVENTION_ACTIVEE, BROUILLON, JOUR, ""),
        (Acte.CONVENTION_ACTIVEE, BROUILLON, HIER, "Sa période a fini le 23/11/2026 : prolongez-la d’abord."),
        (Acte.CONVENTION_ACTIVEE, ACTIVE, None, "Cette convention est déjà active."),
        (Acte.CONVENTION_ACTIVEE, CLOSE, None, "Une convention close se rouvre : dites pourquoi."),
        (Acte.CONVENTION_CLOSE, ACTIVE, HIER, ""),
        (Acte.CONVENTION_CLOSE, BROUILLON, None, ""),
        (Acte.CONVENTION_CLOSE, CLOSE, None, "Cette convention est déjà close."),
        (Acte.CONVENTION_ROUVERTE, CLOSE, None, ""),
        (Acte.CONVENTION_ROUVERTE, ACTIVE, None, "Cette convention est déjà active."),
    ],
)
def test_chaque_passage_est_permis_ou_refuse_avec_sa_phrase(acte, etat, fin, phrase):
    assert refus_transition(acte, etat, date_fin=fin, jour=JOUR) == phrase


@pytest.mark.parametrize(
    ("etat", "fin", "debut_du_mot"),
    [
        (ACTIVE, None, ""),
        (ACTIVE, JOUR, ""),
        (ACTIVE, HIER, "C-1 a fini le 23/11/2026, avant ce dossier"),
        (BROUILLON, None, "C-1 n’est pas active : c’est un brouillon"),
        (CLOSE, None, "C-1 n’est pas active : elle est close"),
    ],
)
def test_on_ne_lie_qu_une_convention_active_qui_couvre_le_debut_du_dossier(etat, fin, debut_du_mot):  # B1
    assert refus_liaison("C-1", etat, fin, JOUR).startswith(debut_du_mot)


def test_du_brouillon_a_la_reouverture_chaque_passage_laisse_sa_ligne(sophie):
    cadre = convention(etat=BROUILLON)
    activer_convention(par=sophie, convention=cadre, version=1)
    clore_convention(par=sophie, convention=cadre, version=2, motif="Enveloppe épuisée")
    rouvrir_convention(par=sophie, convention=cadre, version=3, motif="Avenant signé")
    assert Convention.objects.get().etat == ACTIVE
    lignes = [(e.libelle, e.motif) for e in Entree.objects.du_sujet(cadre)]
    assert lignes == [
        ("Convention rouverte", "Avenant signé"),
        ("Convention close", "Enveloppe épuisée"),
        ("Convention activée", ""),
        ("Convention créée", ""),
    ]


@pytest.mark.parametrize("acte", [clore_convention, rouvrir_convention])
def test_clore_et_rouvrir_demandent_un_motif(sophie, acte):
    with pytest.raises(Refus, match="Dites pourquoi") as refus:
        acte(par=sophie, convention=convention(), version=1, motif="  ")
    assert refus.value.champ == "motif"


def test_deux_personnes_la_seconde_apprend_que_la_convention_a_change(sophie):
    cadre = convention()
    lectures = [Convention.objects.get(), Convention.objects.get()]
    clore_convention(par=sophie, convention=lectures[0], version=1, motif="Fini")
    with pytest.raises(Conflit):
        clore_convention(par=sophie, convention=lectures[1], version=1, motif="Fini aussi")
    assert Entree.objects.du_sujet(cadre).filter(acte=Acte.CONVENTION_CLOSE).count() == 1


def test_en_lecture_on_ne_change_pas_l_etat():
    with pytest.raises(AccesRefuse):
        activer_convention(par=utilisateur("consultation"), convention=convention(etat=BROUILLON), version=1)


def test_modifier_ne_change_pas_l_etat(sophie):
    cadre = convention()
    donnees = {"etat": CLOSE, "intitule": "Autre"}
    modifier_convention(par=sophie, convention=cadre, version=1, donnees=donnees, prestations=[])
    assert (Convention.objects.get().etat, Convention.objects.get().intitule) == (ACTIVE, "Autre")


def test_une_convention_finie_se_lie_encore_a_un_dossier_commence_avant(sophie):
    cadre = convention("C-2025", date_fin=date(2025, 12, 31))
    donnees = {"convention": cadre, "date_debut": date(2025, 6, 1)}
    lier = {"par": sophie, "version": 0, "financeur": None, "parts": []}
    assert modifier_financement(dossier=dossier(), donnees=donnees, **lier).convention == cadre
    with pytest.raises(Refus, match="C-2025 a fini le 31/12/2025"):
        modifier_financement(dossier=dossier(), donnees={**donnees, "date_debut": JOUR}, **lier)


# ── Les écrans ──


def test_l_etat_se_change_par_un_dialogue(client, sophie):
    client.force_login(sophie)
    cadre = convention("C-1")
    fiche = reverse("financement:convention", args=[cadre.pk])
    assert "Clore" in client.get(fiche).content.decode()
    adresse = reverse("financement:convention_clore", args=[cadre.pk])
    assert "Clore C-1 ?" in client.get(adresse).content.decode()
    vide = client.post(adresse, {"version": 1, "motif": ""})
    assert (vide.status_code, "obligatoire" in vide.content.decode()) == (422, True)
    page = client.post(adresse, {"version": 1, "motif": "Enveloppe épuisée"}, follow=True).content.decode()
    assert "Convention C-1 close." in page
    assert "Close par Sophie Leroux" in page
    assert "Rouvrir" in page


def test_un_acte_qui_n_existe_pas_est_introuvable(client, sophie):
    client.force_login(sophie)
    assert client.get(f"/admin/conventions/{convention().pk}/effacer/").status_code == 404


def test_en_lecture_les_actes_ne_se_montrent_ni_ne_s_ouvrent(client):
    client.force_login(utilisateur("consultation"))
    pk = convention().pk
    assert "/clore/" not in client.get(reverse("financement:convention", args=[pk])).content.decode()
    assert client.post(reverse("financement:convention_clore", args=[pk])).status_code == 403
