"""Le moteur de listes : filtres dans l'adresse, compte, tri total, pagination par les clés (A2, règles 5 à 7)."""

from datetime import date

import pytest
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from jalon.socle import listes
from jalon.socle.listes import Colonne, Filtre, Vue
from jalon.socle.listes.elements import COMPTE_MAX, Compte
from jalon.socle.listes.tri import ordre_total, peut_manquer
from jalon.socle.registres import Registre

deux_moteurs = pytest.mark.deux_moteurs


@pytest.fixture
def lire(liste, personne):
    def lire(adresse: str = "", utilisateur=None) -> listes.PageListe:
        return liste.lire_donnees(QueryDict(adresse), utilisateur or personne(), "/fiches/")

    return lire


def noms(page) -> list[str]:
    return [ligne.objet.nom for ligne in page]


# ── Lire l'adresse ──


@deux_moteurs
def test_sans_rien_dans_l_adresse_tout_ce_qui_est_visible_dans_l_ordre_habituel(lire, fiches):
    page = lire()
    assert noms(page) == ["Abel", "École", "Martin", "Zola"]
    assert page.compte_texte == "4 fiches"
    assert page.legende == "4 fiches, triées par nom"
    assert page.adresse == "/fiches/"
    assert not page.is_restreinte


@deux_moteurs
def test_les_filtres_se_combinent_par_et_et_leurs_valeurs_par_ou(lire, fiches):  # A2
    assert noms(lire("statut=en_cours&statut=suspendu")) == ["École", "Martin", "Zola"]
    assert noms(lire("statut=en_cours&statut=suspendu&entree_du=2026-02-01")) == ["École", "Martin"]
    assert noms(lire("statut=en_cours&entree_du=2026-02-01&q=cl")) == ["Martin"]
    assert noms(lire("statut=suspendu&un=termine")) == []


@deux_moteurs
@pytest.mark.parametrize(
    "adresse",
    [
        "statut=inconnu&un=%00&visite=peut-etre&jour=31/02/2026&entree_du=hier&ville=abc&tri=inconnu&page=zero",
        "ville=999999&tri=--nom&page=-3&page=0",
        "inconnu=1&tri=secret&tri=&q=%00",
        "ville=" + "9" * 60,
        "jour=9999999999999&page=%C2%B2",
    ],
)
def test_une_valeur_inconnue_est_ignoree_sans_erreur(lire, fiches, adresse):  # A2
    page = lire(adresse)
    assert noms(page) == ["Abel", "École", "Martin", "Zola"]
    assert page.adresse == "/fiches/"


@deux_moteurs
def test_l_adresse_est_canonique_et_se_relit(lire, fiches):
    page = lire("page=1&tri=-entree&q=++MAR++&statut=suspendu&statut=en_cours&entree_au=31/12/2026&autre=x")
    assert page.adresse == ("/fiches/?q=MAR&statut=en_cours&statut=suspendu&entree_au=2026-12-31&tri=-entree")
    assert lire(page.adresse.partition("?")[2]).adresse == page.adresse


@deux_moteurs
def test_chaque_type_de_filtre_se_lit_et_se_dit(lire, fiches, essai):
    essai.Visite.objects.create(fiche=fiches[0])
    essai.Visite.objects.create(fiche=fiches[0])
    rennes = essai.Ville.objects.get(nom="Rennes")
    for adresse, attendus, dit in [
        ("statut=termine&statut=suspendu", ["Abel", "École"], "Suspendu, Terminé"),
        ("un=termine", ["Abel"], "Terminé"),
        ("visite=oui", ["Zola"], "oui"),
        ("visite=non", ["Abel", "École", "Martin"], "non"),
        ("jour=2026-03-01", ["École"], "01/03/2026"),
        ("entree_du=2026-02-01", ["École", "Martin"], "depuis le 01/02/2026"),
        ("entree_au=2026-02-01", ["Martin", "Zola"], "jusqu’au 01/02/2026"),
        ("entree_du=2026-02-15&entree_au=2026-01-15", ["Martin"], "du 15/01/2026 au 15/02/2026"),
        (f"ville={rennes.pk}", ["Martin", "Zola"], "Rennes"),
    ]:
        page = lire(adresse)
        assert noms(page) == attendus, adresse
        assert [puce.valeur for puce in page.puces] == [dit]


@deux_moteurs
def test_une_puce_retire_son_filtre_et_rien_d_autre(lire, fiches):
    page = lire("q=mar&statut=en_cours&entree_du=2026-01-01&tri=-nom&page=2")
    statut, entree = page.puces
    assert statut.retrait == "Retirer le filtre Statut : En cours"
    assert statut.adresse == "/fiches/?q=mar&entree_du=2026-01-01&tri=-nom"
    assert entree.adresse == "/fiches/?q=mar&statut=en_cours&tri=-nom"
    assert page.adresse_nue == "/fiches/?tri=-nom"
    assert page.caches_recherche == [("statut", "en_cours"), ("entree_du", "2026-01-01"), ("tri", "-nom")]


