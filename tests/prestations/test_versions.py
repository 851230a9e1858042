"""Préparer, publier, reprendre une version ; un dossier garde la sienne (règle 8)."""

from datetime import date

import pytest

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import modifier_rattachement, passer_a_la_version, rendre_la_version
from jalon.journal.models import Entree
from jalon.prestations.models import VersionPrestation
from jalon.prestations.operations import (
    abandonner_brouillon,
    enregistrer_deroule,
    enregistrer_exigences,
    publier_version,
    reprendre_version,
)
from jalon.prestations.queries import apercu, comparer, derniere_publiee, exigences_de, pieces_exigees_de
from jalon.prestations.rules import LigneDeroule, en_mots
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests import fabriques

from .versions import action, brouillon, piece, publiee

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


@pytest.fixture
def admin():
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def prestation():
    return fabriques.prestation("BC24")


def libelles(version: VersionPrestation) -> list[str]:
    return [e.action.libelle for e in version.etapes.select_related("action").order_by("rang")]


# ── Le brouillon ──


def test_le_deroule_garde_l_ordre_donne_et_s_inscrit_a_l_historique_de_la_prestation(prestation):
    prete = brouillon(prestation, action("Second"), action("Premier"))
    assert libelles(prete) == ["Second", "Premier"]
    entree = Entree.objects.du_sujet(prestation).filter(acte="deroule_enregistre").get()
    assert entree.changements[0]["apres"] == "Second, Premier"


def test_la_version_suivante_part_de_celle_en_vigueur(admin, prestation):
    premiere = publiee(prestation, action("Un"), champs={"employeur": "demarrer"}, pieces={piece(): "facturer"})
    suivante = enregistrer_deroule(
        par=admin, prestation=prestation, revision=0, lignes=[LigneDeroule(action("Deux"), 3, False, 7, 21)]
    )
    assert (suivante.numero, libelles(suivante), libelles(premiere)) == (2, ["Deux"], ["Un"])
    assert list(suivante.champs_exiges.values_list("champ", "porte")) == [("employeur", "demarrer")]
    assert suivante.pieces_exigees.count() == 1


def test_deux_personnes_sur_le_meme_brouillon_la_seconde_lit_un_conflit(admin, prestation):
    prete = brouillon(prestation, action("Un"))
    ligne = [LigneDeroule(action("Deux"))]
    enregistrer_deroule(par=admin, prestation=prestation, revision=prete.version, lignes=ligne)
    with pytest.raises(Conflit, match="ce brouillon"):
        enregistrer_deroule(par=admin, prestation=prestation, revision=prete.version, lignes=[])
    with pytest.raises(Conflit, match="a commencé un brouillon"):
        enregistrer_deroule(par=admin, prestation=prestation, revision=0, lignes=[])
    assert libelles(prestation.versions.get()) == ["Deux"]


def test_un_brouillon_publie_entre_temps_est_un_conflit(admin, prestation):
    prete = brouillon(prestation, action("Un"))
    publier_version(par=admin, version=prete)
    with pytest.raises(Conflit, match="publié ou abandonné"):
        enregistrer_deroule(par=admin, prestation=prestation, revision=prete.version, lignes=[])


@pytest.mark.parametrize(
    ("ligne", "champ", "phrase"),
    [
        ({"nombre_seances": 0}, "1.nombre_seances", "De 1 à 200"),
        ({"nombre_seances": 201}, "1.nombre_seances", "De 1 à 200"),
        ({"delai_min": 10, "delai_max": 9}, "1.delai_max", "vient avant le minimum"),
    ],
)
def test_une_etape_impossible_est_refusee_avec_sa_ligne(admin, prestation, ligne, champ, phrase):
    une = action("Un")
    lignes = [LigneDeroule(une), LigneDeroule(une, **ligne)]
    with pytest.raises(Refus, match=phrase) as refus:
        enregistrer_deroule(par=admin, prestation=prestation, revision=0, lignes=lignes)
    assert refus.value.champ == champ
    assert not prestation.versions.exists()


