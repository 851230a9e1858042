"""La recherche globale : sources inscrites, groupes, numéro exact, périmètre, fragments, coût."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.recherche import queries
from jalon.recherche.queries import chercher_partout
from jalon.recherche.registres import SOURCES, Resultat, SourceRecherche
from jalon.socle.registres import Registre
from tests import fabriques

ADRESSE = "/recherche/"
BANDEAU = {"HX-Request": "true", "HX-Target": "recherche-resultats"}


@pytest.fixture
def connecte(client, db):
    def ouvrir(qui="conseiller"):
        client.force_login(fabriques.utilisateur(qui) if isinstance(qui, str) else qui)
        return client

    return ouvrir


def page(reponse) -> str:
    return reponse.content.decode()


def chercher(client, q: str, **options) -> str:
    return page(client.get(ADRESSE, {"q": q}, **options))


def titres(texte: str) -> list[str]:
    return [t.strip() for t in re.findall(r'<bdi class="j-fort j-bloc">([^<]+)</bdi>', texte)]


def test_les_sources_inscrites():
    """La liste s'allonge avec les pièces : chacune s'inscrit dans son `ready()`."""
    assert {"personnes", "societes", "ecrans"} <= set(SOURCES.codes())


def test_personnes_et_societes_se_trouvent_ensemble(connecte):
    fabriques.personne("Martin", "Claire")
    fabriques.societe("Martin Bois")
    assert titres(chercher(connecte(), "mart")) == ["MARTIN Claire", "Martin Bois"]


def test_un_ecran_se_trouve_par_son_nom(connecte):
    assert "Annuaire" in titres(chercher(connecte(), "annu"))


def test_un_siret_trouve_sa_societe_d_abord(connecte):
    fabriques.societe("Duval", siret="73282932000074")
    fabriques.personne("Numéro", "732829320 00074")
    texte = chercher(connecte(), "732 829 320 00074")
    assert titres(texte)[0] == "Duval"


def test_le_numero_exact_passe_devant(monkeypatch):
    def source(code, *resultats, ordre=0):
        return SourceRecherche(code, code, "user", lambda q, u, limite: list(resultats), ordre=ordre)

    registre = Registre("essai")
    registre.ajouter(source("autres", Resultat("a", "", "/a/"), ordre=1))
    registre.ajouter(source("vide", ordre=2))
    registre.ajouter(source("numeros", Resultat("b", "", "/b/"), Resultat("c", "", "/c/", exact=True), ordre=3))
    monkeypatch.setattr(queries, "SOURCES", registre)
    groupes = chercher_partout("x", None, 5)
    assert [[r.titre for r in g.resultats] for g in groupes] == [["c", "b"], ["a"]]


def test_une_source_sans_droit_n_est_pas_interrogee(connecte):
    fabriques.personne("Martin", "Claire")
    profil = fabriques.profil("conseiller")
    profil.droits = ["dossiers.lecture"]
    profil.save()
    assert titres(chercher(connecte(), "mart")) == []


def test_une_longue_liste_mene_a_la_liste(connecte):
    for rang in range(21):
        fabriques.personne("Martin", f"Anne {rang:02d}")
    texte = chercher(connecte(), "martin")
    assert len(titres(texte)) == 20
    assert 'href="/annuaire/personnes/?q=martin"' in texte


# ── Fragments ──


def test_le_bandeau_recoit_une_liste_a_choisir(connecte):
    fabriques.personne("Martin", "Claire")
    texte = chercher(connecte(), "martin", headers=BANDEAU)
    assert "<html" not in texte
    assert texte.count('role="option"') == 2  # Claire, puis « tous les résultats »
    assert 'role="listbox"' in texte


def test_la_page_remplace_ses_seuls_resultats(connecte):
    fabriques.personne("Martin", "Claire")
    texte = chercher(connecte(), "martin", headers={"HX-Request": "true", "HX-Target": "resultats"})
    assert "<html" not in texte
    assert titres(texte) == ["MARTIN Claire"]


def test_revenir_en_arriere_rend_la_page_entiere(connecte):
    entetes = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in chercher(connecte(), "martin", headers=entetes)


def test_sans_saisie_la_page_invite(connecte):
    assert "tapez un nom" in page(connecte().get(ADRESSE))


def test_sans_compte_on_va_a_la_connexion(client, db):
    assert client.get(ADRESSE).url.startswith("/connexion/")


# ── Saisies, coût ──


@pytest.mark.parametrize("q", ["m", "-", "🙂", "\x00", "%", "'", "é" * 5000, "<script>alert(1)</script>", "زز"])
@pytest.mark.parametrize("entetes", [{}, BANDEAU])
def test_aucune_saisie_ne_casse_la_page(connecte, q, entetes):
    reponse = connecte().get(ADRESSE, {"q": q}, headers=entetes)
    assert reponse.status_code == 200
    assert "<script>alert" not in page(reponse)


def test_trois_resultats_ne_coutent_pas_plus_qu_un(connecte):
    client = connecte()

    def compter() -> int:
        with CaptureQueriesContext(connection) as captees:
            chercher(client, "martin")
        return len(captees)

    duval = fabriques.societe("Martin Bois")
    fabriques.personne("Martin", "A", employeur=duval, centre=fabriques.centre())
    chercher(client, "martin")
    pour_un = compter()
    for prenom in "BC":
        fabriques.personne("Martin", prenom, employeur=duval, centre=fabriques.centre())
        fabriques.societe(f"Martin {prenom}")
    assert compter() == pour_un


# ── Écrans, actes, pages en double ──


def test_un_acte_se_trouve_par_ses_mots_et_selon_les_droits(connecte):
    assert "Nouveau dossier" in titres(chercher(connecte(), "dos nouv"))
    assert "Nouveau dossier" not in titres(chercher(connecte("consultation"), "dos nouv"))


def test_une_liste_et_mes_travaux_sont_des_ecrans(connecte):
    assert {"Nouvelle personne", "Personnes"} < set(titres(chercher(connecte(), "person")))
    assert titres(chercher(connecte(), "travaux"))[0] == "Mes travaux"


def test_une_page_ne_se_propose_qu_une_fois(connecte):
    trouves = titres(chercher(connecte("administrateur"), "conventions"))
    assert trouves.count("Conventions") == 1


# ── « Vouliez-vous dire » ──


def corrections(texte: str) -> list[str]:
    return re.findall(r'<a href="/recherche/\?q=([^"]+)"><bdi>', texte)


@pytest.mark.deux_moteurs
def test_une_faute_de_frappe_propose_ce_qui_existe(connecte):
    fabriques.personne("Martin", "Claire")
    fabriques.societe("Martinez Bois")
    client = connecte()
    texte = chercher(client, "matrin")
    assert "Vouliez-vous dire" in texte
    assert corrections(texte) == ["martin", "martinez"]
    assert titres(chercher(client, "martin")) == ["MARTIN Claire", "Martinez Bois"]
    bandeau = chercher(client, "matrin", headers=BANDEAU)
    assert bandeau.count('role="option"') == 2


def test_rien_n_est_propose_quand_quelque_chose_correspond(connecte):
    fabriques.personne("Martin", "Claire")
    fabriques.personne("Marlin", "Anne")
    assert "Vouliez-vous dire" not in chercher(connecte(), "martin")


@pytest.mark.deux_moteurs
def test_rien_n_est_propose_hors_du_perimetre(connecte):
    ailleurs = fabriques.dossier(
        fabriques.utilisateur("conseiller"), beneficiaire=fabriques.beneficiaire("Zorglub")
    )
    profil = fabriques.profil("conseiller")
    profil.droits = ["dossiers.lecture"]
    profil.save()
    assert ailleurs.beneficiaire.nom == "Zorglub"
    assert "Vouliez-vous dire" not in chercher(connecte(), "zorglob")
    # Une coordonnée, un nom de naissance ne se corrigent jamais : ils diraient à qui ils sont.
    fabriques.personne("Martin", "Claire", nom_naissance="Quibolin")
    assert "Vouliez-vous dire" not in chercher(connecte("conseiller"), "quibelin")
