"""Profils : la matrice des droits, dupliquer, modifier, désactiver ; ce que valent les actes et les écrans."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import jalon
from jalon.comptes.enums import ACTES_NOMMES, DROITS, ZONES
from jalon.comptes.forms.profils import ProfilForm
from jalon.comptes.models import Profil, Utilisateur
from jalon.comptes.mots import ACTES_EN_PHRASES, ZONES_EN_PHRASES
from jalon.comptes.operations import basculer_profil, dupliquer_profil, modifier_profil, supprimer_profil
from jalon.comptes.profils import PROFILS
from jalon.comptes.rules import (
    agendas_en_phrases,
    composer,
    dossiers_en_phrases,
    droits_changes,
    matrice,
    niveau_de,
    refus_agendas,
    refus_droits,
)
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import profil, utilisateur

SOURCES = Path(jalon.__file__).parent
deux_moteurs = pytest.mark.deux_moteurs


# ── Règles ──


@pytest.mark.parametrize(
    ("droits", "zone", "attendu"),
    [
        ([], "dossiers", "aucun"),
        (["dossiers.lecture"], "dossiers", "lecture"),
        (["dossiers.ecriture"], "dossiers", "ecriture"),
        (["dossiers.lecture", "dossiers.ecriture"], "dossiers", "ecriture"),
        (["memos.ecriture"], "dossiers", "aucun"),
        (["dossiers.exporter"], "dossiers", "aucun"),
    ],
)
def test_le_niveau_d_une_zone(droits, zone, attendu):
    assert niveau_de(droits, zone) == attendu


def test_la_matrice_a_une_ligne_par_zone_et_chaque_acte_une_seule_fois():
    lignes = matrice(["dossiers.ecriture", "dossiers.exporter", "annuaire.lecture"])
    assert [ligne.zone for ligne in lignes] == list(ZONES)
    assert sorted(acte.code for ligne in lignes for acte in ligne.actes) == sorted(ACTES_NOMMES)
    dossiers = next(ligne for ligne in lignes if ligne.zone == "dossiers")
    assert (dossiers.is_lue, dossiers.is_ecrite) == (True, True)
    assert [acte.code for acte in dossiers.actes if acte.is_permis] == ["dossiers.exporter"]


def test_chaque_zone_et_chaque_acte_a_sa_phrase():
    assert set(ZONES_EN_PHRASES) == set(ZONES)
    assert set(ACTES_EN_PHRASES) == set(ACTES_NOMMES)


def test_un_droit_que_rien_ne_demande_se_dit_a_venir_et_les_autres_non():
    """La matrice ne promet rien : un droit sans effet le dit, et cesse de le dire dès qu'une pièce le demande."""
    phrases = dict(ACTES_EN_PHRASES)
    for zone, (lecture, ecriture) in ZONES_EN_PHRASES.items():
        phrases |= {f"{zone}.lecture": lecture, f"{zone}.ecriture": ecriture}
    definitions = {SOURCES / "comptes" / nom for nom in ("enums.py", "mots.py", "profils.py")}
    code = "".join(f.read_text() for f in SOURCES.rglob("*.py") if f not in definitions)
    gabarits = "".join(f.read_text() for f in SOURCES.rglob("*.html"))
    demandes = {droit for droit in DROITS if f'"{droit}"' in code + gabarits}
    assert {droit for droit, phrase in phrases.items() if phrase.startswith("À venir")} == set(DROITS) - demandes


@pytest.mark.parametrize("livre", PROFILS, ids=lambda livre: livre["code"])
def test_un_profil_livre_se_recompose_tel_quel(livre):
    niveaux = {zone: niveau_de(livre["droits"], zone) for zone in ZONES}
    actes = [code for code in ACTES_NOMMES if code in livre["droits"]]
    assert droits_changes(livre["droits"], composer(niveaux, actes)) == []
    assert refus_droits(livre["droits"]) is None
    assert refus_agendas(livre["agendas_lecture"], livre["agendas_ecriture"]) is None


def test_un_droit_inconnu_de_cette_version_est_garde():
    assert composer({"memos": "lecture"}, [], ["telepathie.lecture"]) == ["memos.lecture", "telepathie.lecture"]