@pytest.mark.parametrize(
    ("champs", "phrase"), [({"inconnu": "demarrer"}, "ne s’exige pas"), ({"employeur": "ailleurs"}, "une porte")]
)
def test_une_exigence_forgee_est_refusee(admin, prestation, champs, phrase):
    with pytest.raises(Refus, match=phrase):
        enregistrer_exigences(par=admin, prestation=prestation, revision=0, champs=champs, pieces={})


# ── Publier, reprendre, abandonner ──


def test_publier_date_et_signe_et_un_brouillon_vide_ne_se_publie_pas(admin, prestation):
    vide = enregistrer_deroule(par=admin, prestation=prestation, revision=0, lignes=[])
    with pytest.raises(Refus, match="Rien à publier"):
        publier_version(par=admin, version=vide)
    prete = enregistrer_deroule(
        par=admin, prestation=prestation, revision=vide.version, lignes=[LigneDeroule(action())]
    )
    publier_version(par=admin, version=prete)
    version = derniere_publiee(prestation)
    assert version.publiee_par == admin
    with pytest.raises(Refus, match="déjà publiée"):
        publier_version(par=admin, version=version)


def test_une_version_se_reprend_tant_qu_aucun_dossier_ne_s_en_sert(admin, prestation):
    version = publiee(prestation, action())
    assert reprendre_version(par=admin, version=version).is_brouillon
    publier_version(par=admin, version=version)
    fabriques.dossier(prestation=prestation)
    with pytest.raises(Refus, match="sert déjà à des dossiers"):
        reprendre_version(par=admin, version=version)


def test_un_brouillon_s_abandonne_une_version_publiee_non(admin, prestation):
    version = publiee(prestation, action("Un"))
    suivante = enregistrer_deroule(par=admin, prestation=prestation, revision=0, lignes=[])
    abandonner_brouillon(par=admin, version=suivante)
    assert list(prestation.versions.all()) == [version]
    with pytest.raises(Refus, match="ne s’efface pas"):
        abandonner_brouillon(par=admin, version=version)
    with pytest.raises(Refus, match="n’existe plus"):
        abandonner_brouillon(par=admin, version=suivante)


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "consultation"])
def test_seule_l_administration_touche_aux_versions(prestation, profil):
    prete, par = brouillon(prestation, action()), fabriques.utilisateur(profil)
    for acte in (publier_version, abandonner_brouillon, reprendre_version):
        with pytest.raises(AccesRefuse):
            acte(par=par, version=prete)
    with pytest.raises(AccesRefuse):
        enregistrer_deroule(par=par, prestation=prestation, revision=1, lignes=[])


# ── Ce qu'un dossier devra avoir ──


def test_l_apercu_dit_par_porte_ce_que_la_maison_puis_la_prestation_exigent(prestation):
    version = publiee(prestation, champs={"employeur": "demarrer"}, pieces={piece("Devis"): "facturer"})
    demarrer, facturer, cloturer = apercu(version)
    assert demarrer.propres == ["Employeur"]
    assert "Conseiller référent" in demarrer.communes
    assert facturer.propres == ["Devis"]
    assert cloturer.propres == []


def test_les_exigences_d_un_dossier_sont_celles_de_sa_version(prestation):
    publiee(prestation, champs={"employeur": "demarrer"}, pieces={piece("Devis"): "cloturer"})
    dossier = fabriques.dossier(prestation=prestation)
    assert exigences_de(dossier) == [("employeur", "demarrer")]
    assert [(str(p), porte) for p, porte in pieces_exigees_de(dossier)] == [("Devis", "cloturer")]
    assert "employeur" in Dossier.objects.get(pk=dossier.pk).manques["demarrer"]
    assert exigences_de(fabriques.dossier()) == []


# ── Le dossier et sa version ──


