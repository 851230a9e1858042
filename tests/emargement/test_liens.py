"""Demander une signature : le lien, son courriel, sa copie classée, son renvoi, sa révocation, le lot (F4, F5)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.documents.models import Document
from jalon.documents.stockage import magasin
from jalon.emargement.enums import EtatLien
from jalon.emargement.models import LienSignature
from jalon.emargement.operations import demander_signature, demander_signatures, revoquer_lien
from jalon.emargement.queries import attendus
from jalon.emargement.queries_liens import demandes_de, demandes_du_dossier, lien_du_jeton
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.structure.operations import modifier_reglages
from tests import fabriques

from .seances import en_cours, signer_ligne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def conseiller():
    return fabriques.utilisateur("conseiller")


@pytest.fixture
def dossier(conseiller):
    claire = fabriques.beneficiaire(courriel="claire@essai.example.org")
    return fabriques.dossier(conseiller, beneficiaire=claire)


@pytest.fixture
def seance(dossier, conseiller):
    return en_cours(dossier)


def adresse(jeton: str) -> str:
    return f"https://jalon.example.org/signer/{jeton}/"


def demander(par, dossier, seance, rang: int = 0) -> LienSignature:
    cle = attendus(seance)[rang].cle
    return demander_signature(par=par, dossier=dossier, seance=seance, cle=cle, adresse=adresse)


def jeton_envoye(rang: int = -1) -> str:
    return mail.outbox[rang].body.split("/signer/")[1].split("/")[0]


def test_le_lien_part_et_sa_copie_classee_ne_le_garde_pas(conseiller, dossier, seance):  # F4 F5
    lien = demander(conseiller, dossier, seance)
    jeton = jeton_envoye()
    assert lien_du_jeton(jeton) == lien
    assert mail.outbox[0].to == ["claire@essai.example.org"]
    classe = Document.objects.get(dossier=dossier)
    version = classe.versions.get()
    assert "[lien personnel]" in version.courriel.texte
    assert "claire@essai.example.org" in version.courriel.destinataires
    with magasin().ouvrir(version.empreinte) as fichier:
        assert jeton.encode() not in fichier.read()
    lien.refresh_from_db()
    assert lien.sort == "envoye"
    for objet in (*Entree.objects.all(), *LienSignature.objects.all(), version.courriel, classe):
        assert jeton not in repr(vars(objet))


def test_renvoyer_remplace_le_lien_precedent(conseiller, dossier, seance):
    premier, second = (demander(conseiller, dossier, seance) for _ in range(2))
    premier.refresh_from_db()
    assert premier.etat(timezone.now()) == EtatLien.REVOQUE
    assert second.etat(timezone.now()) == EtatLien.EN_ATTENTE
    assert jeton_envoye(0) != jeton_envoye(1)


def test_revoquer_une_fois_suffit_et_se_lit_au_journal(conseiller, dossier, seance):
    lien = demander(conseiller, dossier, seance)
    for _ in range(2):
        revoquer_lien(par=conseiller, dossier=dossier, lien=lien)
    lien.refresh_from_db()
    assert lien.revoque_at
    assert Entree.objects.filter(acte="lien_revoque").count() == 1


def test_on_ne_demande_rien_a_qui_a_signe_ou_n_a_pas_d_adresse(conseiller, dossier, seance):
    Personne.objects.filter(pk=dossier.beneficiaire_id).update(courriel="")
    with pytest.raises(Refus, match="pas d’adresse"):
        demander(conseiller, dossier, seance)
    signer_ligne(seance, 0)
    with pytest.raises(Refus, match="déjà signé"):
        demander(conseiller, dossier, seance)
    with pytest.raises(Refus, match="ne signe pas cette séance"):
        demander_signature(par=conseiller, dossier=dossier, seance=seance, cle="p0-matin", adresse=adresse)
    assert not mail.outbox


def test_un_animateur_sans_courriel_sur_sa_fiche_recoit_celui_de_son_compte(conseiller, dossier, seance):
    animateur = fabriques.animateur(conseiller)
    Personne.objects.filter(pk=animateur.pk).update(courriel="")
    seance = en_cours(dossier, par=conseiller, animateurs=(animateur,), debut=seance.fin - timedelta(hours=3))
    assert demander(conseiller, dossier, seance, rang=1).destinataire == animateur.utilisateur.courriel
    type(animateur.utilisateur).objects.filter(pk=animateur.utilisateur_id).update(is_active=False)
    with pytest.raises(Refus, match="pas d’adresse"):
        demander(conseiller, dossier, seance, rang=1)


def test_la_fenetre_de_la_maison_regle_liens_et_signatures(conseiller, dossier):  # EM-07
    ancienne = en_cours(dossier, debut=timezone.now() - timedelta(days=9))
    reglages = {"minutes_avant_signature": 30, "jours_apres_signature": 10}
    modifier_reglages(par=fabriques.utilisateur("administrateur"), version=0, donnees=reglages)
    assert demander(conseiller, dossier, ancienne).expire_at == ancienne.fin + timedelta(days=10)
    assert signer_ligne(ancienne).rang == 1


def test_la_fenetre_passee_on_ne_demande_plus_a_distance(conseiller, dossier):  # EM-07
    ancienne = en_cours(dossier, debut=timezone.now() - timedelta(days=9))
    with pytest.raises(Refus, match="sur papier"):
        demander(conseiller, dossier, ancienne)


def test_il_faut_emarger_et_lire_la_seance(conseiller, dossier, seance):
    with pytest.raises(AccesRefuse):
        demander(fabriques.utilisateur("consultation"), dossier, seance)
    with pytest.raises(Refus, match="périmètre"):
        demander(fabriques.utilisateur("conseiller"), dossier, seance)


def test_un_lot_envoie_ce_qui_peut_l_etre_et_dit_le_reste(conseiller, dossier, seance):
    faite = en_cours(dossier, debut=timezone.now() - timedelta(days=1))
    for rang in range(2):
        signer_ligne(faite, rang)
    bilan = demander_signatures(par=conseiller, dossier=dossier, seances=[faite, seance], adresse=adresse)
    assert bilan.envoyes == len(mail.outbox) == 1
    assert len(bilan.refus) == 2
    assert "tout le monde a déjà signé" in bilan.refus[0]
    assert "pas d’adresse de courriel" in bilan.refus[1]


def test_l_etat_de_chaque_lien_se_suit(conseiller, dossier, seance):
    demander(conseiller, dossier, seance)
    claire, animateur = demandes_de([seance], dossier)[seance.pk]
    assert (claire.etat, claire.is_revocable, animateur.lien) == (EtatLien.EN_ATTENTE, True, None)
    LienSignature.objects.update(expire_at=timezone.now())
    assert demandes_de([seance], dossier)[seance.pk][0].etat == EtatLien.EXPIRE
    (ligne,) = demandes_du_dossier(dossier, conseiller)
    assert (ligne.seance, ligne.manquent, ligne.can_ouvrir_salle) == (seance, 2, True)


def test_un_courriel_qui_ne_part_pas_se_lit_sur_le_lien(conseiller, dossier, seance, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    demander(conseiller, dossier, seance)
    assert demandes_de([seance], dossier)[seance.pk][0].etat == EtatLien.NON_REMIS


def test_un_lien_a_le_courriel_du_moment(conseiller, dossier, seance):
    Personne.objects.filter(pk=dossier.beneficiaire_id).update(courriel="neuve@essai.example.org")
    assert demander(conseiller, dossier, seance).destinataire == "neuve@essai.example.org"
