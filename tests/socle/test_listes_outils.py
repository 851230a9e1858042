"""Les outils d'une liste : colonnes au choix, vues personnelles, export à l'écran ; chacun les siens."""

import io
import re
from html import unescape

import openpyxl
import pytest
from django.http import QueryDict

from jalon.journal.models import ExportFait
from jalon.socle.erreurs import Refus
from jalon.socle.listes import LISTES, export_travail
from jalon.socle.listes.preferences import choisir_colonnes, enregistrer_vue, supprimer_vue
from jalon.socle.listes.views import export as vues_export
from jalon.socle.listes.views.colonnes import deplacer
from jalon.socle.models import PreferenceListe, Travail, VueEnregistree
from tests import fabriques

pytestmark = pytest.mark.django_db
deux_moteurs = pytest.mark.deux_moteurs
PRODUCTION = "/production/"
COLONNES = "/listes/dossiers/colonnes/"


@pytest.fixture
def moi():
    return fabriques.utilisateur("gestionnaire")


@pytest.fixture
def ecran(client, moi):
    client.force_login(moi)
    return client


def texte(reponse) -> str:
    return re.sub(r"\s+", " ", unescape(reponse.content.decode()))


def entetes(client, adresse: str = PRODUCTION) -> list[str]:
    tete = re.search(r"<thead>(.*?)</thead>", client.get(adresse).content.decode(), re.DOTALL)[1]
    return [unescape(re.sub(r"<[^>]+>", "", th)).strip() for th in re.findall(r"<th[^>]*>(.*?)</th>", tete)]


def lire(liste, qui, adresse: str = ""):
    return liste.lire_donnees(QueryDict(adresse), qui, "/fiches/")


def test_les_listes_inscrites():
    assert {"dossiers", "personnes", "societes", "conventions", "prestations"} <= set(LISTES.codes())
    for liste in LISTES:
        assert liste.droit, liste.code
        assert liste.url, liste.code


# ── Colonnes ──


@deux_moteurs
def test_les_colonnes_se_choisissent_dans_l_ordre_et_par_personne(inscrite, moi, fiches):
    choisir_colonnes(par=moi, liste=inscrite, codes=["export", "entree", "secret", "inconnue", "entree"])
    page = lire(inscrite, moi)
    assert [e.colonne.code for e in page.entetes] == ["nom", "export", "entree"]
    assert page.is_personnalisee
    assert [e.colonne.code for e in lire(inscrite, fabriques.utilisateur()).entetes] == ["nom", "ville", "entree"]
    choisir_colonnes(par=moi, liste=inscrite, codes=["ville"])
    assert PreferenceListe.objects.count() == 1


@deux_moteurs
def test_une_colonne_cachee_trie_et_s_exporte_encore(inscrite, moi, fiches):
    choisir_colonnes(par=moi, liste=inscrite, codes=["ville"])
    assert [ligne.objet.nom for ligne in lire(inscrite, moi, "tri=-entree")][0] == "École"


@pytest.mark.parametrize(
    ("code", "sens", "attendu"),
    [
        ("c", "haut", ["a", "c", "b"]),
        ("b", "haut", ["a", "b", "c"]),
        ("b", "bas", ["a", "c", "b"]),
        ("c", "bas", ["a", "b", "c"]),
        ("a", "bas", ["a", "b", "c"]),
        ("z", "haut", ["a", "b", "c"]),
    ],
)
def test_une_colonne_monte_et_descend_sauf_la_premiere(code, sens, attendu):
    assert deplacer(["a", "b", "c"], code, sens) == attendu


def test_le_panneau_des_colonnes_marche_sans_script(ecran, moi):
    fabriques.dossier(moi)
    adresse = f"{COLONNES}?retour=/production/%3Fstatut%3Den_cours"
    page = ecran.get(adresse).content.decode()
    ordre = re.findall(r'name="ordre" value="(\w+)"', page)
    assert ordre[0] == "nom"
    assert "ouvert" in ordre
    envoi = {"ordre": ordre, "colonne": ["prestation", "ouvert"], "retour": "/production/?statut=en_cours"}
    deplace = ecran.post(adresse, {**envoi, "deplacer": "ouvert:haut"}).content.decode()
    assert re.findall(r'name="ordre" value="(\w+)"', deplace).index("ouvert") == ordre.index("ouvert") - 1
    assert PreferenceListe.objects.count() == 0
    reponse = ecran.post(adresse, {**envoi, "ordre": ["nom", "ouvert", "prestation"]})
    assert reponse.url == "/production/?statut=en_cours"
    assert entetes(ecran)[1:] == ["Bénéficiaire, n°", "Ouvert le", "Prestation"]
    ecran.post(adresse, {"retablir": "oui", "retour": PRODUCTION})
    assert len(entetes(ecran)) > 4