def test_un_dossier_garde_la_version_de_son_ouverture(prestation):
    premiere = publiee(prestation, action("Un"))
    dossier = fabriques.dossier(prestation=prestation)
    publiee_ensuite(prestation)
    dossier.refresh_from_db()
    assert dossier.version_prestation == premiere
    assert fabriques.dossier(prestation=prestation).version_prestation.numero == 2


def publiee_ensuite(prestation, champs=None) -> VersionPrestation:
    par = fabriques.utilisateur("administrateur")
    suivante = enregistrer_exigences(
        par=par, prestation=prestation, revision=0, champs=champs or {"tuteur": "demarrer"}, pieces={}
    )
    return publier_version(par=par, version=suivante)


def test_passer_a_la_version_recalcule_ce_qui_manque_s_inscrit_au_journal_et_se_defait(prestation):
    premiere = publiee(prestation, action("Un"))
    dossier, par = fabriques.dossier(prestation=prestation), fabriques.utilisateur("administrateur")
    suivante = publiee_ensuite(prestation)
    assert comparer(premiere, suivante).en_plus == ["Tuteur (démarrer)"]
    passe = passer_a_la_version(par=par, dossier=dossier)
    assert passe.version_prestation == suivante
    assert "tuteur" in Dossier.objects.get(pk=dossier.pk).manques["demarrer"]
    assert Entree.objects.du_sujet(dossier).first().libelle == "Version de la prestation changée"
    rendre_la_version(par=par, dossier=dossier, avant=premiere.pk, apres=suivante.pk)
    assert "tuteur" not in Dossier.objects.get(pk=dossier.pk).manques["demarrer"]
    with pytest.raises(Refus, match="a changé depuis"):
        rendre_la_version(par=par, dossier=dossier, avant=premiere.pk, apres=suivante.pk)


def test_un_dossier_ferme_ou_deja_a_jour_garde_sa_version(prestation):
    publiee(prestation, action("Un"))
    dossier, par = fabriques.dossier(prestation=prestation), fabriques.utilisateur("administrateur")
    with pytest.raises(Refus, match="suit déjà cette version"):
        passer_a_la_version(par=par, dossier=dossier)
    publiee_ensuite(prestation)
    fabriques.evenement(dossier, "abandon", date.today())
    with pytest.raises(Refus, match="est abandonné"):
        passer_a_la_version(par=par, dossier=dossier)


def test_une_version_d_une_autre_prestation_ou_en_brouillon_est_refusee(prestation):
    dossier, par = fabriques.dossier(prestation=prestation), fabriques.utilisateur("administrateur")
    with pytest.raises(Refus, match="pas encore de version"):
        passer_a_la_version(par=par, dossier=dossier)
    for autre in (publiee(fabriques.prestation(), action("Un")), brouillon(prestation, action("Deux"))):
        with pytest.raises(Refus, match="n’est pas une version publiée"):
            passer_a_la_version(par=par, dossier=dossier, version=autre)


def test_passer_demande_le_droit_de_changer_la_prestation(prestation):
    publiee(prestation, action("Un"))
    conseiller = fabriques.utilisateur("conseiller")
    with pytest.raises(AccesRefuse):
        passer_a_la_version(par=conseiller, dossier=fabriques.dossier(conseiller))


def test_changer_de_prestation_donne_la_version_de_la_nouvelle(prestation):
    version = publiee(prestation, action("Un"))
    dossier, par = fabriques.dossier(), fabriques.utilisateur("administrateur")
    modifier_rattachement(par=par, dossier=dossier, version=0, prestation=prestation, donnees={})
    dossier.refresh_from_db()
    assert dossier.version_prestation == version


def test_le_deroule_se_dit_en_mots():
    class Une:
        action, nombre_seances, is_obligatoire, delai_min, delai_max = "Tests", 2, False, 7, 21

    assert en_mots([Une]) == "Tests × 2 (facultative, J+7 à J+21)"
    assert en_mots([]) == "—"