@deux_moteurs
def test_le_formulaire_d_un_filtre_garde_le_reste_de_l_adresse(lire, fiches):
    page = lire("q=mar&statut=en_cours&entree_du=2026-01-01&page=2")
    formulaires = {f.filtre.code: f for f in page.formulaires}
    assert formulaires["statut"].caches == [("q", "mar"), ("entree_du", "2026-01-01")]
    assert formulaires["statut"].choix[:2] == [("en_cours", "En cours", True), ("suspendu", "Suspendu", False)]
    assert formulaires["entree"].champs == [("entree_du", "2026-01-01"), ("entree_au", "")]
    assert formulaires["un"].caches == [("q", "mar"), ("statut", "en_cours"), ("entree_du", "2026-01-01")]


# ── Trier ──


@deux_moteurs
def test_le_tri_s_inverse_et_les_valeurs_absentes_restent_a_la_fin(lire, fiches):
    assert noms(lire("tri=entree")) == ["Zola", "Martin", "École", "Abel"]
    assert noms(lire("tri=-entree")) == ["École", "Martin", "Zola", "Abel"]
    assert noms(lire("tri=ville"))[0] == "École"
    assert noms(lire("tri=-nom")) == ["Zola", "Martin", "École", "Abel"]


@deux_moteurs
def test_l_en_tete_dit_le_sens_et_mene_a_l_autre(lire, fiches):
    nom, ville, entree = lire("q=mar&page=3").entetes
    assert (nom.sens, nom.adresse) == ("ascending", "/fiches/?q=mar&tri=-nom")
    assert (ville.sens, ville.adresse) == ("", "/fiches/?q=mar&tri=ville")
    assert lire("tri=-nom").entetes[0].adresse == "/fiches/"
    assert lire("tri=-entree").entetes[2].sens == "descending"
    assert entree.adresse == "/fiches/?q=mar&tri=entree"


@deux_moteurs
def test_un_troisieme_clic_ramene_a_l_ordre_habituel_quand_sa_colonne_est_cachee(liste, lire, fiches):
    liste.tri_defaut = "-export"
    assert noms(lire()) == ["Martin", "Abel", "École", "Zola"]
    adresses = [lire(tri).entetes[0].adresse for tri in ("", "tri=nom", "tri=-nom")]
    assert adresses == ["/fiches/?tri=nom", "/fiches/?tri=-nom", "/fiches/"]


@deux_moteurs
def test_le_tri_est_total(lire, essai):
    for _ in range(25):
        essai.creer_fiche("Martin")
    cles = [ligne.objet.pk for numero in (1, 2, 3) for ligne in lire(f"page={numero}")]
    assert len(cles) == len(set(cles)) == 25


def test_l_ordre_ne_deplace_les_absents_que_la_ou_il_y_en_a(essai):
    assert not peut_manquer(essai.Fiche, "cle_tri")
    assert not peut_manquer(essai.Fiche, "pk")
    assert peut_manquer(essai.Fiche, "entree")
    assert peut_manquer(essai.Fiche, "ville__nom")
    assert peut_manquer(essai.Fiche, "visites__pk")
    assert peut_manquer(essai.Fiche, "annotation")
    nom, entree, cle = ordre_total(essai.Fiche, ["cle_tri", "-entree"], descendant=True)
    assert (nom.descending, nom.nulls_last) == (True, None)
    assert (entree.descending, entree.nulls_last) == (False, True)
    assert cle.descending


# ── Paginer et compter ──


@deux_moteurs
def test_la_pagination_mene_a_la_page_voisine(lire, essai):
    for rang in range(23):
        essai.creer_fiche(f"Nom {rang:02}")
    premiere, derniere = lire("q=nom"), lire("q=nom&page=3")
    assert premiere.intervalle == "1 – 10 sur 23"
    assert (premiere.adresse_precedente, premiere.adresse_suivante) == ("", "/fiches/?q=nom&page=2")
    assert derniere.intervalle == "21 – 23 sur 23"
    assert (derniere.adresse_precedente, derniere.adresse_suivante) == ("/fiches/?q=nom&page=2", "")


@deux_moteurs
@pytest.mark.parametrize("numero", ["4", "999999", "9" * 5000])
def test_au_dela_de_la_derniere_page_on_montre_la_derniere(lire, essai, numero):
    for rang in range(23):
        essai.creer_fiche(f"Nom {rang:02}")
    page = lire(f"page={numero}")
    assert noms(page) == ["Nom 20", "Nom 21", "Nom 22"]
    assert page.adresse == "/fiches/?page=3"