@pytest.mark.parametrize(
    "retour", ["https://ailleurs.example", "//ailleurs.example/x", "javascript:1", "x" * 5000]
)
def test_on_ne_revient_jamais_ailleurs(ecran, retour):
    assert ecran.post(COLONNES, {"retour": retour, "ordre": ["nom"]}).url == "/"


# ── Vues ──


@deux_moteurs
def test_une_vue_personnelle_garde_recherche_filtres_et_ordre(inscrite, moi, fiches):
    enregistrer_vue(par=moi, liste=inscrite, nom="  Mes  suspendues ", parametres="q=eco&statut=suspendu&tri=-nom")
    page = lire(inscrite, moi, "q=eco&statut=suspendu&tri=-nom")
    vue = page.vues[-1]
    assert (vue.vue.libelle, vue.is_active, vue.compte) == ("Mes suspendues", True, None)
    assert vue.adresse == "/fiches/?q=eco&statut=suspendu&tri=-nom"
    assert not page.is_vue_enregistrable
    assert lire(inscrite, moi, "statut=suspendu").vues[-1].is_active is False
    assert [v.vue.libelle for v in lire(inscrite, fabriques.utilisateur()).vues] == ["Toutes", "Suspendues"]


@deux_moteurs
def test_une_vue_se_partage_avec_ses_equipes_si_l_on_en_a_le_droit(inscrite, moi, fiches):
    responsable = fabriques.utilisateur("responsable", prenom="Nadia", nom="Benali")
    fabriques.equipe(moi, responsable)
    with pytest.raises(Refus, match="partager"):
        enregistrer_vue(par=moi, liste=inscrite, nom="À moi", parametres="", is_partagee=True)
    vue = enregistrer_vue(par=responsable, liste=inscrite, nom="Équipe", parametres="un=termine", is_partagee=True)
    recue = lire(inscrite, type(moi).objects.get(pk=moi.pk)).vues[-1].vue
    assert (recue.libelle, recue.aide, recue.is_mienne) == ("Équipe", "Partagée par Nadia Benali", False)
    assert len(lire(inscrite, fabriques.utilisateur("gestionnaire")).vues) == 2
    with pytest.raises(Refus, match="collègue"):
        supprimer_vue(par=moi, vue=vue)


@deux_moteurs
def test_un_nom_vide_pris_ou_une_vue_de_trop_se_refusent(inscrite, moi, monkeypatch):
    enregistrer_vue(par=moi, liste=inscrite, nom="Une", parametres="")
    for nom in ("", " \x00 ", "Une"):
        with pytest.raises(Refus) as refus:
            enregistrer_vue(par=moi, liste=inscrite, nom=nom, parametres="")
        assert refus.value.champ == "nom"
    with pytest.raises(Refus, match="trop de filtres"):
        enregistrer_vue(par=moi, liste=inscrite, nom="Deux", parametres="x" * 3000)
    monkeypatch.setattr("jalon.socle.listes.preferences.VUES_MAX", 1)
    with pytest.raises(Refus, match="supprimez-en une"):
        enregistrer_vue(par=moi, liste=inscrite, nom="Deux", parametres="")