def test_ce_qui_change_se_dit_zone_par_zone_et_acte_par_acte():
    changes = droits_changes(["dossiers.lecture"], ["dossiers.ecriture", "dossiers.exporter"])
    assert [tuple(change) for change in changes] == [
        ("zone_dossiers", "Dossiers", "lecture", "lecture et écriture"),
        ("acte_dossiers_exporter", "Exporter les dossiers", "non", "oui"),
    ]


@pytest.mark.parametrize(
    ("droits", "champ"),
    [
        (["dossiers.exporter"], "acte_dossiers_exporter"),
        (["dossiers.lecture", "dossiers.exporter"], None),
        (["dossiers.ecriture", "annuaire.fusionner"], "acte_annuaire_fusionner"),
    ],
)
def test_un_acte_demande_de_lire_sa_zone(droits, champ):
    refus = refus_droits(droits)
    assert (refus and refus[0]) == champ


@pytest.mark.parametrize(
    ("lecture", "ecriture", "is_refuse"),
    [("mien", "mien", False), ("equipes", "tous", True), ("mien", "equipes", True), ("tous", "equipes", False)],
)
def test_on_ne_modifie_pas_un_agenda_qu_on_ne_voit_pas(lecture, ecriture, is_refuse):
    assert bool(refus_agendas(lecture, ecriture)) is is_refuse


def test_les_perimetres_se_disent_en_phrases():
    assert dossiers_en_phrases("maison", False) == ["Tous les dossiers de la structure."]
    assert len(dossiers_en_phrases("equipes", True)) == 2
    assert agendas_en_phrases("tous", "mien") == ["Voit tous les agendas.", "Modifie le sien."]


# ── Actes ──


@deux_moteurs
def test_dupliquer_garde_droits_et_perimetres_et_dit_d_ou_il_vient(admin):
    copie = dupliquer_profil(par=admin, profil=profil("conseiller"), libelle="Formateur vacataire")
    assert (copie.code, copie.base, copie.origine) == ("formateur-vacataire", "conseiller", "conseiller")
    assert copie.droits == profil("conseiller").droits
    seconde = dupliquer_profil(par=admin, profil=copie, libelle="Formateur vacataire d’été")
    assert (seconde.code, seconde.origine) == ("formateur-vacataire-dete", "conseiller")
    assert [e.libelle for e in Entree.objects.du_sujet(copie)] == ["Profil dupliqué"]


@deux_moteurs
def test_deux_profils_ne_portent_pas_le_meme_nom_aux_accents_pres(admin):
    with pytest.raises(Refus, match="porte déjà ce nom"):
        dupliquer_profil(par=admin, profil=profil("conseiller"), libelle=" CONSEILLER ")


@deux_moteurs
def test_modifier_vaut_a_la_requete_suivante_et_laisse_avant_apres(client, admin):
    paul = utilisateur("conseiller")
    client.force_login(paul)
    assert client.get("/annuaire/personnes/").status_code == 200
    lu = profil("conseiller")
    droits = [code for code in lu.droits if not code.startswith("annuaire.")]
    modifier_profil(par=admin, profil=lu, version=lu.version, donnees={"libelle": "Conseil", "droits": droits})
    assert client.get("/annuaire/personnes/").status_code == 403
    entree = Entree.objects.du_sujet(lu).first()
    assert [(c["libelle"], c["avant"], c["apres"]) for c in entree.changements] == [
        ("nom", "Conseiller", "Conseil"),
        ("Annuaire", "lecture et écriture", "aucun accès"),
    ]


@deux_moteurs
def test_une_lecture_perimee_est_refusee_et_n_ecrit_rien(admin):
    lu, perime = profil("consultation"), profil("consultation")
    modifier_profil(par=admin, profil=lu, version=lu.version, donnees={"agendas_lecture": "mien"})
    with pytest.raises(Conflit):
        modifier_profil(par=admin, profil=perime, version=perime.version, donnees={"droits": []})
    assert profil("consultation").droits


@deux_moteurs
def test_rien_ne_change_rien_ne_s_ecrit(admin):
    lu = profil("conseiller")
    modifier_profil(par=admin, profil=lu, version=99, donnees={"libelle": lu.libelle, "droits": lu.droits})
    assert not Entree.objects.du_sujet(lu).exists()


