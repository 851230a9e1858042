"""Chaque adresse déclare son droit, et se garde : sans compte, sans le droit, hors du périmètre (règle 3)."""

from html import unescape

import pytest

from jalon.comptes.enums import DROITS
from jalon.comptes.models import Profil, Utilisateur
from jalon.socle.acces import CONNECTE, PUBLIC
from tests.balayage import Visiteur, adresses, exemples, octets
from tests.maison import PROFILS, construire

ADRESSES = adresses()
GARDEES = [a for a in ADRESSES if a.droit != PUBLIC]
PERMISES = {200, 204, 302, 405, 422}


@pytest.fixture
def essais(db):
    return exemples(construire())


def visiteur(essais, profil: str) -> tuple[Visiteur, Utilisateur]:
    utilisateur = Utilisateur.objects.pour_connexion().get(pk=essais.maison.utilisateurs[profil].pk)
    return Visiteur(utilisateur), utilisateur


def test_chaque_vue_declare_son_droit():
    sans = [a.modele for a in ADRESSES if a.droit not in {PUBLIC, CONNECTE, *DROITS}]
    assert not sans, f"vues sans droit déclaré : {sans}"


def test_peu_d_adresses_sont_publiques():
    """Une adresse publique de plus se décide, elle ne s'oublie pas."""
    hors_compte = {a.nom for a in ADRESSES if a.droit == PUBLIC and not a.nom.startswith("account_")}
    sans_compte = {"portail:signer", "portail:salle", "emargement:verification"}
    assert hors_compte == {"structure:image_logo", "invitation"} | sans_compte


@pytest.mark.lent
def test_sans_compte_on_est_mene_a_la_connexion(essais):
    personne = Visiteur()
    for adresse in GARDEES:
        for donnees in (None, {}):
            cible = essais.reels(adresse)
            reponse = personne.demander(cible, donnees)
            assert reponse.status_code == 302, cible
            assert reponse.url.startswith("/connexion/"), cible
            fragment = personne.demander(cible, donnees, **{"HX-Request": "true"})
            assert fragment.status_code in (302, 401), cible


@pytest.mark.lent
@pytest.mark.parametrize("profil", PROFILS)
def test_chaque_adresse_essayee_par_chaque_profil(essais, profil):
    """Sans le droit : 403 avec la phrase. Avec : la page, jamais une panne ; un objet absent : 404."""
    visite, utilisateur = visiteur(essais, profil)
    for adresse in GARDEES:
        permis = adresse.droit == CONNECTE or utilisateur.a_le_droit(adresse.droit)
        attendus = PERMISES if permis else {403, 405}
        for donnees in (None, {}):
            cible = essais.reels(adresse)
            reponse = visite.demander(cible, donnees)
            if reponse.status_code == 403:
                assert _dit_le_droit(reponse), (profil, cible)
            if not _est_ailleurs(adresse, profil) and not (permis and _redemande_un_droit(adresse)):
                assert reponse.status_code in attendus, (profil, cible, reponse.status_code, donnees)
        absente = essais.absents(adresse)
        if absente and permis:
            assert visite.demander(absente).status_code in (404, 405), (profil, absente)


def _dit_le_droit(reponse) -> bool:
    page = unescape(reponse.content.decode())
    nomme = "Il vous manque le droit" in page and any(libelle in page for libelle in DROITS.values())
    return nomme or "Votre profil ne permet pas" in page


def _est_ailleurs(adresse, profil: str) -> bool:
    """Vues enregistrées, travaux et session d'essai sont au conseiller ; son travail n'a pas encore de fichier."""
    outils = adresse.modele.startswith(("listes/", "travaux/", "compte/sessions/"))
    return adresse.nom == "socle:fichier" or (profil != "conseiller" and "pk" in adresse.parametres and outils)


def _redemande_un_droit(adresse) -> bool:
    """Les outils d'une liste s'ouvrent à toute personne connectée ; la liste ou l'acte demande ensuite le sien."""
    return adresse.droit == CONNECTE and adresse.modele.startswith("listes/")


@pytest.mark.lent
@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable"])
def test_hors_du_perimetre_c_est_absent_aux_memes_octets(essais, profil):
    visite, utilisateur = visiteur(essais, profil)
    essayees = 0
    for adresse in GARDEES:
        ailleurs, absente = essais.hors_perimetre(adresse), essais.absents(adresse)
        if ailleurs is None or (adresse.droit != CONNECTE and not utilisateur.a_le_droit(adresse.droit)):
            continue
        for donnees in (None, {}, {"identite-origine": "", "date_evenement": "24/11/2026"}):
            ici, la = visite.demander(ailleurs, donnees), visite.demander(absente, donnees)
            assert ici.status_code in (404, 405), ailleurs
            assert ici.status_code == la.status_code, ailleurs
            assert octets(ici, ailleurs) == octets(la, absente), ailleurs
        essayees += 1
    assert essayees >= 15


@pytest.mark.lent
def test_le_dossier_d_un_autre_perimetre_n_est_nulle_part(essais):
    """Ni dans la liste, ni dans la recherche, ni par son numéro, ni dans un acte par lot."""
    visite, _ = visiteur(essais, "conseiller")
    louis = essais.maison.dossiers["louis"]
    lien = f"/dossiers/{louis.numero}/".encode()
    for adresse in (
        "/production/",
        f"/production/?q={louis.numero}",
        "/production/?q=bernard",
        "/",
        "/recherche/?q=bernard",
    ):
        assert lien not in visite.demander(adresse).content, adresse
    lot = essais.mots["acte"]
    reponse = visite.demander(f"/listes/dossiers/lots/{lot}/", {"choix": [louis.pk], "confirmer": "oui"})
    assert louis.numero.encode() not in reponse.content


def test_les_conventions_ne_s_ouvrent_pas_sans_le_droit_de_lire_le_financement(essais):
    """La convention n'a pas de périmètre : c'est le droit qui la garde, partout où elle se propose."""
    utilisateur = essais.maison.utilisateurs["conseiller"]
    Profil.objects.filter(pk=utilisateur.profil_id).update(droits=["dossiers.ecriture", "annuaire.lecture"])
    visite, _ = visiteur(essais, "conseiller")
    reference = essais.maison.conventions["opco"].reference.encode()
    for adresse in (
        f"/admin/conventions/{essais.maison.conventions['opco'].pk}/",
        "/admin/conventions/",
        "/admin/conventions/propositions/?q=conv",
        f"/dossiers/{essais.maison.dossier.numero}/financement/",
    ):
        reponse = visite.demander(adresse)
        assert reponse.status_code == 403, adresse
        assert reference not in reponse.content
    page = visite.demander(f"/dossiers/{essais.maison.dossier.numero}/").content.decode()
    assert "<dt>Montant total prévu" not in page
    assert 'href="/dossiers/' + essais.maison.dossier.numero + "/financement/" not in page
