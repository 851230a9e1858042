"""Modifier, désactiver, réactiver un compte ; ce qu'il en reste au journal (domaine, « Structure, comptes »)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import QueryDict

from jalon.annuaire.models import Personne
from jalon.comptes.models import Utilisateur
from jalon.comptes.operations import (
    creer_equipe,
    desactiver_utilisateur,
    inviter_utilisateur,
    modifier_utilisateur,
    reactiver_utilisateur,
)
from jalon.dossiers.listes import LISTE
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import MOT_DE_PASSE, centre, dossier, equipe, personne, profil, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


def relire(compte: Utilisateur) -> Utilisateur:
    return Utilisateur.objects.pour_connexion().get(pk=compte.pk)


def changes(compte: Utilisateur) -> dict[str, tuple[str, str]]:
    """Le dernier changement au journal : champ → (avant, après)."""
    entree = Entree.objects.du_sujet(compte).first()
    return {c["champ"]: (c["avant"], c["apres"]) for c in entree.changements}


def test_tout_ce_que_la_fiche_saisit_se_modifie_et_se_journalise_en_mots():
    admin, paul = utilisateur("administrateur"), utilisateur(prenom="Paul", nom="Henry")
    paul_avant = paul.courriel
    ancienne, nouvelle = equipe(paul, libelle="Bilans"), equipe(libelle="Formation")
    donnees = {
        "prenom": "Pol",
        "courriel": " Pol@Essai.example.org ",
        "profil": profil("gestionnaire"),
        "centre": centre("nantes"),
        "droits_individuels": ["dossiers.rouvrir_dossier"],
        "autres_centres": [centre("rennes"), centre("nantes")],
        "equipes": [nouvelle],
        "personne": personne("Henry", "Pol"),
    }
    modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees=donnees)
    pol = relire(paul)
    assert (pol.prenom, pol.courriel, pol.profil.code, pol.version) == (
        "Pol",
        "pol@essai.example.org",
        "gestionnaire",
        2,
    )
    assert [c.code for c in pol.autres_centres.all()] == ["rennes"]  # le sien n'est pas « un autre »
    assert pol.a_le_droit("dossiers.rouvrir_dossier")
    assert pol.personne == Personne.objects.get(prenom="Pol")
    assert changes(pol) == {
        "prenom": ("Paul", "Pol"),
        "courriel": (paul_avant, "pol@essai.example.org"),
        "profil": ("Conseiller", "Gestionnaire"),
        "centre": ("—", "Nantes"),
        "droits_individuels": ("—", "Rouvrir un dossier"),
        "autres_centres": ("—", "Rennes"),
        "equipes": (ancienne.libelle, nouvelle.libelle),
        "personne": ("—", "HENRY Pol"),
    }


def test_rien_de_change_n_ecrit_rien():
    admin, paul = utilisateur("administrateur"), utilisateur()
    donnees = {"prenom": paul.prenom, "droits_individuels": [], "equipes": [], "autres_centres": []}
    modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees=donnees)
    assert relire(paul).version == 1
    assert Entree.objects.du_sujet(paul).count() == 1


def test_une_version_depassee_ne_change_rien_pas_meme_les_equipes():
    admin, paul, bilans = utilisateur("administrateur"), utilisateur(), equipe()
    modifier_utilisateur(par=admin, utilisateur=relire(paul), version=1, donnees={"nom": "Henri"})
    with pytest.raises(Conflit, match="ce compte"):
        modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees={"nom": "Henry", "equipes": [bilans]})
    assert relire(paul).nom == "Henri"
    assert not paul.equipes.exists()


def test_un_courriel_deja_pris_se_dit_a_cote_du_champ():
    admin, paul = utilisateur("administrateur"), utilisateur()
    awa = utilisateur(prenom="Awa", nom="Diallo", courriel="awa@essai.example.org")
    with pytest.raises(Refus, match="Awa Diallo a déjà un compte") as refus:
        modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees={"courriel": "AWA@essai.example.org"})
    assert refus.value.champ == "courriel"
    with pytest.raises(Refus, match="Awa Diallo"):
        inviter_utilisateur(par=admin, donnees=identite(awa.courriel))


def identite(courriel: str = "neuf@essai.example.org") -> dict:
    return {"prenom": "Léa", "nom": "Ney", "courriel": courriel, "profil": profil("conseiller"), "centre": None}


def test_une_fiche_personne_n_est_celle_que_d_un_compte():
    admin, paul, awa, fiche = utilisateur("administrateur"), utilisateur(), utilisateur(), personne()
    modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees={"personne": fiche})
    with pytest.raises(Refus, match=f"celle du compte de {paul}") as refus:
        modifier_utilisateur(par=admin, utilisateur=awa, version=1, donnees={"personne": Personne.objects.get()})
    assert refus.value.champ == "personne"
    modifier_utilisateur(par=admin, utilisateur=relire(paul), version=2, donnees={"personne": None})
    assert Personne.objects.get().utilisateur is None


def test_un_droit_inconnu_de_cette_version_est_garde():
    admin, paul = utilisateur("administrateur"), utilisateur(droits_individuels=["telepathie.lire"])
    donnees = {"droits_individuels": ["dossiers.exporter"]}
    modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees=donnees)
    assert relire(paul).droits_individuels == ["dossiers.exporter", "telepathie.lire"]


class TestDesactiver:
    def test_il_n_entre_plus_garde_son_passe_et_revient(self):
        admin, paul = utilisateur("administrateur"), utilisateur(mot_de_passe=MOT_DE_PASSE)
        desactiver_utilisateur(par=admin, utilisateur=paul, motif="Départ")
        ferme = relire(paul)
        assert (ferme.is_active, ferme.motif_desactivation, ferme.droits) == (False, "Départ", frozenset())
        assert ferme.desactive_at
        entree = Entree.objects.du_sujet(paul).first()
        assert (entree.libelle, entree.motif) == ("Utilisateur désactivé", "Départ")
        reactiver_utilisateur(par=admin, utilisateur=ferme)
        rouvert = relire(paul)
        assert (rouvert.is_active, rouvert.motif_desactivation, rouvert.desactive_at) == (True, "", None)
        assert rouvert.check_password(MOT_DE_PASSE)

    def test_deux_fois_c_est_une(self):
        admin, paul = utilisateur("administrateur"), utilisateur()
        for _ in range(2):
            desactiver_utilisateur(par=admin, utilisateur=relire(paul), motif="Départ")
        assert Entree.objects.du_sujet(paul).count() == 2

    def test_ni_soi_meme_ni_sans_le_droit(self):
        admin, paul = utilisateur("administrateur"), utilisateur()
        utilisateur("administrateur")
        with pytest.raises(Refus, match="votre propre droit"):
            desactiver_utilisateur(par=admin, utilisateur=relire(admin), motif="Oups")
        with pytest.raises(AccesRefuse):
            desactiver_utilisateur(par=paul, utilisateur=admin, motif="Non")
        with pytest.raises(AccesRefuse):
            reactiver_utilisateur(par=paul, utilisateur=admin)


def test_on_ne_retire_pas_son_propre_droit_d_administrer():
    admin = utilisateur("administrateur")
    utilisateur("administrateur")
    with pytest.raises(Refus, match="votre propre droit"):
        modifier_utilisateur(
            par=admin, utilisateur=relire(admin), version=1, donnees={"profil": profil("conseiller")}
        )
    assert relire(admin).a_le_droit("admin.ecriture")
    donnees = {"profil": profil("conseiller"), "droits_individuels": ["admin.ecriture"]}
    modifier_utilisateur(par=admin, utilisateur=relire(admin), version=1, donnees=donnees)
    assert relire(admin).a_le_droit("admin.ecriture")  # gardé par un droit individuel


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acte", ["retirer", "desactiver"])
def test_deux_administrateurs_s_ecartent_au_meme_instant_il_en_reste_un(acte):
    helene, yves = utilisateur("administrateur"), utilisateur("administrateur")
    consultation, depart = profil("consultation"), Barrier(2)

    def ecarter(couple):
        par, cible = (relire(compte) for compte in couple)
        depart.wait(timeout=10)
        try:
            if acte == "retirer":
                modifier_utilisateur(par=par, utilisateur=cible, version=1, donnees={"profil": consultation})
            else:
                desactiver_utilisateur(par=par, utilisateur=cible, motif="Essai")
        except (AccesRefuse, Refus) as refus:
            return type(refus)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as fils:
        rendus = list(fils.map(ecarter, [(helene, yves), (yves, helene)]))
    assert rendus.count(None) == 1
    assert sum(relire(compte).a_le_droit("admin.ecriture") for compte in (helene, yves)) == 1


def test_la_production_se_trie_par_conseiller_sans_accents_ni_casse():
    admin = utilisateur("administrateur")
    noms = ["zola", "Élan", "Eluard", "Île", "d’Orves", "Œuvrard", "N’Diaye"]
    equipe_ = [utilisateur(nom=nom, prenom="Paul") for nom in noms]
    for conseiller in equipe_:
        dossier(conseiller)
    lignes = LISTE.lignes(QueryDict("tri=conseiller"), admin)
    ordre = [ligne.conseiller.nom for ligne in lignes]
    assert ordre == ["d’Orves", "Élan", "Eluard", "Île", "N’Diaye", "Œuvrard", "zola"]
    inverse = [ligne.conseiller.nom for ligne in LISTE.lignes(QueryDict("tri=-conseiller"), admin)]
    assert inverse == ordre[::-1]


def test_creer_une_equipe_reste_un_acte_d_administration():
    with pytest.raises(AccesRefuse):
        creer_equipe(par=utilisateur(), libelle="Pirates", membres=[])
