"""Les écrans du déroulé, des exigences, des actions et du catalogue livré."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.dossiers.models import Dossier
from jalon.prestations.catalogue import CATALOGUE
from jalon.prestations.models import Action, Prestation, TypeDocument, VersionPrestation
from jalon.prestations.operations import (
    basculer_action,
    basculer_valeur,
    enregistrer_exigences,
    modifier_action,
    publier_version,
    reprendre_du_catalogue,
    supprimer_action,
)
from jalon.prestations.queries import derniere_publiee
from jalon.prestations.registres import CHAMPS_EXIGIBLES
from jalon.prestations.rules import alertes_deroule, minutes_facturables
from jalon.socle.erreurs import Refus
from jalon.socle.models import Travail
from tests import fabriques

from .versions import action, brouillon, piece, publiee

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def prestation():
    return fabriques.prestation("BC24", nature="bilan", minutes_prevues=60)


def adresse(prestation, suite: str) -> str:
    return f"/admin/prestations/{prestation.pk}/{suite}/"


def saisie(*lignes: dict, version: int = 0, initial: int = 0) -> dict[str, str]:
    donnees = {"version": str(version), "etapes-TOTAL_FORMS": len(lignes), "etapes-INITIAL_FORMS": initial}
    for rang, ligne in enumerate(lignes):
        donnees |= {f"etapes-{rang}-{nom}": valeur for nom, valeur in ({"nombre_seances": "1"} | ligne).items()}
    return donnees


def texte(reponse) -> str:
    return reponse.content.decode()


# ── Déroulé ──


def test_le_rang_saisi_range_les_etapes_et_les_lignes_retirees_s_en_vont(connecte, prestation):
    un, deux = action("Un"), action("Deux")
    lignes = [
        {"action": un.pk, "rang": "2", "is_obligatoire": "on"},
        {"action": deux.pk, "rang": "1", "nombre_seances": "3", "delai_min": "0", "delai_max": "7"},
        {"action": un.pk, "rang": "3", "DELETE": "on"},
    ]
    connecte().post(adresse(prestation, "deroule/modifier"), saisie(*lignes))
    etapes = prestation.versions.get().etapes.order_by("rang")
    assert [(e.action, e.nombre_seances, e.is_obligatoire) for e in etapes] == [(deux, 3, False), (un, 1, True)]


@pytest.mark.parametrize(
    ("ligne", "phrase"),
    [
        ({"nombre_seances": "0"}, "Le minimum est 1"),
        ({"nombre_seances": "deux"}, "nombre entier"),
        ({"delai_min": "9", "delai_max": "3"}, "vient avant le minimum"),
        ({"action": "999999"}, "Cette action n’existe plus"),
        ({"action": "99999999999999999999"}, "Cette action n’existe plus"),
    ],
)
def test_une_etape_refusee_reste_a_l_ecran_avec_sa_phrase(connecte, prestation, ligne, phrase):
    gardee = {"action": action("Une").pk, "delai_min": "41", **ligne}
    reponse = connecte().post(adresse(prestation, "deroule/modifier"), saisie(gardee))
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert not prestation.versions.exists()


def test_une_action_retiree_pendant_la_saisie_se_dit_et_rien_n_est_perdu(connecte, prestation):
    retiree, client = action("Retirée depuis"), connecte()
    basculer_action(par=fabriques.utilisateur("administrateur"), action=retiree, is_active=False)
    lignes = [{"action": action("Gardée").pk, "delai_min": "17"}, {"action": retiree.pk, "delai_max": "88"}]
    reponse = client.post(adresse(prestation, "deroule/modifier"), saisie(*lignes))
    assert reponse.status_code == 422
    page = texte(reponse)
    assert "« Retirée depuis » n’est plus proposée" in page
    assert 'value="17"' in page
    assert 'value="88"' in page


def test_une_action_retiree_reste_dans_le_deroule_qui_s_en_sert(connecte, prestation):
    une = action("Une")
    version = brouillon(prestation, une)
    basculer_action(par=fabriques.utilisateur("administrateur"), action=une, is_active=False)
    lignes = saisie({"action": une.pk, "nombre_seances": "2"}, version=version.version, initial=1)
    assert connecte().post(adresse(prestation, "deroule/modifier"), lignes).status_code == 302


def test_un_brouillon_modifie_par_un_autre_garde_la_saisie_puis_passe(connecte, prestation):
    version = brouillon(prestation, action("Une"))
    ligne = {"action": action("Mienne").pk, "delai_min": "33"}
    reponse = connecte().post(adresse(prestation, "deroule/modifier"), saisie(ligne, version=version.version - 1))
    assert reponse.status_code == 422
    assert "pendant votre saisie" in texte(reponse)
    assert 'value="33"' in texte(reponse)
    assert f'name="version" value="{version.version}"' in texte(reponse)


@pytest.mark.parametrize("onglet", ["deroule", "exigences", "deroule/modifier", "evenements", "dossiers"])
def test_un_onglet_coute_autant_pour_une_etape_que_pour_quatre(connecte, prestation, onglet):
    client, autre = connecte(), fabriques.prestation("AUTRE", nature="bilan")
    publiee(prestation, action("Un"), champs={"employeur": "demarrer"}, pieces={piece("A"): "facturer"})
    actions = [action(f"A{n}") for n in range(4)]
    pieces = {piece(f"P{n}"): "cloturer" for n in range(4)}
    publiee(autre, *actions, champs={"employeur": "demarrer", "tuteur": "facturer"}, pieces=pieces)
    nombres = []
    client.get(adresse(prestation, onglet))
    for montree in (prestation, autre):
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(adresse(montree, onglet)).status_code == 200
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1] <= 12


def test_une_version_inconnue_est_introuvable(connecte, prestation):
    publiee(prestation, action())
    client = connecte()
    assert client.get(adresse(prestation, "deroule") + "?version=1").status_code == 200
    for demandee in ("2", "x", "-1", "9" * 30):
        assert client.get(adresse(prestation, "deroule") + f"?version={demandee}").status_code == 404


def test_le_deroule_d_un_bilan_previent_sans_bloquer(prestation):
    class Etape:
        def __init__(self, une):
            self.action, self.nombre_seances = une, 1

    etapes = [Etape(action("Longue", minutes=1500, phase="investigation"))]
    phrases = " ".join(alertes_deroule("bilan", 1440, etapes))
    assert "rien en phase préliminaire, conclusions" in phrases
    assert "ne dépasse pas 24 h" in phrases
    assert "la prestation en prévoit 24" in phrases
    assert "Aucune étape ne termine" in phrases
    assert alertes_deroule("bilan", 1440, []) == []


# ── Exigences ──


def test_les_exigences_se_cochent_et_se_relisent_par_porte(connecte, prestation):
    devis = piece("Devis signé")
    donnees = {"version": "0", "champ_employeur": "demarrer", f"piece_{devis.pk}": "facturer"}
    page = texte(connecte().post(adresse(prestation, "exigences/modifier"), donnees, follow=True))
    assert "Exigences enregistrées dans la version 1 (brouillon)" in page
    assert "Devis signé" in page


def test_un_type_desactive_pendant_la_saisie_se_dit_et_rien_n_est_perdu(connecte, prestation):
    parti, client = piece("Parti"), connecte()
    basculer_valeur(par=fabriques.utilisateur("administrateur"), valeur=parti, is_active=False)
    donnees = {"version": "0", "champ_tuteur": "cloturer", f"piece_{parti.pk}": "facturer"}
    reponse = client.post(adresse(prestation, "exigences/modifier"), donnees)
    assert reponse.status_code == 422
    page = texte(reponse)
    assert "« Parti » a été désactivé pendant votre saisie" in page
    (choisi,) = re.findall(r'<input[^>]*name="champ_tuteur"[^>]* checked[^>]*>', page)
    assert 'value="cloturer"' in choisi
    assert not prestation.versions.exists()


@pytest.mark.parametrize(
    "donnees",
    [{"champ_employeur": "forgee"}, {"piece_99999999999999999999": "facturer", "champ_employeur": "x"}],
)
def test_une_exigence_forgee_est_refusee(connecte, prestation, donnees):
    assert connecte().post(adresse(prestation, "exigences/modifier"), donnees).status_code == 422
    assert not prestation.versions.exists()


# ── Actions ──


def test_une_action_utilisee_se_retire_et_ne_se_supprime_pas(prestation):
    par, une = fabriques.utilisateur("administrateur"), action("Une")
    publiee(prestation, une)
    with pytest.raises(Refus, match="étape du déroulé"):
        supprimer_action(par=par, action=une)
    libre = action("Libre")
    supprimer_action(par=par, action=libre)
    assert not Action.objects.filter(libelle="Libre").exists()


@pytest.mark.parametrize(
    ("donnees", "champ"),
    [
        ({"libelle": "Prise"}, "libelle"),
        ({"is_facturable": False, "is_facturable_si_absent": True}, "is_facturable_si_absent"),
    ],
)
def test_une_action_impossible_est_refusee_a_cote_de_son_champ(donnees, champ):
    action("Prise")
    with pytest.raises(Refus) as refus:
        modifier_action(
            par=fabriques.utilisateur("administrateur"), action=action("Une"), version=1, donnees=donnees
        )
    assert refus.value.champ == champ


def test_creer_puis_modifier_une_action_par_l_ecran(connecte):
    client = connecte()
    base = {"version": "0", "libelle": "Atelier", "minutes": "3 h 30", "nature": "face_a_face", "couleur": "vert"}
    client.post("/admin/actions/nouvelle/", base | {"is_facturable": "on", "is_active": "on"})
    une = Action.objects.get()
    assert (une.minutes, une.emargement) == (210, "aucun")
    client.post(f"/admin/actions/{une.pk}/modifier/", base | {"version": "1", "libelle": "Atelier collectif"})
    une.refresh_from_db()
    assert une.libelle == "Atelier collectif"
    page = texte(client.post(f"/admin/actions/{une.pk}/modifier/", base | {"version": "1"}))
    assert "a modifié cette action pendant votre saisie" in page
    assert client.post("/admin/actions/nouvelle/", base | {"minutes": "0"}).status_code == 422


# ── Catalogue livré ──


@pytest.mark.parametrize("fiche", CATALOGUE.values(), ids=lambda fiche: fiche.code)
def test_chaque_fiche_livree_tient_ses_heures_et_n_exige_que_ce_qui_existe(fiche):
    class Une:
        def __init__(self, livree):
            self.minutes, self.is_facturable = livree.minutes, livree.options.get("is_facturable", True)

    class Etape:
        def __init__(self, etape):
            self.action, self.nombre_seances = Une(etape.action), etape.nombre_seances

    assert minutes_facturables(Etape(e) for e in fiche.etapes) == fiche.heures * 60
    assert set(fiche.champs) <= set(CHAMPS_EXIGIBLES.codes())
    assert set(fiche.pieces) <= set(TypeDocument.objects.values_list("libelle", flat=True))
    assert fiche.source
    assert any(etape.action.options.get("is_terminale") for etape in fiche.etapes)


@pytest.mark.deux_moteurs
def test_reprendre_deux_fois_ne_fait_rien_de_plus():
    par = fabriques.utilisateur("administrateur")
    premiere = reprendre_du_catalogue(par=par, codes=[*CATALOGUE, *CATALOGUE])
    assert len(premiere.creees) == len(CATALOGUE) == 8
    compte = [m.objects.count() for m in (Prestation, Action, VersionPrestation)]
    seconde = reprendre_du_catalogue(par=par, codes=CATALOGUE)
    assert (seconde.creees, seconde.completees) == ([], [])
    assert [m.objects.count() for m in (Prestation, Action, VersionPrestation)] == compte


def test_completer_garde_ce_que_la_maison_a_ecrit(connecte):
    ecrite = fabriques.prestation("bc24", contenu="Le nôtre")
    page = texte(connecte().post("/admin/prestations/catalogue/", {"code": "BC24"}, follow=True))
    assert "Repris du catalogue" in page
    ecrite.refresh_from_db()
    assert ecrite.contenu == "Le nôtre"
    assert ecrite.sanction
    assert derniere_publiee(ecrite).etapes.count() == 8


@pytest.mark.parametrize(("codes", "phrase"), [([], "Cochez au moins"), (["FORGE"], "n’a pas de prestation")])
def test_une_reprise_vide_ou_forgee_est_refusee(connecte, codes, phrase):
    reponse = connecte().post("/admin/prestations/catalogue/", {"code": codes})
    assert reponse.status_code == 422
    assert phrase in texte(reponse)


# ── Passer des dossiers par lot ──


def deux_versions(prestation, nombre: int) -> VersionPrestation:
    """`nombre` dossiers sur la première version, puis une seconde publiée."""
    publiee(prestation, action("Une"))
    par = fabriques.utilisateur("administrateur")
    qui = fabriques.beneficiaire()
    for _ in range(nombre):
        fabriques.dossier(par, prestation=prestation, beneficiaire=qui)
    suite = enregistrer_exigences(
        par=par, prestation=prestation, revision=0, champs={"tuteur": "demarrer"}, pieces={}
    )
    return publier_version(par=par, version=suite)


def test_le_lot_passe_les_dossiers_coches_et_eux_seuls(connecte, prestation):
    version, client = deux_versions(prestation, 3), connecte()
    page = texte(client.get(adresse(prestation, "dossiers")))
    assert page.count('name="choix"') == 3
    choisis = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))[:2]
    assert client.post(adresse(prestation, "dossiers"), {"choix": choisis}).status_code == 302
    assert set(Dossier.objects.filter(version_prestation=version).values_list("pk", flat=True)) == set(choisis)
    assert "2 dossiers" in Travail.objects.get().message


@pytest.mark.lent
def test_au_dela_de_cinquante_le_lot_est_un_travail_long(connecte, prestation):
    version = deux_versions(prestation, 51)
    connecte().post(adresse(prestation, "dossiers"), {"tout": "oui"})
    assert Travail.objects.get().total == 51
    assert Dossier.objects.filter(version_prestation=version).count() in (0, 51)


def test_un_dossier_passe_par_son_dialogue(connecte, prestation):
    version, client = deux_versions(prestation, 1), connecte()
    dossier = Dossier.objects.get()
    assert "Passer à la version du" in texte(client.get(f"/dossiers/{dossier.numero}/"))
    dialogue = texte(client.get(f"/dossiers/{dossier.numero}/version/"))
    assert "Tuteur (démarrer)" in dialogue
    client.post(f"/dossiers/{dossier.numero}/version/")
    dossier.refresh_from_db()
    assert dossier.version_prestation == version
    assert "Passer à la version du" not in texte(client.get(f"/dossiers/{dossier.numero}/"))
    assert client.post(f"/dossiers/{dossier.numero}/version/").status_code == 422
