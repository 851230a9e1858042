"""Les écrans des demandes : un dossier, tout le périmètre, le QR code d'une salle (F4)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jalon.emargement.models import JetonSalle, LienSignature
from tests import fabriques

from .seances import en_cours, signer_ligne

pytestmark = [pytest.mark.lent, pytest.mark.django_db(transaction=True)]
HIER = timedelta(days=1)


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def dossier(paul):
    return fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(courriel="claire@essai.example.org"))


@pytest.fixture
def client(paul):
    navigateur = Client()
    navigateur.force_login(paul)
    return navigateur


def hier(paul, agenda, *dossiers, jours: int = 1):
    return en_cours(*dossiers, par=paul, animateurs=(agenda,), debut=timezone.now() - jours * HIER)


def dit(reponse) -> str:
    return reponse.content.decode()


def test_envoyer_renvoyer_revoquer_depuis_le_dossier(client, paul, agenda, dossier):
    seance = hier(paul, agenda, dossier)
    adresse = reverse("liens:dossier", args=[dossier.numero])
    cle = f"{seance.pk}:p{seance.participations.get().pk}-"
    page = dit(client.get(adresse))
    cible = cle + ("matin" if f"{cle}matin" in page else "apres_midi")
    assert "Lien envoyé à claire" in dit(client.post(adresse, {"envoyer": cible}, follow=True))
    lien = LienSignature.objects.get()
    assert "Renvoyer" in dit(client.get(adresse))
    client.post(adresse, {"revoquer": lien.pk})
    assert "Lien révoqué" in dit(client.get(adresse))
    assert "Cochez au moins une séance" in dit(client.post(adresse, {}, follow=True))
    for faux in ({"envoyer": "x"}, {"revoquer": "999999"}, {"envoyer": "999999:p1-matin"}):
        assert client.post(adresse, faux).status_code == 404


def test_une_seance_de_plus_ne_coute_pas_de_requete(client, paul, agenda, dossier):
    adresse = reverse("liens:dossier", args=[dossier.numero])
    couts = []
    for jours in (1, 2, 3):
        hier(paul, agenda, dossier, jours=jours)
        client.get(adresse)
        with CaptureQueriesContext(
            connection,
        ) as requetes:
            client.get(adresse)
        couts.append(len(requetes))
    assert couts[0] == couts[2]


def test_relancer_tout_le_perimetre_dit_combien_et_pourquoi_pas(client, paul, agenda, dossier):  # F4
    muet = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    hier(paul, agenda, dossier, muet)
    signee, ancienne = hier(paul, agenda, dossier, jours=2), hier(paul, agenda, dossier, jours=9)
    for rang in range(2):
        signer_ligne(signee, rang)
    etrangere = en_cours(fabriques.dossier(), debut=timezone.now() - HIER)
    adresse = reverse("liens:relances")
    page = client.get(adresse)
    assert [s.participations.count() for s in page.context["seances"]] == [2]
    pks = [s.pk for s in page.context["seances"]] + [signee.pk, ancienne.pk, etrangere.pk]
    suite = dit(client.post(adresse, {"seances": pks}, follow=True))
    assert "2 liens envoyés." in suite
    assert "1 demande non envoyée" in suite
    assert [courriel.to for courriel in mail.outbox] == [["claire@essai.example.org"], [paul.courriel]]
    assert "non envoyée" not in dit(client.get(adresse))
    assert "Cochez au moins une séance" in dit(client.post(adresse, {"seances": etrangere.pk}, follow=True))


def test_ouvrir_afficher_imprimer_fermer_le_qr_code(client, paul, agenda, dossier):  # F4
    seance = en_cours(dossier, par=paul, animateurs=(agenda,))
    adresse = reverse("liens:qr", args=[dossier.numero, seance.pk])
    assert "Ouvrir le QR code" in dit(client.get(adresse))
    ouvert = dit(client.post(adresse, follow=True))
    assert "<svg" in ouvert
    assert "Claire M." in ouvert
    assert JetonSalle.objects.count() == 1
    assert "Signez votre présence" in dit(client.get(f"{adresse}?affiche=1"))
    signer_ligne(seance, 0)
    liste = dit(client.get(reverse("liens:signes", args=[dossier.numero, seance.pk])))
    assert liste.count("j-ton--vert") == 1
    assert "<html" not in liste
    client.post(adresse, {"fermer": "oui"})
    assert "Le QR code est fermé" in dit(client.get(reverse("liens:signes", args=[dossier.numero, seance.pk])))
    assert "est fermé" in dit(client.get(f"{adresse}?affiche=1"))


def test_hors_de_ses_heures_le_qr_code_ne_s_ouvre_pas(client, paul, agenda, dossier):
    seance = hier(paul, agenda, dossier)
    reponse = client.post(reverse("liens:qr", args=[dossier.numero, seance.pk]))
    assert (reponse.status_code, "lien personnel" in dit(reponse)) == (422, True)
