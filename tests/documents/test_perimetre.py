"""Un document suit le périmètre de sa fiche ; un confidentiel ne va qu'à son auteur et aux personnes nommées."""

import pytest

from jalon.comptes.models import Utilisateur
from jalon.documents.enums import Genre
from jalon.documents.models import Document
from jalon.documents.operations import ajouter_document, modifier_document, remplacer_document, supprimer_document
from jalon.recherche.queries import chercher_partout
from jalon.socle.acces import PUBLIC
from tests.balayage import Visiteur, adresses, exemples
from tests.maison import PROFILS, construire

from . import fichiers

SECRET = "Zirconium"


def poser(maison, cle="claire", par="conseiller", titre=SECRET, is_confidentiel=True, lecteurs=(), porteur=None):
    return ajouter_document(
        par=maison.utilisateurs[par],
        porteur=porteur or maison.dossiers[cle],
        examen=fichiers.examen(f"{titre}{cle}".encode(), f"{titre}.txt"),
        donnees={"titre": titre, "genre": Genre.PIECE, "is_confidentiel": is_confidentiel},
        lecteurs=[maison.utilisateurs[qui] for qui in lecteurs],
    )


def voit(maison, qui: str, document: Document) -> bool:
    compte = Utilisateur.objects.pour_connexion().get(pk=maison.utilisateurs[qui].pk)
    return Document.objects.visibles_par(compte).filter(pk=document.pk).exists()


@pytest.mark.deux_moteurs
def test_un_document_suit_le_perimetre_de_son_dossier(maison):
    document = poser(maison, is_confidentiel=False)
    assert [qui for qui in (*PROFILS, "nantes") if voit(maison, qui, document)] == list(PROFILS)


@pytest.mark.deux_moteurs
def test_un_document_d_une_personne_suit_ses_details(maison):
    document = poser(maison, is_confidentiel=False, porteur=maison.personnes["claire"])
    assert not voit(maison, "nantes", document)
    assert voit(maison, "gestionnaire", document)


def test_un_document_d_une_societe_se_lit_avec_l_annuaire(maison):
    document = poser(maison, is_confidentiel=False, porteur=maison.societes["duval"])
    assert voit(maison, "nantes", document)


@pytest.mark.deux_moteurs
def test_un_confidentiel_n_est_qu_a_son_auteur_et_aux_nommes(maison):
    document = poser(maison, lecteurs=["gestionnaire"])
    assert [qui for qui in (*PROFILS, "nantes") if voit(maison, qui, document)] == ["conseiller", "gestionnaire"]


def test_etre_nomme_n_ouvre_pas_un_autre_perimetre(maison):
    assert not voit(maison, "nantes", poser(maison, lecteurs=["nantes"]))


def test_ce_qui_n_est_plus_confidentiel_se_lit_de_nouveau(maison):
    document = poser(maison)
    par = maison.utilisateurs["conseiller"]
    modifier_document(par=par, document=document, version=1, donnees={"is_confidentiel": False}, lecteurs=[])
    assert voit(maison, "gestionnaire", document)


@pytest.fixture
def balayage(db):
    """La maison, un document confidentiel de chaque sorte : vivant, remplacé, modifié, supprimé."""
    essais = exemples(construire())
    maison = essais.maison
    par = maison.utilisateurs["conseiller"]
    vivant = poser(maison)
    remplacer_document(par=par, document=vivant, version=1, examen=fichiers.examen(b"neuf", f"{SECRET}.txt"))
    modifier_document(par=par, document=vivant, version=2, donnees={"commentaire": SECRET})
    supprime = poser(maison, titre=f"{SECRET} supprime")
    supprimer_document(par=par, document=supprime, motif=SECRET)
    poser(maison, titre=f"{SECRET} personne", porteur=maison.personnes["claire"])
    poser(maison, titre=f"{SECRET} societe", porteur=maison.societes["duval"])
    essais.secrets = [vivant, supprime]
    return essais


@pytest.mark.lent
@pytest.mark.parametrize("profil", ["gestionnaire", "responsable", "administrateur", "consultation"])
def test_un_confidentiel_ne_sort_par_aucune_adresse(balayage, profil):
    """Toutes les adresses, avec et sans recherche, et les siennes : ni son titre ni son nom, pour aucun profil."""
    compte = Utilisateur.objects.pour_connexion().get(pk=balayage.maison.utilisateurs[profil].pk)
    visite = Visiteur(compte)
    cibles = [
        f"{balayage.reels(a)}{suite}" for a in adresses() if a.droit != PUBLIC for suite in ("", f"?q={SECRET}")
    ]
    for document in balayage.secrets:
        base = f"/documents/{document.pk}/"
        suites = ("", "modifier/", "remplacer/", "supprimer/", "versions/1/", "versions/1/pages/1/")
        cibles += [base + suite for suite in suites]
        assert {visite.demander(base + s).status_code for s in suites} <= {403, 404}
        assert visite.demander(f"{base}restaurer/", {}).status_code in (403, 404)
    for cible in cibles:
        trouves = (
            visite.demander(cible)
            .content.decode(errors="replace")
            .replace(f"q={SECRET}", "")
            .replace(f'value="{SECRET}"', "")
        )
        assert f"{SECRET} s" not in trouves, cible
        assert f"{SECRET}.txt" not in trouves, cible
        assert f"{SECRET} p" not in trouves, cible


def test_la_recherche_trouve_ce_que_l_on_peut_lire(maison):
    document = poser(maison)
    for qui, attendu in (("conseiller", True), ("administrateur", False)):
        compte = Utilisateur.objects.pour_connexion().get(pk=maison.utilisateurs[qui].pk)
        trouves = str(chercher_partout(SECRET, compte, 5))
        assert (document.get_absolute_url() in trouves) is attendu