@deux_moteurs
def test_le_compte_est_exact_jusqu_a_dix_mille(lire, essai):  # A2
    essai.Fiche.objects.bulk_create([essai.Fiche(nom="Martin") for _ in range(COMPTE_MAX)])
    assert lire().compte == Compte(COMPTE_MAX, exact=True)
    essai.creer_fiche("Une de plus")
    page = lire("page=5000")
    assert page.compte_texte == "plus de 10\N{NO-BREAK SPACE}000 fiches"
    assert page.is_page_absente
    assert page.adresse_premiere == "/fiches/"
    assert page.compte.court == "10\N{NO-BREAK SPACE}000+"
    assert noms(lire("page=1001")) == ["Une de plus"]


# ── Coût ──


@deux_moteurs
@pytest.mark.parametrize("adresse", ["", "q=mar", "statut=en_cours&entree_du=2020-01-01&tri=-ville"])
def test_trois_requetes_quel_que_soit_le_nombre_de_lignes(
    lire, essai, django_assert_num_queries, adresse
):  # règle 5
    ville = essai.Ville.objects.create(nom="Rennes")
    for _ in range(4):
        essai.creer_fiche("Martin", ville=ville, entree=date(2026, 1, 1))
        with django_assert_num_queries(3):
            page = lire(adresse)
            assert [cellule.texte for ligne in page.lignes for cellule in ligne.cellules]
            assert page.puces is not None
            assert page.formulaires


@deux_moteurs
def test_une_vue_comptee_coute_une_requete(lire, fiches, django_assert_num_queries):
    page = lire()
    with django_assert_num_queries(2):
        assert [str(vue.compte) for vue in page.vues] == ["4", "1"]


# ── Déclarer ──


@deux_moteurs
def test_une_colonne_sans_droit_n_existe_pas(lire, fiches, personne):
    assert [e.colonne.code for e in lire().entetes] == ["nom", "ville", "entree"]
    avec = lire(utilisateur=personne("admin.lecture"))
    assert [e.colonne.code for e in avec.entetes] == ["nom", "ville", "entree", "secret"]
    assert [vue.vue.code for vue in avec.vues] == ["toutes", "suspendues", "reservee"]


@deux_moteurs
def test_une_piece_plus_haute_ajoute_colonnes_filtres_et_vues(liste, lire, fiches, essai):  # règle 7
    colonnes, filtres, vues = Registre("colonnes"), Registre("filtres"), Registre("vues")
    colonnes.ajouter(
        Colonne(
            "visitee",
            "Visitée",
            tri=("visitee",),
            ordre=5,
            preparer=lambda q: q.annotate(visitee=Exists(essai.Visite.objects.filter(fiche=OuterRef("pk")))),
        )
    )
    filtres.ajouter(Filtre("prenom", "Prénom", listes.BOOLEEN, lambda q, v, u: q.exclude(prenom="")))
    vues.ajouter(Vue("visitees", "Visitées", {"visite": ["oui"]}))
    liste.registre_colonnes, liste.registre_filtres, liste.registre_vues = colonnes, filtres, vues
    essai.Visite.objects.create(fiche=fiches[3])

    page = lire("tri=-visitee&prenom=oui")
    assert noms(page)[0] == "Martin"
    assert page.entetes[-1].sens == "descending"
    assert page.vues[-1].adresse == "/fiches/?visite=oui"


@deux_moteurs
def test_la_vue_active_est_la_plus_precise_que_contient_l_adresse(lire, fiches):
    toutes, suspendues = lire("q=eco&statut=suspendu&entree_du=2026-01-01&page=2").vues
    assert (toutes.is_active, suspendues.is_active) == (False, True)
    assert suspendues.adresse == "/fiches/?statut=suspendu&tri=-entree"
    assert str(suspendues.compte) == "1"
    for adresse in ("entree_du=2026-01-01", "statut=suspendu&statut=termine"):
        assert [vue.is_active for vue in lire(adresse).vues] == [True, False]


@deux_moteurs
def test_les_lignes_d_un_export_sont_celles_de_l_ecran(liste, fiches, personne):  # règle 7
    lignes = liste.lignes(QueryDict("statut=en_cours&tri=-nom"), personne())
    assert [fiche.nom for fiche in lignes] == ["Zola", "Martin"]


@deux_moteurs
def test_une_cellule_vide_montre_un_tiret(lire, fiches):
    abel = lire("q=abel").lignes[0]
    assert [cellule.texte for cellule in abel.cellules] == ["ABEL Jean", "—", "—"]


@deux_moteurs
def test_une_lettre_seule_ne_cherche_pas_et_le_dit(lire, fiches):  # A2
    page = lire("q=m")
    assert page.is_trop_courte
    assert noms(page) == []


@deux_moteurs
def test_rien_trouve_se_dit_en_mots(lire, fiches):
    page = lire("q=zz&statut=suspendu")
    assert page.titre_rien_trouve == "Aucune fiche ne correspond"
    assert page.phrase_rien_trouve == "Vous avez demandé « zz » · Statut : Suspendu."
    assert page.libelle_effacer == "Effacer les filtres"