def test_enregistrer_renommer_remplacer_supprimer_une_vue(ecran, moi):
    retour = "/production/?statut=termine&page=3"
    assert "Enregistrer la vue" in texte(ecran.get("/production/?statut=termine"))
    assert "Enregistrer la vue" not in texte(ecran.get("/production/?statut=en_cours"))
    nouvelle = ecran.post("/listes/dossiers/vues/nouvelle/", {"nom": "Ma vue", "retour": retour}, follow=True)
    assert nouvelle.redirect_chain[-1][0] == "/production/?statut=termine"
    assert "Modifier la vue" in texte(nouvelle)
    vue = VueEnregistree.objects.get()
    adresse = f"/listes/dossiers/vues/{vue.pk}/"
    reponse = ecran.post(adresse, {"nom": "", "retour": retour})
    assert reponse.status_code == 422
    assert "Nom de la vue" in texte(reponse)
    ecran.post(adresse, {"nom": "Autre nom", "retour": "/production/?statut=solde"})
    vue.refresh_from_db()
    assert (vue.nom, vue.parametres) == ("Autre nom", "statut=termine")
    ecran.post(adresse, {"nom": "Autre nom", "remplacer": "on", "retour": "/production/?statut=solde"})
    vue.refresh_from_db()
    assert vue.parametres == "statut=solde"
    ecran.force_login(fabriques.utilisateur("administrateur"))
    assert ecran.get(adresse).status_code == 404
    ecran.force_login(moi)
    ecran.post(adresse, {"supprimer": "oui", "retour": retour})
    assert not VueEnregistree.objects.exists()


@deux_moteurs
def test_les_outils_coutent_deux_requetes_quel_que_soit_le_nombre_de_vues(
    inscrite, moi, fiches, django_assert_num_queries
):
    assert moi.collegues_ids
    for nom in ("Une", "Deux", "Trois"):
        with django_assert_num_queries(3 + 2):
            page = lire(inscrite, moi)
            assert page.lignes
            assert page.is_vue_enregistrable is False
            assert page.can_choisir
            assert page.vue_a_gerer is None
        enregistrer_vue(par=moi, liste=inscrite, nom=nom, parametres="statut=suspendu")


# ── Export ──


def exporter(client, **donnees):
    return client.post("/listes/dossiers/exporter/", {"retour": PRODUCTION, "colonnes": "affichees", **donnees})


def test_le_csv_des_dossiers_a_des_noms_de_colonnes_stables(ecran, moi):
    dossier = fabriques.dossier(moi)
    reponse = exporter(ecran, forme="csv")
    assert reponse["Content-Type"] == "text/csv; charset=utf-8"
    lignes = b"".join(reponse.streaming_content).decode("utf-8-sig").splitlines()
    assert lignes[0].split(";")[:5] == ["numero", "beneficiaire", "prestation", "statut", "conseiller"]
    assert lignes[1].split(";")[:2] == [dossier.numero, str(dossier.beneficiaire)]
    assert "Prévisionnel" in lignes[1]


def test_le_classeur_des_dossiers_se_rouvre(ecran, moi):
    dossier = fabriques.dossier(moi)
    reponse = exporter(ecran, forme="xlsx")
    lignes = list(openpyxl.load_workbook(io.BytesIO(b"".join(reponse.streaming_content)))["Dossiers"].values)
    assert lignes[1][0] == dossier.numero


def test_un_export_reste_dans_le_perimetre(ecran):
    fabriques.dossier(fabriques.utilisateur("conseiller"))
    assert len(b"".join(exporter(ecran, forme="csv").streaming_content).splitlines()) == 1


@pytest.mark.parametrize("code", ["dossiers", "personnes", "societes", "conventions"])
def test_chaque_liste_s_exporte_en_entier(ecran, moi, code):
    fabriques.dossier(moi)
    fabriques.societe("Duval", "financeur", telephone="+33199001122")
    fabriques.convention()
    reponse = ecran.post(f"/listes/{code}/exporter/", {"forme": "csv", "colonnes": "toutes", "retour": "/"})
    assert len(b"".join(reponse.streaming_content).splitlines()) >= 2


@pytest.mark.parametrize(
    ("code", "droit"),
    [
        ("personnes", "annuaire"),
        ("societes", "annuaire"),
        ("conventions", "financement"),
        ("dossiers", "dossiers"),
    ],
)
def test_chaque_liste_a_son_droit_d_export(client, code, droit):
    for exporte in ("annuaire.exporter", "financement.exporter", "dossiers.exporter"):
        client.force_login(fabriques.utilisateur("conseiller", droits_individuels=[exporte]))
        attendu = 200 if exporte == f"{droit}.exporter" else 403
        assert client.get(f"/listes/{code}/exporter/").status_code == attendu, exporte


