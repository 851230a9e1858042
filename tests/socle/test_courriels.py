"""Un courriel part après la transaction, et son sort se sait ; un envoi manqué n'annule rien."""

import pytest
from django.core import mail
from django.db import transaction

from jalon.prestations.models import Origine
from jalon.socle import courriels
from jalon.socle.courriels import SuiteMessage, envoyer_courriel
from jalon.socle.enums import SortMessage
from jalon.socle.erreurs import Refus
from jalon.socle.registres import Registre

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def annonces(monkeypatch) -> list:
    """Les messages annoncés aux pièces inscrites, dont la première tombe toujours en panne."""
    recus: list = []
    registre: Registre[SuiteMessage] = Registre("essai")
    registre.ajouter(SuiteMessage("panne", lambda message: 1 / 0, ordre=0))
    registre.ajouter(SuiteMessage("suivi", recus.append, ordre=1))
    monkeypatch.setattr(courriels, "SUITES_MESSAGE", registre)
    return recus


def envoyer(*destinataires: str, **options):
    return envoyer_courriel(
        **{"destinataires": destinataires, "objet": "Bonjour", "texte": "Un mot.", "par": None, **options}
    )


def test_le_message_part_apres_la_transaction_et_s_annonce(annonces):
    sujet = Origine(libelle="Salon")
    with transaction.atomic():
        envoyer("a@essai.example.org", sujet=sujet, html="<p>Un mot.</p>")
        assert not mail.outbox
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["a@essai.example.org"], "Bonjour", "Un mot.")]
    assert mail.outbox[0].alternatives[0].content == "<p>Un mot.</p>"
    assert [(m.sujet, m.sort, m.is_envoye) for m in annonces] == [(sujet, SortMessage.ENVOYE, True)]
    assert annonces[0].horodatage


def test_un_acte_refuse_n_envoie_rien(annonces):
    with transaction.atomic():
        envoyer("a@essai.example.org")
        transaction.set_rollback(True)
    assert not mail.outbox
    assert annonces == []


def test_chacun_recoit_le_sien_sans_voir_les_autres(annonces):
    envoyer("a@essai.example.org", " b@essai.example.org ", "a@essai.example.org", "")
    assert [m.to for m in mail.outbox] == [["a@essai.example.org"], ["b@essai.example.org"]]


def test_un_envoi_manque_se_sait_et_n_annule_pas_l_acte(annonces, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    sorts: list = []
    with transaction.atomic():
        Origine.objects.create(libelle="Salon d’essai")
        envoyer("a@essai.example.org", apres=sorts.append)
    assert Origine.objects.filter(libelle="Salon d’essai").exists()
    assert [(m.sort, m.is_envoye) for m in sorts] == [(SortMessage.ECHEC, False)]
    assert annonces[0].erreur == "Non remis à a@essai.example.org."


@pytest.mark.parametrize(
    ("champ", "options"),
    [
        ("destinataires", {"destinataires": []}),
        ("destinataires", {"destinataires": ["pas une adresse"]}),
        ("destinataires", {"destinataires": ["a@essai.example.org\nBcc: b@essai.example.org"]}),
        ("destinataires", {"destinataires": [f"a{n}@essai.example.org" for n in range(51)]}),
        ("objet", {"destinataires": ["a@essai.example.org"], "objet": " \n "}),
    ],
)
def test_ce_qui_ne_s_envoie_pas_est_refuse_aussitot(champ, options):
    with pytest.raises(Refus) as refus:
        envoyer(**options)
    assert refus.value.champ == champ


def test_un_objet_sur_deux_lignes_n_ajoute_pas_d_en_tete():
    envoyer("a@essai.example.org", objet="Bonjour\nBcc: b@essai.example.org")
    assert mail.outbox[0].subject == "Bonjour Bcc: b@essai.example.org"
    assert mail.outbox[0].bcc == []


def test_le_lien_personnel_part_mais_ne_reste_dans_aucune_copie(annonces):  # F4
    lien = "https://jalon.example.org/signer/abc/"
    copies = []
    envoyer(
        "a@essai.example.org",
        texte=f"Signez ici : {lien}",
        html=f'<a href="{lien}">ici</a>',
        secrets=[lien],
        apres=copies.append,
    )
    assert lien in mail.outbox[0].body
    for copie in (*copies, *annonces):
        assert copie.texte == "Signez ici : [lien personnel]"
        assert lien not in repr(copie)
