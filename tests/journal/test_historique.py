"""L'Historique d'une fiche : filtres, depuis ma dernière visite, repli, coût ; le même sur chaque fiche (4.8)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jalon.journal.historique import ListeHistorique
from jalon.journal.models import Consultation, Entree
from jalon.journal.operations import Changement, journaliser, noter_consultation
from jalon.journal.queries import auteurs_de, champs_de, derniere_visite, nombre_par_d_autres
from jalon.prestations.enums import Acte
from tests import fabriques
from tests.maison import Maison, construire

pytestmark = pytest.mark.django_db


def ecrire(sujet, par, *changements, motif=""):
    return journaliser(
        par=par,
        acte=Acte.PRESTATION_MODIFIEE,
        objet=sujet,
        changements=[
            Changement(champ, champ.replace("_", " "), avant, apres) for champ, avant, apres in changements
        ],
        motif=motif,
    )


@pytest.fixture
def sujet():
    fiche = fabriques.prestation("BC24")
    Entree.objects.all().delete()
    return fiche


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", prenom="Paul", nom="Henry")


@pytest.fixture
def anne():
    return fabriques.utilisateur("gestionnaire", prenom="Anne", nom="Le Bris")


def vieillir(entree: Entree, jours: int) -> Entree:
    Entree.objects.filter(pk=entree.pk).update(horodatage=timezone.now() - timedelta(days=jours))
    return entree


def visiter(qui, sujet, jours: int) -> None:
    """Comme si cette personne avait ouvert la fiche il y a tant de jours."""
    noter_consultation(par=qui, sujet=sujet)
    quand = timezone.now() - timedelta(days=jours)
    Consultation.objects.filter(utilisateur=qui).update(created_at=quand, date_consultation=quand.date())


# ── Lectures ──


@pytest.mark.deux_moteurs
def test_un_champ_trouve_ses_actes_et_pas_ceux_d_un_nom_voisin(sujet, paul):
    ecrire(sujet, paul, ("date_fin", "—", "03/03/2026"), ("lieu", "—", "Rennes"))
    ecrire(sujet, paul, ("date_fin_saisie", "—", "04/03/2026"))
    ecrire(sujet, paul, ("datexfin", "—", "x"))
    ecrire(sujet, paul, ("note", "—", '"champ": "date_fin"'))
    trouvees = Entree.objects.du_sujet(sujet).touchant("date_fin")
    assert [e.changements[0]["champ"] for e in trouvees] == ["date_fin"]


def test_les_auteurs_et_les_champs_proposes_sont_ceux_de_la_fiche(sujet, paul, anne):
    ecrire(sujet, paul, ("duree", "1 h", "2 h"))
    ecrire(sujet, anne, ("forfait", "—", "10 €"), ("duree", "2 h", "3 h"))
    ecrire(sujet, None, ("statut", "a", "b"))
    ecrire(fabriques.prestation("VAE"), fabriques.utilisateur("responsable"), ("autre", "a", "b"))
    assert auteurs_de(sujet) == [(anne.pk, str(anne)), (paul.pk, str(paul)), (None, "Automatique")]
    assert champs_de(sujet) == [("duree", "Duree"), ("forfait", "Forfait"), ("statut", "Statut")]


@pytest.mark.deux_moteurs
def test_depuis_ma_visite_ne_montre_que_ce_que_d_autres_ont_fait(sujet, paul, anne):
    vieillir(ecrire(sujet, anne, ("duree", "1 h", "2 h")), 5)
    visiter(paul, sujet, 3)
    ecrire(sujet, paul, ("duree", "2 h", "3 h"))
    neuve, automatique = ecrire(sujet, anne, ("duree", "3 h", "4 h")), ecrire(sujet, None, ("statut", "a", "b"))
    visite = derniere_visite(paul, sujet)
    assert nombre_par_d_autres(sujet, paul, visite) == 2
    assert list(Entree.objects.du_sujet(sujet).par_d_autres(paul, visite)) == [automatique, neuve]


def test_la_visite_du_jour_ne_compte_pas(sujet, paul):
    noter_consultation(par=paul, sujet=sujet)
    assert derniere_visite(paul, sujet) is None
    assert nombre_par_d_autres(sujet, paul, None) == 0


def test_le_resume_nomme_trois_valeurs_et_compte_le_reste(sujet, paul):
    deux = ecrire(sujet, paul, ("tuteur", "", ""), ("lieu", "", ""))
    cinq = ecrire(sujet, paul, *((champ, "", "") for champ in ("tuteur", "lieu", "forfait", "duree", "centre")))
    quatre = ecrire(sujet, paul, *((champ, "", "") for champ in ("tuteur", "lieu", "forfait", "duree")))
    assert deux.resume == "Tuteur, lieu"
    assert cinq.resume == "Tuteur, lieu, forfait et 2 autres valeurs"
    assert quatre.resume == "Tuteur, lieu, forfait et 1 autre valeur"


def test_sans_visite_le_filtre_n_existe_pas(sujet):
    assert [f.code for f in ListeHistorique(sujet, None).filtres] == ["qui", "champ", "periode"]


# ── Pages ──


@pytest.fixture
def maison() -> Maison:
    return construire()


@pytest.fixture
def client(maison) -> Client:
    client = Client()
    client.force_login(maison.admin)
    return client


def fiches(maison: Maison) -> dict[str, object]:
    return {
        f"/dossiers/{maison.dossier.numero}/historique/": maison.dossier,
        f"/annuaire/personnes/{maison.personnes['claire'].pk}/historique/": maison.personnes["claire"],
        f"/annuaire/societes/{maison.societes['duval'].pk}/historique/": maison.societes["duval"],
        f"/admin/conventions/{maison.conventions['opco'].pk}/historique/": maison.conventions["opco"],
        f"/admin/prestations/{maison.prestations['bilan'].pk}/historique/": maison.prestations["bilan"],
    }


def lignes(client: Client, adresse: str, **filtres) -> int:
    reponse = client.get(adresse, filtres)
    assert reponse.status_code == 200, (adresse, filtres)
    return reponse.content.decode().partition("<tbody>")[2].count("<tr")


@pytest.mark.lent
def test_chaque_fiche_filtre_son_historique(client, maison):
    """Par personne, par champ, par période et depuis la dernière visite : le même composant partout."""
    paul = maison.utilisateurs["conseiller"]
    for adresse, objet in fiches(maison).items():
        Entree.objects.du_sujet(objet).delete()
        vieillir(ecrire(objet, paul, ("duree", "1 h", "2 h")), 40)
        ecrire(objet, maison.admin, ("forfait", "—", "10 €"))
        ecrire(objet, None, ("statut", "a", "b"))
        visiter(maison.admin, objet, 2)
        hier = (timezone.localdate() - timedelta(days=1)).isoformat()
        attendus = (
            ({}, 3),
            ({"qui": paul.pk}, 1),
            ({"qui": "automatique"}, 1),
            ({"champ": "duree"}, 1),
            ({"champ": "duree", "qui": maison.admin.pk}, 0),
            ({"periode_du": hier}, 2),
            ({"visite": "oui"}, 1),
            ({"visite": "non"}, 2),
            ({"qui": "inconnu", "champ": "\x00", "periode_du": "hier", "page": "-1", "tri": "x"}, 3),
        )
        assert [(f, lignes(client, adresse, **f)) for f, _ in attendus] == list(attendus), adresse
        Consultation.objects.all().delete()


def test_l_encart_dit_ce_que_d_autres_ont_change(client, maison):
    adresse = f"/dossiers/{maison.dossier.numero}/historique/"
    assert "depuis votre visite" not in client.get(adresse).content.decode()
    visiter(maison.admin, maison.dossier, 2)
    Entree.objects.du_sujet(maison.dossier).delete()
    assert "Rien de nouveau depuis votre visite du" in client.get(adresse).content.decode()
    ecrire(maison.dossier, maison.utilisateurs["conseiller"], ("duree", "1 h", "2 h"))
    assert "1 changement par d’autres" in client.get(adresse).content.decode()


def test_un_long_acte_est_replie_et_s_ouvre_quand_on_filtre(client, maison):
    adresse = f"/dossiers/{maison.dossier.numero}/historique/"
    ecrire(maison.dossier, maison.admin, *((champ, "a", "b") for champ in ("un", "deux", "trois")))
    assert '<details class="j-details"><summary class="j-second">Un, deux, trois</summary>' in (
        client.get(adresse).content.decode()
    )
    assert '<details class="j-details" open>' in client.get(adresse, {"champ": "deux"}).content.decode()


def test_un_texte_hostile_reste_du_texte(client, maison):
    ecrire(maison.dossier, maison.admin, ("duree", "<script>alert(1)</script>", "2 h"), motif="<b>x</b>")
    page = client.get(f"/dossiers/{maison.dossier.numero}/historique/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page


def test_la_pagination_ne_compte_pas_tout(client, maison, monkeypatch):
    """Une fiche très longue s'ouvre aussi vite : le compte s'arrête, la suite se lit page par page."""
    monkeypatch.setattr("jalon.socle.listes.lecture.COMPTE_MAX", 40)
    adresse = f"/dossiers/{maison.dossier.numero}/historique/"
    for rang in range(70):
        ecrire(maison.dossier, maison.admin, ("duree", str(rang), str(rang + 1)))
    assert lignes(client, adresse) == 30
    assert lignes(client, adresse, page="3") >= 10
    assert "plus de 40 actes" in client.get(adresse).content.decode()


@pytest.mark.parametrize("nombre", [1, 25])
def test_l_historique_coute_autant_pour_une_ligne_que_pour_vingt_cinq(client, maison, nombre):
    adresse = f"/admin/prestations/{maison.prestations['bilan'].pk}/historique/"
    for _ in range(nombre):
        ecrire(maison.prestations["bilan"], maison.admin, ("duree", "1 h", "2 h"))
    client.get(adresse)
    with CaptureQueriesContext(connection) as requetes:
        client.get(adresse)
    assert len(requetes) == 11
