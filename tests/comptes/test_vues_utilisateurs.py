"""Admin > Utilisateurs : la liste, la fiche, la modification, et ce qu'une demande forgée n'obtient pas."""

import pytest
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.comptes.operations import desactiver_utilisateur, inviter_utilisateur, modifier_utilisateur
from tests.fabriques import MOT_DE_PASSE, centre, equipe, personne, profil, utilisateur

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db):
    return utilisateur("administrateur", prenom="Hélène", nom="Le Goff", mot_de_passe=MOT_DE_PASSE)


@pytest.fixture
def connecte(client, admin):
    client.force_login(admin)
    return client


def noms(client, suite: str) -> set[str]:
    """Les prénoms que la liste montre, parmi ceux de l'essai."""
    page = client.get(f"/admin/utilisateurs/?{suite}").content.decode().partition("<tbody>")[2]
    return {prenom for prenom in ("Élodie", "Paul", "Awa", "Yan") if f">{prenom} " in page}


def test_on_cherche_sans_accents_et_on_filtre(connecte, admin):
    nantes = centre("nantes")
    elodie = utilisateur(prenom="Élodie", nom="Lefèvre", centre=nantes, mot_de_passe=MOT_DE_PASSE)
    paul = utilisateur("gestionnaire", prenom="Paul", nom="Henry", mot_de_passe=MOT_DE_PASSE)
    Utilisateur.objects.filter(pk=elodie.pk).update(last_login=timezone.now())
    pole = equipe(paul, libelle="Pôle bilans")
    paul.autres_centres.add(nantes)
    awa, _ = inviter_utilisateur(
        par=admin,
        donnees={"prenom": "Awa", "nom": "Diallo", "courriel": "awa@exemple.fr", "profil": profil("conseiller")},
    )
    yan = utilisateur(prenom="Yan", nom="Kerv")
    desactiver_utilisateur(par=admin, utilisateur=yan, motif="Départ")
    assert noms(connecte, "q=ELODIE+lefevre") == {"Élodie"}
    assert noms(connecte, "q=lefevre+elodie") == {"Élodie"}
    assert noms(connecte, "q=awa@exemple") == {"Awa"}
    assert noms(connecte, "actif=non") == {"Yan"}
    assert noms(connecte, f"profil={profil('gestionnaire').pk}") == {"Paul"}
    assert noms(connecte, f"equipe={pole.pk}") == {"Paul"}
    assert noms(connecte, f"centre={nantes.pk}") == {"Élodie", "Paul"}
    assert noms(connecte, "jamais=non") == {"Élodie"}
    assert noms(connecte, "invitation=oui") == {"Awa"}
    assert noms(connecte, "jamais=oui&actif=oui") == {"Paul", "Awa"}


def test_la_fiche_dit_tout_du_compte(connecte, admin):
    paul = utilisateur(prenom="Paul", nom="Henry", centre=centre("rennes"))
    donnees = {
        "droits_individuels": ["dossiers.exporter"],
        "equipes": [equipe(libelle="Pôle VAE")],
        "personne": personne("Henry", "Paul"),
    }
    modifier_utilisateur(par=admin, utilisateur=paul, version=1, donnees=donnees)
    page = connecte.get(f"/admin/utilisateurs/{paul.pk}/").content.decode()
    for attendu in (
        "Paul Henry",
        "À inviter",
        "Exporter les dossiers",
        "Pôle VAE",
        "HENRY Paul",
        "Jamais",
        "Rennes",
    ):
        assert attendu in page


def saisie(compte: Utilisateur, **suite) -> dict:
    base = {
        "version": compte.version,
        "prenom": compte.prenom,
        "nom": compte.nom,
        "courriel": compte.courriel,
        "profil": compte.profil_id,
    }
    return base | suite


def test_un_conflit_se_dit_champ_par_champ_et_garde_la_saisie(connecte, admin):
    paul = utilisateur(prenom="Paul", nom="Henry")
    modifier_utilisateur(
        par=admin, utilisateur=Utilisateur.objects.get(pk=paul.pk), version=1, donnees={"nom": "Henri"}
    )
    reponse = connecte.post(f"/admin/utilisateurs/{paul.pk}/modifier/", saisie(paul, nom="Henryot"))
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Hélène Le Goff a enregistré à" in page
    assert 'value="Henryot"' in page
    assert "Reprendre cette valeur" in page
    suite = saisie(paul, nom="Henryot", version=2)
    assert connecte.post(f"/admin/utilisateurs/{paul.pk}/modifier/", suite).status_code == 302
    assert Utilisateur.objects.get(pk=paul.pk).nom == "Henryot"


