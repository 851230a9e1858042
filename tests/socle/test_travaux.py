"""Les travaux longs : file, avancement, annulation, reprise, fichier à son auteur seul, effacement."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from jalon.socle.enums import EtatTravail
from jalon.socle.erreurs import Refus
from jalon.socle.models import Travail
from jalon.socle.travaux import (
    FONCTIONS,
    FonctionTravail,
    annuler_travail,
    lancer_travail,
    purger_travaux,
    reprendre_travail,
)
from jalon.socle.travaux.taches import PANNE, executer_travail
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


@pytest.fixture
def moi():
    return fabriques.utilisateur("gestionnaire")


@pytest.fixture
def inscrire(monkeypatch):
    """Inscrit une fonction d'essai sous le code « essai »."""

    def inscrire(executer) -> None:
        monkeypatch.setitem(FONCTIONS._elements, "essai", FonctionTravail("essai", executer))

    inscrire(lambda suivi: "C’est fait.")
    return inscrire


@pytest.fixture
def lancer(moi, inscrire):
    def lancer(**options) -> Travail:
        return lancer_travail(par=moi, libelle="Essai", fonction="essai", parametres={"n": 3}, **options)

    return lancer


@pytest.fixture
def en_file(lancer, settings):
    """Un travail qu'aucun service n'a encore pris."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return lancer()


def test_un_travail_se_fait_et_dit_ce_qu_il_a_fait(lancer):
    travail = lancer(total=3)
    assert (travail.etat, travail.message) == (EtatTravail.TERMINE, "C’est fait.")
    assert travail.expire_at - travail.termine_at == timedelta(days=7)


def test_une_fonction_inconnue_se_refuse(moi):
    with pytest.raises(KeyError):
        lancer_travail(par=moi, libelle="Essai", fonction="inconnue", parametres={})


def test_la_fonction_recoit_ses_parametres_et_son_auteur(inscrire, lancer, moi):
    inscrire(lambda suivi: f"{suivi.par.pk} {suivi.parametres['n']}")
    assert lancer().message == f"{moi.pk} 3"


def test_un_refus_se_dit_et_une_panne_ne_montre_pas_ses_entrailles(inscrire, lancer, caplog):
    def refuser(suivi):
        raise Refus("Trop tard.")

    def tomber(suivi):
        raise ValueError("secret")

    inscrire(refuser)
    assert (lancer().etat, lancer().message) == (EtatTravail.ECHOUE, "Trop tard.")
    inscrire(tomber)
    assert lancer().message == PANNE
    assert "secret" in caplog.text


def test_le_droit_est_redemande_a_l_execution(en_file, moi):
    Travail.objects.filter(pk=en_file.pk).update(droit="dossiers.exporter")
    moi.profil = fabriques.profil("consultation")
    moi.save()
    executer_travail.call(en_file.pk)
    en_file.refresh_from_db()
    assert en_file.message == "Votre profil ne permet plus ce travail."


def test_un_travail_n_est_pris_qu_une_fois(en_file, inscrire):
    passages = []
    inscrire(lambda suivi: passages.append(1) or "Fait.")
    executer_travail.call(en_file.pk)
    executer_travail.call(en_file.pk)
    assert passages == [1]


def test_cinq_travaux_en_cours_au_plus(en_file, lancer):
    for _ in range(4):
        lancer()
    with pytest.raises(Refus, match="déjà 5 travaux"):
        lancer()


def test_un_travail_en_attente_s_annule_tout_de_suite(en_file, moi):
    annuler_travail(par=moi, travail=en_file)
    executer_travail.call(en_file.pk)
    en_file.refresh_from_db()
    assert (en_file.etat, en_file.message) == (EtatTravail.ANNULE, "Annulé avant d’avoir commencé.")
    with pytest.raises(Refus):
        annuler_travail(par=moi, travail=en_file)


def test_un_travail_en_cours_s_arrete_a_son_prochain_pas(inscrire, en_file, moi):
    def compter(suivi):
        suivi.avancer(1, 10)
        annuler_travail(par=moi, travail=Travail.objects.get(pk=suivi.travail.pk))
        suivi.avancer(2, 10)
        raise AssertionError("n’aurait pas dû continuer")

    inscrire(compter)
    executer_travail.call(en_file.pk)
    en_file.refresh_from_db()
    assert (en_file.etat, en_file.fait, en_file.total, en_file.pourcentage) == (EtatTravail.ANNULE, 2, 10, 20)


def test_un_travail_que_l_arret_du_service_a_coupe_se_reprend(en_file, moi):
    with pytest.raises(Refus):
        reprendre_travail(par=moi, travail=en_file)
    il_y_a_longtemps = timezone.now() - timedelta(minutes=6)
    Travail.objects.filter(pk=en_file.pk).update(etat=EtatTravail.EN_COURS, updated_at=il_y_a_longtemps)
    en_file.refresh_from_db()
    assert en_file.is_interrompu(timezone.now())
    reprendre_travail(par=moi, travail=en_file)
    executer_travail.call(en_file.pk)
    en_file.refresh_from_db()
    assert en_file.etat == EtatTravail.TERMINE


def test_le_fichier_est_a_son_auteur_seul_et_s_efface(inscrire, lancer, moi, client, tmp_path):
    source = tmp_path / "essai.txt"
    source.write_text("bonjour")
    inscrire(lambda suivi: suivi.garder_fichier(source, "essai.txt") or "Fait.")
    travail = lancer()
    chemin, adresse = Path(travail.fichier.path), f"/travaux/{travail.pk}/fichier/"
    client.force_login(moi)
    reponse = client.get(adresse)
    assert b"".join(reponse.streaming_content) == b"bonjour"
    assert reponse["Content-Disposition"] == 'attachment; filename="essai.txt"'
    client.force_login(fabriques.utilisateur("administrateur"))
    for autre in (adresse, f"/travaux/{travail.pk}/"):
        assert client.get(autre).status_code == 404
    assert client.post(f"/travaux/{travail.pk}/annuler/").status_code == 404

    assert purger_travaux(maintenant=timezone.now()) == 0
    assert purger_travaux(maintenant=timezone.now() + timedelta(days=8)) == 1
    assert not chemin.exists()
    assert not Travail.objects.exists()


def test_le_fichier_demande_encore_le_droit(inscrire, lancer, moi, client, tmp_path):
    source = tmp_path / "essai.txt"
    source.write_text("bonjour")
    inscrire(lambda suivi: suivi.garder_fichier(source, "essai.txt") or "Fait.")
    travail = lancer(droit="dossiers.exporter")
    moi.profil = fabriques.profil("consultation")
    moi.save()
    client.force_login(moi)
    assert client.get(f"/travaux/{travail.pk}/fichier/").status_code == 403


def test_mes_travaux_et_leur_avancement(en_file, moi, client):
    client.force_login(moi)
    assert "En attente" in client.get("/travaux/").content.decode()
    page = client.get(f"/travaux/{en_file.pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    fragment = client.get(
        f"/travaux/{en_file.pk}/", headers={"HX-Request": "true", "HX-Target": "travail"}
    ).content.decode()
    assert "<h1" not in fragment
    assert 'id="travail"' in fragment
    assert "Essai" in client.get("/").content.decode()
    client.post(f"/travaux/{en_file.pk}/annuler/")
    assert "every 2s" not in client.get(f"/travaux/{en_file.pk}/").content.decode()


def test_mes_travaux_coutent_autant_pour_un_que_pour_trois(lancer, moi, client, django_assert_max_num_queries):
    client.force_login(moi)
    lancer()
    client.get("/travaux/")
    with django_assert_max_num_queries(8) as premiere:
        client.get("/travaux/")
    lancer()
    lancer()
    with django_assert_max_num_queries(len(premiere.captured_queries)):
        client.get("/travaux/")
