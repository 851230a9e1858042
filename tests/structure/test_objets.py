"""Centres, lieux, ressources et fermetures : actes, usages, écrans."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.comptes.models import Utilisateur
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from jalon.structure.models import Centre, Fermeture, Lieu, PlageOuverture, Ressource
from jalon.structure.operations import (
    basculer_centre,
    creer_centre,
    creer_fermeture,
    creer_lieu,
    creer_ressource,
    modifier_centre,
    modifier_lieu,
    regler_horaires,
    reprendre_feries,
    supprimer_centre,
)
from jalon.structure.queries import feries_proposes, fermetures_entre, plages_de, usages_de
from jalon.structure.rules import Plage
from tests import fabriques

pytestmark = [pytest.mark.django_db]
deux_moteurs = pytest.mark.deux_moteurs
MODELES = {"centre": Centre, "lieu": Lieu, "ressource": Ressource, "fermeture": Fermeture}
LISTES = ("centres", "lieux", "ressources", "jours_fermes")


@pytest.fixture
def rennes(admin):
    return creer_centre(par=admin, libelle="Rennes")


# ── Actes ──


@deux_moteurs
def test_le_code_d_un_centre_est_tire_de_son_nom_et_reste_unique(admin):
    assert creer_centre(par=admin, libelle="Saint-Malo").code == "saint-malo"
    assert creer_centre(par=admin, libelle="Saint Malo").code == "saint-malo-2"
    assert creer_centre(par=admin, libelle="Ω").code == "centre"
    with pytest.raises(Refus, match="porte déjà ce nom") as refus:
        creer_centre(par=admin, libelle="saint-malo")
    assert refus.value.champ == "libelle"
    with pytest.raises(Refus, match="code"):
        creer_centre(par=admin, libelle="Autre", code="SAINT-MALO")


@deux_moteurs
def test_modifier_un_centre_avance_sa_version_et_refuse_une_lecture_perimee(admin, rennes):
    modifier_centre(par=admin, objet=rennes, version=1, donnees={"ville": "Rennes"})
    perime = Centre.objects.get(pk=rennes.pk)
    with pytest.raises(Conflit):
        modifier_centre(par=admin, objet=perime, version=1, donnees={"ville": "Nantes"})
    rennes.refresh_from_db()
    assert (rennes.version, rennes.ville) == (2, "Rennes")


@deux_moteurs
def test_un_centre_utilise_ne_se_supprime_pas_et_dit_ses_usages(admin, rennes):
    creer_lieu(par=admin, centre=rennes, libelle="Salle 1")
    fabriques.utilisateur("conseiller", centre=rennes)
    Utilisateur.objects.get(pk=admin.pk).autres_centres.add(rennes)
    fabriques.dossier(donnees={"centre": rennes})
    usages = dict(usages_de(rennes))
    assert usages["lieu"] == 1
    assert usages["dossier"] == 1
    assert usages["utilisateurs"] == 2
    with pytest.raises(Refus, match="1 lieu"):
        supprimer_centre(par=admin, objet=rennes)
    basculer_centre(par=admin, objet=rennes, is_active=False)
    assert not Centre.objects.get(pk=rennes.pk).is_active


@deux_moteurs
def test_un_centre_sans_usage_se_supprime_avec_ses_horaires(admin, rennes):
    regler_horaires(par=admin, centre=rennes, version=1, plages=[Plage(1, time(9), time(12))])
    supprimer_centre(par=admin, objet=rennes)
    assert not Centre.objects.exists()
    assert not PlageOuverture.objects.exists()
    assert Entree.objects.filter(acte="centre_supprime", motif="Rennes").count() == 1


def test_un_lieu_partageable_compte_ses_places(admin, rennes):
    with pytest.raises(Refus, match="capacité") as refus:
        creer_lieu(par=admin, centre=rennes, libelle="Espace", is_partageable=True)
    assert refus.value.champ == "capacite"
    lieu = creer_lieu(par=admin, centre=rennes, libelle="Espace", is_partageable=True, capacite=10)
    with pytest.raises(Refus):
        modifier_lieu(par=admin, objet=lieu, version=1, donnees={"capacite": None})


def test_une_ressource_exclusive_n_a_qu_un_exemplaire(admin):
    with pytest.raises(Refus, match="partageable"):
        creer_ressource(par=admin, libelle="Ordinateurs", quantite=8)
    ressource = creer_ressource(par=admin, libelle="Ordinateurs", quantite=8, is_partageable=True)
    assert ressource.partage_en_mots == "8 exemplaires"
    with pytest.raises(Refus, match="porte déjà ce nom"):
        creer_ressource(par=admin, libelle="ordinateurs")


@deux_moteurs
def test_les_horaires_remplacent_les_precedents_d_un_bloc(admin, rennes):
    lundi = [Plage(1, time(9), time(12)), Plage(1, time(14), time(18))]
    regler_horaires(par=admin, centre=rennes, version=1, plages=lundi)
    with pytest.raises(Refus):
        regler_horaires(par=admin, centre=rennes, version=2, plages=[Plage(1, time(12), time(9))])
    assert plages_de(rennes) == lundi
    with pytest.raises(Conflit):
        regler_horaires(par=admin, centre=rennes, version=1, plages=[])
    regler_horaires(par=admin, centre=rennes, version=2, plages=[])
    assert plages_de(rennes) == []
    dernier = Entree.objects.du_sujet(rennes).first().changements[0]
    assert dernier["libelle"] == "horaires"
    assert dernier["apres"] == "—"


@deux_moteurs
def test_les_feries_ne_se_reprennent_qu_une_fois(admin):
    jours = [(jour, nom) for jour, nom, _ in feries_proposes(2027)]
    assert len(jours) == 11
    assert (date(2027, 5, 17), "Lundi de Pentecôte") in jours
    assert len(reprendre_feries(par=admin, jours=jours[:3])) == 3
    assert len(reprendre_feries(par=admin, jours=jours)) == 8
    assert all(is_pris for _, _, is_pris in feries_proposes(2027))
    assert len(feries_proposes(2027, "57")) == 13


@deux_moteurs
def test_on_sait_quand_un_centre_est_ferme(admin, rennes):
    nantes = creer_centre(par=admin, libelle="Nantes")
    noel = creer_fermeture(par=admin, libelle="Noël", date_debut=date(2026, 12, 24), date_fin=date(2027, 1, 2))
    travaux = creer_fermeture(
        par=admin, libelle="Travaux", centre=rennes, date_debut=date(2027, 1, 2), date_fin=date(2027, 1, 8)
    )
    jour = date(2027, 1, 2)
    assert fermetures_entre(jour, jour, rennes) == [noel, travaux]
    assert fermetures_entre(jour, jour, nantes) == [noel]
    assert fermetures_entre(date(2027, 1, 9), date(2027, 2, 1), rennes) == []


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "consultation"])
def test_seule_l_administration_touche_a_la_structure(profil, rennes):
    par = fabriques.utilisateur(profil)
    with pytest.raises(AccesRefuse):
        creer_centre(par=par, libelle="X")
    with pytest.raises(AccesRefuse):
        modifier_centre(par=par, objet=rennes, version=1, donnees={"ville": "X"})
    with pytest.raises(AccesRefuse):
        basculer_centre(par=par, objet=rennes, is_active=False)
    with pytest.raises(AccesRefuse):
        regler_horaires(par=par, centre=rennes, version=1, plages=[])
    with pytest.raises(AccesRefuse):
        reprendre_feries(par=par, jours=[])
    with pytest.raises(AccesRefuse):
        supprimer_centre(par=par, objet=rennes)


# ── Écrans ──


def un_de_chaque(admin, rennes) -> dict:
    jour = date(2026, 12, 25)
    return {
        "centre": rennes,
        "lieu": creer_lieu(par=admin, centre=rennes, libelle="Salle 1"),
        "ressource": creer_ressource(par=admin, libelle="Vidéoprojecteur"),
        "fermeture": creer_fermeture(par=admin, libelle="Noël", date_debut=jour, date_fin=jour),
    }


@pytest.mark.lent
def test_chaque_ecran_s_ouvre_a_l_administration_et_a_elle_seule(connecte, admin, rennes):
    objets = un_de_chaque(admin, rennes)
    adresses = [reverse(f"structure:{nom}") for nom in (*LISTES, "feries")]
    adresses.append(reverse("structure:horaires", args=[rennes.pk]))
    for code, objet in objets.items():
        adresses.append(reverse(f"structure:{code}_nouveau"))
        for vue in ("", "_modifier", "_etat", "_supprimer"):
            adresses.append(reverse(f"structure:{code}{vue}", args=[objet.pk]))
    for profil, statut in (("administrateur", 200), ("conseiller", 403), ("consultation", 403)):
        client = connecte(profil)
        for adresse in adresses:
            assert client.get(adresse).status_code == statut, (profil, adresse)


@pytest.mark.parametrize(
    ("code", "saisie", "attendu"),
    [
        ("centre", {"libelle": "Brest", "nature": "antenne", "telephone": "02 99 00 01 00"}, "Brest"),
        ("lieu", {"libelle": "Salle 9", "type": "salle", "capacite": "12"}, "Salle 9"),
        ("ressource", {"libelle": "Minibus", "quantite": "1"}, "Minibus"),
        ("fermeture", {"libelle": "Pont", "date_debut": "15/05/2026"}, "Pont"),
    ],
)
def test_creer_modifier_desactiver_supprimer_par_l_ecran(connecte, rennes, code, saisie, attendu):
    client, modele = connecte(), MODELES[code]
    saisie = saisie | ({"centre": rennes.pk} if code == "lieu" else {})
    reponse = client.post(reverse(f"structure:{code}_nouveau"), saisie)
    assert reponse.status_code == 302, reponse.context["form"].errors
    objet = modele.objects.get(libelle=attendu)
    adresse = reverse(f"structure:{code}", args=[objet.pk])
    assert reponse.url == adresse
    modifie = saisie | {"libelle": f"{attendu} bis", "version": objet.version}
    assert client.post(f"{adresse}modifier/", modifie).status_code == 302
    assert f"{attendu} bis" in client.get(adresse).content.decode()
    assert client.post(f"{adresse}etat/", {"actif": "non"}).status_code == 302
    assert not modele.objects.get(pk=objet.pk).is_active
    assert client.post(f"{adresse}etat/", {"actif": "oui"}).status_code == 302
    assert client.post(f"{adresse}supprimer/").status_code == 302
    assert not modele.objects.filter(pk=objet.pk).exists()


def test_le_refus_de_supprimer_montre_les_usages(connecte, admin, rennes):
    creer_lieu(par=admin, centre=rennes, libelle="Salle 1")
    reponse = connecte().post(reverse("structure:centre_supprimer", args=[rennes.pk]))
    assert reponse.status_code == 422
    assert "ne se supprime pas" in reponse.content.decode()
    assert Centre.objects.filter(pk=rennes.pk).exists()


@pytest.mark.parametrize(
    ("saisie", "champ", "phrase"),
    [
        ({"libelle": ""}, "libelle", "obligatoire"),
        ({"libelle": "x" * 5000}, "libelle", "120 caractères"),
        ({"libelle": "Lyon", "nature": "planete"}, "nature", "valeurs proposées"),
        ({"libelle": "Lyon", "nature": "antenne", "capacite": "-3"}, "capacite", "minimum"),
        ({"libelle": "Lyon", "nature": "antenne", "capacite": "10000000000000"}, "capacite", "maximum"),
        ({"libelle": "Lyon", "nature": "antenne", "responsable": "999999"}, "responsable", "plus de compte"),
        ({"libelle": "Rennes", "nature": "antenne"}, "libelle", "porte déjà ce nom"),
    ],
)
def test_un_centre_mal_saisi_garde_sa_saisie(connecte, rennes, saisie, champ, phrase):
    reponse = connecte().post(reverse("structure:centre_nouveau"), saisie)
    assert reponse.status_code == 422
    assert phrase in str(reponse.context["form"].errors[champ])
    assert Centre.objects.count() == 1


def test_un_centre_desactive_reste_choisi_sur_ce_qui_le_porte_mais_ne_se_propose_plus(connecte, admin, rennes):
    lieu = creer_lieu(par=admin, centre=rennes, libelle="Salle 1")
    basculer_centre(par=admin, objet=rennes, is_active=False)
    client = connecte()
    saisie = {"centre": rennes.pk, "libelle": "Salle 2", "type": "salle", "version": "1"}
    reponse = client.post(reverse("structure:lieu_nouveau"), saisie)
    assert "n’est plus proposé" in str(reponse.context["form"].errors["centre"])
    assert client.post(reverse("structure:lieu_modifier", args=[lieu.pk]), saisie).status_code == 302


def test_un_conflit_sur_un_lieu_montre_la_valeur_de_l_autre(connecte, admin, rennes):
    lieu = creer_lieu(par=admin, centre=rennes, libelle="Salle 1")
    modifier_lieu(par=admin, objet=lieu, version=1, donnees={"equipements": "Visio"})
    saisie = {
        "centre": rennes.pk,
        "libelle": "Salle 1",
        "type": "salle",
        "equipements": "Paperboard",
        "version": 1,
    }
    reponse = connecte().post(reverse("structure:lieu_modifier", args=[lieu.pk]), saisie)
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Visio" in page
    assert "Paperboard" in page


@pytest.mark.parametrize(
    ("saisie", "statut"),
    [
        ({"j1_matin_debut": "9", "j1_matin_fin": "12 h 30", "j1_apres_midi_debut": "1330",
          "j1_apres_midi_fin": "18:00"}, 302),
        ({"j1_matin_debut": "25 h", "j1_matin_fin": "12"}, 422),
        ({"j1_matin_debut": "9"}, 422),
        ({"j1_matin_debut": "12", "j1_matin_fin": "9"}, 422),
        ({"j1_matin_debut": "9", "j1_matin_fin": "14", "j1_apres_midi_debut": "13",
          "j1_apres_midi_fin": "18"}, 422),
    ],
)  # fmt: skip
def test_les_horaires_se_tapent_comme_on_les_dit(connecte, rennes, saisie, statut):
    client = connecte()
    reponse = client.post(reverse("structure:horaires", args=[rennes.pk]), saisie | {"version": "1"})
    assert reponse.status_code == statut
    assert bool(plages_de(rennes)) == (statut == 302)


def test_les_feries_se_cochent(connecte):
    client, adresse = connecte(), reverse("structure:feries")
    assert "Vendredi saint" in client.get(adresse, {"annee": "2027", "territoire": "57"}).content.decode()
    assert client.get(adresse, {"annee": "99999", "territoire": "<script>"}).status_code == 200
    saisie = {"annee": "2027", "territoire": "", "jour": ["2027-07-14", "2027-12-25", "2027-08-16"]}
    assert client.post(adresse, saisie).status_code == 302
    assert sorted(Fermeture.objects.values_list("libelle", flat=True)) == ["Fête nationale", "Noël"]
    assert "déjà dans la liste" in client.get(adresse, {"annee": "2027"}).content.decode()


@pytest.mark.parametrize("nom", LISTES)
def test_une_liste_coute_autant_pour_une_ligne_que_pour_trois(connecte, admin, rennes, nom):
    client = connecte()

    def peupler(rang: int) -> None:
        jour = date(2027, 1, rang + 1)
        centre = creer_centre(par=admin, libelle=f"Centre {rang}", responsable=admin)
        creer_lieu(par=admin, centre=centre, libelle="Salle")
        creer_ressource(par=admin, libelle=f"Ressource {rang}", centre=centre)
        creer_fermeture(par=admin, libelle=f"Jour {rang}", centre=centre, date_debut=jour, date_fin=jour)

    def compter() -> int:
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(reverse(f"structure:{nom}")).status_code == 200
        return len(requetes)

    peupler(1)
    compter()
    premier = compter()
    peupler(2)
    peupler(3)
    assert compter() == premier


def test_la_recherche_d_une_liste_ignore_accents_et_casse(connecte, admin):
    creer_ressource(par=admin, libelle="Vidéoprojecteur")
    creer_ressource(par=admin, libelle="Minibus")
    page = connecte().get(reverse("structure:ressources"), {"q": "VIDEO"}).content.decode()
    assert "Vidéoprojecteur" in page
    assert "Minibus" not in page