def test_son_propre_droit_retire_la_phrase_est_dans_le_formulaire(connecte, admin):
    utilisateur("administrateur")
    reponse = connecte.post(
        f"/admin/utilisateurs/{admin.pk}/modifier/", saisie(admin, profil=profil("conseiller").pk)
    )
    assert reponse.status_code == 422
    assert "votre propre droit d’administrer" in reponse.content.decode()
    assert Utilisateur.objects.pour_connexion().get(pk=admin.pk).a_le_droit("admin.ecriture")


def test_desactiver_demande_un_motif(connecte):
    paul = utilisateur(prenom="Paul", nom="Henry")
    adresse = f"/admin/utilisateurs/{paul.pk}/etat/"
    assert connecte.post(adresse, {}).status_code == 422
    assert connecte.post(adresse, {"motif": "Départ"}).status_code == 302
    assert not Utilisateur.objects.get(pk=paul.pk).is_active
    assert connecte.post(adresse, {"actif": "oui"}).status_code == 302
    assert Utilisateur.objects.get(pk=paul.pk).is_active


def test_se_desactiver_soi_meme_se_refuse_dans_le_dialogue(connecte, admin):
    reponse = connecte.post(f"/admin/utilisateurs/{admin.pk}/etat/", {"motif": "Oups"})
    assert reponse.status_code == 422
    assert "votre propre droit" in reponse.content.decode()


class TestForge:
    """Ce qu'une demande écrite à la main n'obtient pas."""

    @pytest.mark.parametrize("code", ["conseiller", "gestionnaire", "responsable", "consultation"])
    def test_sans_le_droit_on_ne_touche_a_aucun_compte(self, client, admin, code):
        moi, autre = utilisateur(code), utilisateur()
        client.force_login(moi)
        donne = {"droits_individuels": ["admin.ecriture"], "profil": admin.profil_id}
        for compte in (moi, autre, admin):
            for suite, donnees in (
                ("modifier/", saisie(compte, **donne)),
                ("etat/", {"motif": "Pirate"}),
                ("invitation/", {}),
                ("invitation/revoquer/", {}),
            ):
                reponse = client.post(f"/admin/utilisateurs/{compte.pk}/{suite}", donnees)
                assert reponse.status_code == 403, suite
            intact = Utilisateur.objects.pour_connexion().get(pk=compte.pk)
            assert (intact.profil_id, intact.droits_individuels, intact.is_active) == (compte.profil_id, [], True)
        assert (
            client.post("/admin/utilisateurs/nouveau/", saisie(autre, courriel="x@exemple.fr")).status_code == 403
        )

    def test_un_compte_qui_lit_admin_ne_s_attribue_rien(self, client, admin):
        lecteur = utilisateur(droits_individuels=["admin.lecture"])
        client.force_login(lecteur)
        assert client.get(f"/admin/utilisateurs/{lecteur.pk}/").status_code == 200
        donnees = saisie(lecteur, droits_individuels=["admin.lecture", "admin.ecriture"])
        assert client.post(f"/admin/utilisateurs/{lecteur.pk}/modifier/", donnees).status_code == 403

    @pytest.mark.parametrize(
        ("champ", "valeur"),
        [
            ("droits_individuels", "dossiers.voler"),
            ("profil", "999999"),
            ("profil", "x"),
            ("profil", "9" * 30),
            ("centre", "999999"),
            ("equipes", "999999"),
            ("equipes", "9" * 30),
            ("autres_centres", "-1"),
            ("personne", "9" * 30),
            ("courriel", "pas un courriel"),
            ("courriel", "a@" + "x" * 300 + ".fr"),
            ("nom", "x" * 81),
            ("nom", "\x00"),
            ("prenom", ""),
            ("version", "-1"),
            ("version", "9" * 30),
        ],
    )
    def test_une_valeur_absurde_est_une_phrase_jamais_une_panne(self, connecte, champ, valeur):
        paul = utilisateur(prenom="Paul", nom="Henry")
        reponse = connecte.post(f"/admin/utilisateurs/{paul.pk}/modifier/", saisie(paul, **{champ: valeur}))
        assert reponse.status_code == 422
        intact = Utilisateur.objects.get(pk=paul.pk)
        assert (intact.nom, intact.version, intact.droits_individuels) == ("Henry", 1, [])

    def test_ce_que_le_formulaire_ne_saisit_pas_ne_change_pas(self, connecte):
        paul = utilisateur(prenom="Paul", nom="Henry", mot_de_passe=MOT_DE_PASSE)
        donnees = saisie(paul, is_active="", password="piraté", last_login="2020-01-01")
        connecte.post(f"/admin/utilisateurs/{paul.pk}/modifier/", donnees)
        relu = Utilisateur.objects.get(pk=paul.pk)
        assert relu.is_active
        assert relu.check_password(MOT_DE_PASSE)
        assert relu.last_login is None