def test_un_export_laisse_sa_trace_sans_rien_de_personnel(ecran, moi):
    fabriques.personne("Kerguelen", "Anne", roles=("tuteur",))
    centre = fabriques.centre("rennes")
    retour = f"/annuaire/personnes/?q=kerguelen&role=tuteur&centre={centre.pk}"
    for forme in ("csv", "xlsx"):
        donnees = {"forme": forme, "colonnes": "affichees", "retour": retour}
        b"".join(ecran.post("/listes/personnes/exporter/", donnees).streaming_content)
    csv, classeur = ExportFait.objects.order_by("pk")
    assert (csv.auteur, csv.liste, csv.forme, classeur.forme) == (moi, "personnes", "csv", "xlsx")
    assert csv.filtres == [["Recherche", "oui"], ["Rôle", "Tuteur"], ["Centre", f"n° {centre.pk}"]]
    assert csv.nombre == 0
    assert "nom" in csv.colonnes
    assert "kerguelen" not in str(csv.__dict__).lower()


def test_le_filtre_venu_de_la_base_est_trace_par_son_numero(ecran):
    duval = fabriques.societe("Ateliers Duval")
    fabriques.personne("Martin", "Claire", employeur=duval)
    ecran.post(
        "/listes/personnes/exporter/", {"forme": "csv", "retour": f"/annuaire/personnes/?societe={duval.pk}"}
    )
    trace = ExportFait.objects.get()
    assert (trace.filtres, trace.nombre) == ([["Société", f"n° {duval.pk}"]], 1)


def test_les_exports_se_lisent_dans_admin(ecran, client):
    ecran.post("/listes/dossiers/exporter/", {"forme": "csv", "retour": "/production/?statut=en_cours"})
    client.force_login(fabriques.utilisateur("administrateur"))
    page = texte(client.get("/admin/exports/?periode_du=2020-01-01&periode_au=2999-01-01"))
    assert "1 export" in page
    assert "Production" in page or "Dossiers" in page
    assert "Statut : En cours" in page
    client.force_login(fabriques.utilisateur("conseiller"))
    assert client.get("/admin/exports/").status_code == 403


def test_sans_le_droit_ni_bouton_ni_export(client):
    client.force_login(fabriques.utilisateur("conseiller"))
    assert "/exporter/" not in texte(client.get(PRODUCTION))
    assert client.get("/listes/dossiers/exporter/").status_code == 403
    assert exporter(client, forme="csv").status_code == 403


def test_une_liste_inconnue_ou_interdite(ecran):
    assert ecran.get("/listes/inconnue/colonnes/").status_code == 404
    ecran.force_login(fabriques.utilisateur("conseiller"))
    assert ecran.get("/listes/prestations/colonnes/").status_code == 403


def test_l_export_dit_combien_et_ne_promet_rien_de_vide(ecran, moi):
    assert "Exporter 0 dossier" in texte(ecran.get("/listes/dossiers/exporter/?retour=/production/"))
    fabriques.dossier(moi)
    assert "Exporter 1 dossier" in texte(ecran.get("/listes/dossiers/exporter/?retour=/production/"))
    assert exporter(ecran, forme="pdf").status_code == 422


def test_un_gros_classeur_devient_un_travail_qui_se_telecharge(ecran, moi, monkeypatch):
    dossier = fabriques.dossier(moi)
    monkeypatch.setattr(vues_export, "IMMEDIAT_MAX", 0)
    assert "Mes travaux" in texte(ecran.get("/listes/dossiers/exporter/?retour=/production/"))
    reponse = exporter(ecran, forme="xlsx")
    travail = Travail.objects.get()
    assert reponse.url == f"/travaux/{travail.pk}/"
    assert travail.message == "1 dossier dans le fichier."
    assert (ExportFait.objects.get().nombre, ExportFait.objects.get().auteur) == (1, moi)
    octets = b"".join(ecran.get(f"/travaux/{travail.pk}/fichier/").streaming_content)
    assert openpyxl.load_workbook(io.BytesIO(octets))["Dossiers"]["A2"].value == dossier.numero
    monkeypatch.setattr(export_travail, "LIGNES_XLSX_MAX", 0)
    assert "un million de lignes" in texte(exporter(ecran, forme="xlsx"))