@deux_moteurs
def test_on_ne_retire_pas_son_propre_dernier_droit_d_administrer(admin):
    lu = profil("administrateur")
    with pytest.raises(Refus, match="votre propre droit"):
        modifier_profil(par=admin, profil=lu, version=lu.version, donnees={"droits": ["admin.lecture"]})
    assert "admin.ecriture" in profil("administrateur").droits
    autre = utilisateur("conseiller", droits_individuels=["admin.ecriture"])
    lu = profil("administrateur")
    modifier_profil(par=autre, profil=lu, version=lu.version, donnees={"droits": ["admin.lecture"]})
    assert "admin.ecriture" not in profil("administrateur").droits


@deux_moteurs
def test_desactiver_et_supprimer_seulement_ce_que_personne_ne_porte(admin):
    copie = dupliquer_profil(par=admin, profil=profil("consultation"), libelle="Auditeur")
    porteur = utilisateur()
    Utilisateur.objects.filter(pk=porteur.pk).update(profil=copie, is_active=False)
    for acte in (lambda: basculer_profil(par=admin, profil=copie, is_active=False),
                 lambda: supprimer_profil(par=admin, profil=copie)):  # fmt: skip
        with pytest.raises(Refus, match="1 compte porte ce profil"):
            acte()
    Utilisateur.objects.filter(pk=porteur.pk).update(profil=profil("consultation"))
    basculer_profil(par=admin, profil=copie, is_active=False)
    assert copie not in Profil.objects.actifs()
    basculer_profil(par=admin, profil=copie, is_active=True)
    supprimer_profil(par=admin, profil=copie)
    assert not Profil.objects.filter(code="auditeur").exists()
    with pytest.raises(Refus, match="livré ne se supprime pas"):
        supprimer_profil(par=admin, profil=profil("consultation"))


@pytest.mark.django_db
@pytest.mark.parametrize("qui", ["conseiller", "responsable", "consultation"])
def test_sans_administrer_aucun_acte(qui):
    par, lu = utilisateur(qui), profil("consultation")
    for acte in (
        lambda: dupliquer_profil(par=par, profil=lu, libelle="Moi"),
        lambda: modifier_profil(par=par, profil=par.profil, version=1, donnees={"droits": sorted(DROITS)}),
        lambda: basculer_profil(par=par, profil=lu, is_active=False),
        lambda: supprimer_profil(par=par, profil=lu),
    ):
        with pytest.raises(AccesRefuse):
            acte()
    assert Profil.objects.get(pk=par.profil_id).droits == par.profil.droits


# ── Écrans ──


def saisie(lu: Profil, **champs) -> dict:
    """Ce que le navigateur envoie pour ce profil."""
    form = ProfilForm.pour(lu)
    coches = {nom: "on" if valeur is True else valeur for nom, valeur in form.initial.items()}
    return {nom: valeur for nom, valeur in {**coches, **champs}.items() if valeur is not False}


def test_la_fiche_se_lit_sans_ecrire(connecte):
    client, lu = connecte(), profil("responsable")
    page = client.get(f"/admin/profils/{lu.pk}/").content.decode()
    assert "Engager plus que la convention" in page
    assert "Profil livré avec Jalon" in page
    assert "supprimer/" not in page
    liste = client.get("/admin/profils/").content.decode()
    assert liste.count('class="j-table__nom"') == 5


def test_enregistrer_la_matrice(connecte):
    client, lu = connecte(), profil("consultation")
    envoi = saisie(lu, zone_memos="ecriture", acte_dossiers_exporter="on", libelle="Auditeur")
    assert client.post(f"/admin/profils/{lu.pk}/modifier/", envoi).status_code == 302
    lu.refresh_from_db()
    assert {"memos.ecriture", "dossiers.exporter", "dossiers.lecture"} <= set(lu.droits)
    assert lu.libelle == "Auditeur"
    page = client.get(f"/admin/profils/{lu.pk}/").content.decode()
    assert "Profil modifié" in page


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"libelle": ""}, "Ce champ est obligatoire."),
        ({"libelle": "gestionnaire"}, "porte déjà ce nom"),
        ({"zone_dossiers": "tout"}, "Choisissez une des valeurs proposées."),
        ({"zone_dossiers": "aucun", "acte_dossiers_exporter": "on"}, "demande de pouvoir lire"),
        ({"agendas_lecture": "mien", "agendas_ecriture": "tous"}, "un agenda qu’on ne voit pas"),
        ({"version": "0"}, "a modifié « Consultation »"),
    ],
)
def test_une_saisie_refusee_reste_a_l_ecran(connecte, champs, phrase):
    client, lu = connecte(), profil("consultation")
    reponse = client.post(f"/admin/profils/{lu.pk}/modifier/", saisie(lu, zone_memos="ecriture", **champs))
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert phrase in page
    assert 'value="ecriture" class="form-check-input' in page or "checked" in page
    lu.refresh_from_db()
    assert "memos.ecriture" not in lu.droits


def test_un_conflit_montre_ce_que_l_autre_a_enregistre(connecte, admin):
    client, lu = connecte(), profil("consultation")
    envoi = saisie(lu, zone_memos="aucun")
    autre = [*(code for code in lu.droits if code != "memos.lecture"), "memos.ecriture"]
    modifier_profil(par=admin, profil=profil("consultation"), version=lu.version, donnees={"droits": autre})
    page = client.post(f"/admin/profils/{lu.pk}/modifier/", envoi).content.decode()
    assert "a enregistré à" in page
    assert "<b>Lecture et écriture</b>" in page
    assert f'name="version" value="{lu.version + 1}"' in page


def test_dupliquer_puis_desactiver_puis_supprimer_par_les_ecrans(connecte):
    client, lu = connecte(), profil("consultation")
    assert client.post(f"/admin/profils/{lu.pk}/dupliquer/", {"libelle": "consultation"}).status_code == 422
    reponse = client.post(f"/admin/profils/{lu.pk}/dupliquer/", {"libelle": "Auditeur"})
    copie = Profil.objects.get(code="auditeur")
    assert reponse.url == f"/admin/profils/{copie.pk}/modifier/"
    for nom in ("dupliquer", "etat", "supprimer"):
        assert client.get(f"/admin/profils/{copie.pk}/{nom}/").status_code == 200
    assert client.post(f"/admin/profils/{copie.pk}/etat/", {"actif": "non"}).status_code == 302
    copie.refresh_from_db()
    assert not copie.is_active
    assert client.post(f"/admin/profils/{copie.pk}/supprimer/").url == "/admin/profils/"
    assert "livré ne se supprime pas" in client.post(f"/admin/profils/{lu.pk}/supprimer/").content.decode()
    porteur = utilisateur("consultation")
    assert porteur.profil == lu
    assert client.post(f"/admin/profils/{lu.pk}/etat/", {"actif": "non"}).status_code == 422


def test_s_attribuer_un_droit_en_post_est_refuse(client, db):
    """Une forgerie : lire Admin n'est pas le modifier."""
    lecteur = utilisateur("conseiller", droits_individuels=["admin.lecture"])
    client.force_login(lecteur)
    lu = lecteur.profil
    assert client.get(f"/admin/profils/{lu.pk}/").status_code == 200
    envoi = saisie(lu, zone_admin="ecriture")
    for suite in ("modifier", "dupliquer", "etat", "supprimer"):
        assert client.post(f"/admin/profils/{lu.pk}/{suite}/", {**envoi, "libelle": "Moi"}).status_code == 403
    lu.refresh_from_db()
    assert "admin.ecriture" not in lu.droits
    assert Profil.objects.count() == 5


def test_le_cout_ne_depend_ni_du_nombre_de_comptes_ni_de_profils(connecte, admin):
    client, lu = connecte(), profil("consultation")

    def requetes(adresse: str) -> int:
        client.get(adresse)
        with CaptureQueriesContext(connection) as lues:
            client.get(adresse)
        return len(lues)

    adresses = ("/admin/profils/", f"/admin/profils/{lu.pk}/", f"/admin/profils/{lu.pk}/modifier/")
    avant = [requetes(adresse) for adresse in adresses]
    for rang in range(3):
        utilisateur("consultation")
        dupliquer_profil(par=admin, profil=lu, libelle=f"Profil {rang}")
    assert [requetes(adresse) for adresse in adresses] == avant == [12, 6, 5]
