"""Réglages de la maison : actes, version, TVA, logo, fuseau, écran."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from jalon.structure import fuseau
from jalon.structure.enums import Regime
from jalon.structure.fuseau import fuseau_de_la_maison, oublier_fuseau
from jalon.structure.models import Logo, RegimeTva, Reglages
from jalon.structure.operations import (
    annuler_regime_tva,
    changer_logo,
    changer_regime_tva,
    modifier_reglages,
    retirer_logo,
)
from jalon.structure.queries import regime_tva_au
from tests import fabriques

pytestmark = [pytest.mark.django_db]
deux_moteurs = pytest.mark.deux_moteurs
JOUR = date(2026, 11, 24)
SAISIE = {
    "raison_sociale": "Cap Exemple",
    "siret": "732 829 320 00074",
    "numero_declaration_activite": "53 35 12345 35",
    "couleur_principale": "#0F5A75",
    "couleur_secondaire": "#7fb8cc",
    "fuseau_horaire": "Europe/Paris",
    "mois_debut_exercice": "9",
    "format_numero": "{annee}-{numero:06d}",
    "site_web": "www.exemple.fr",
    "minutes_avant_signature": "45",
    "jours_apres_signature": "10",
    "version": "0",
}


def png(couleur: str = "teal") -> BytesIO:
    sortie = BytesIO()
    Image.new("RGB", (40, 20), couleur).save(sortie, "PNG")
    return BytesIO(sortie.getvalue())


# ── Actes ──


@deux_moteurs
def test_le_premier_enregistrement_cree_la_ligne_et_la_suite_avance_la_version(admin):
    assert Reglages.courants().version == 0
    modifier_reglages(par=admin, version=0, donnees={"raison_sociale": "Cap Exemple"})
    modifier_reglages(par=admin, version=1, donnees={"ville": "Rennes"})
    courants = Reglages.courants()
    assert (courants.version, courants.raison_sociale, courants.ville) == (2, "Cap Exemple", "Rennes")
    libelles = [c["libelle"] for e in Entree.objects.du_sujet(courants) for c in e.changements]
    assert libelles == ["ville", "raison sociale"]


@deux_moteurs
def test_deux_premiers_enregistrements_un_seul_passe(admin):
    modifier_reglages(par=admin, version=0, donnees={"raison_sociale": "La première"})
    with pytest.raises(Conflit):
        modifier_reglages(par=admin, version=0, donnees={"raison_sociale": "La seconde"})
    assert Reglages.courants().raison_sociale == "La première"


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "consultation"])
def test_sans_le_droit_d_administrer_rien_ne_change(profil, admin):
    par = fabriques.utilisateur(profil)
    with pytest.raises(AccesRefuse):
        modifier_reglages(par=par, version=0, donnees={"ville": "X"})
    with pytest.raises(AccesRefuse):
        changer_logo(par=par, version=0, fichier=png())
    with pytest.raises(AccesRefuse):
        changer_regime_tva(par=par, regime=Regime.FRANCHISE, date_effet=JOUR)
    assert not Logo.objects.exists()


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [
        ("format_numero", "{numero}"),
        ("couleur_principale", "rouge"),
        ("couleur_secondaire", "#12345"),
        ("minutes_avant_signature", 241),
        ("jours_apres_signature", 0),
    ],
)
def test_l_acte_refuse_ce_que_le_formulaire_refuse(admin, nom, valeur):
    with pytest.raises(Refus) as refus:
        modifier_reglages(par=admin, version=0, donnees={nom: valeur})
    assert refus.value.champ == nom
    assert not Reglages.objects.exists()


def test_le_logo_change_se_garde_et_se_retire(admin):
    premier = changer_logo(par=admin, version=0, fichier=png()).logo
    second = changer_logo(par=admin, version=1, fichier=png("red")).logo
    assert premier != second
    assert Logo.objects.count() == 2
    assert retirer_logo(par=admin, version=2).logo is None
    assert Logo.objects.count() == 2


@deux_moteurs
def test_le_regime_de_tva_suit_ses_dates(admin):
    changer_regime_tva(par=admin, regime=Regime.FRANCHISE, date_effet=date(2025, 1, 1))
    changer_regime_tva(
        par=admin, regime=Regime.ATTESTATION, date_effet=date(2026, 7, 1), motif="Attestation reçue"
    )
    assert regime_tva_au(date(2026, 6, 30)).regime == Regime.FRANCHISE
    assert regime_tva_au(date(2026, 7, 1)).regime == Regime.ATTESTATION
    with pytest.raises(Refus, match="passé"):
        changer_regime_tva(par=admin, regime=Regime.ASSUJETTI, date_effet=date(2026, 1, 1))
    assert Entree.objects.du_sujet(Reglages(pk=1)).first().motif == "Attestation reçue"


@deux_moteurs
def test_un_regime_annule_reste_lisible_et_libere_son_jour(admin):
    demain = timezone.localdate() + timedelta(days=1)
    ligne = changer_regime_tva(par=admin, regime=Regime.FRANCHISE, date_effet=demain)
    annuler_regime_tva(par=admin, ligne=ligne)
    annuler_regime_tva(par=admin, ligne=ligne)
    changer_regime_tva(par=admin, regime=Regime.ASSUJETTI, date_effet=demain)
    assert RegimeTva.objects.count() == 2
    assert regime_tva_au(demain).regime == Regime.ASSUJETTI


def test_un_regime_en_vigueur_ne_s_annule_plus(admin):
    with time_machine.travel("2026-11-20 10:00+01:00"):
        ligne = changer_regime_tva(par=admin, regime=Regime.FRANCHISE, date_effet=JOUR)
    with time_machine.travel("2026-11-24 10:00+01:00"), pytest.raises(Refus, match="a pris effet"):
        annuler_regime_tva(par=admin, ligne=ligne)


# ── Fuseau ──


def test_les_pages_montrent_l_heure_de_la_maison_sans_requete_de_plus(connecte, admin):
    client = connecte()
    with CaptureQueriesContext(connection) as requetes:
        client.get(reverse("structure:centres"))
    assert not [q for q in requetes if "fuseau_horaire" in q["sql"]]
    modifier_reglages(par=admin, version=0, donnees={"fuseau_horaire": "Indian/Reunion"})
    with time_machine.travel("2026-11-24 06:00+00:00"):
        modifier_reglages(par=admin, version=1, donnees={"ville": "Saint-Denis"})
        page = client.get(reverse("structure:reglages")).content.decode()
    assert "24/11/2026 à 10:00" in page


def test_l_acte_fait_oublier_le_fuseau_tout_de_suite(admin):
    assert str(fuseau_de_la_maison()) == "Europe/Paris"
    modifier_reglages(par=admin, version=0, donnees={"fuseau_horaire": "Pacific/Tahiti"})
    assert str(fuseau_de_la_maison()) == "Pacific/Tahiti"


@pytest.mark.django_db(transaction=True)
def test_un_autre_processus_relit_quand_le_temoin_bouge(admin, settings, tmp_path):
    settings.DONNEES = tmp_path
    oublier_fuseau()
    assert str(fuseau_de_la_maison()) == "Europe/Paris"
    Reglages.objects.create(pk=1, fuseau_horaire="Indian/Mayotte")
    assert str(fuseau_de_la_maison()) == "Europe/Paris"  # rien ne le lui a dit
    fuseau._toucher_temoin()
    assert str(fuseau_de_la_maison()) == "Indian/Mayotte"


# ── Écran ──


def test_la_page_enregistre_tout_et_le_relit(connecte):
    client = connecte()
    reponse = client.post(reverse("structure:reglages_modifier"), SAISIE)
    assert reponse.status_code == 302, reponse.context["form"].errors
    courants = Reglages.courants()
    assert courants.siret == "73282932000074"
    assert courants.numero_declaration_activite == "53351234535"
    assert courants.site_web == "https://www.exemple.fr"
    assert courants.mois_debut_exercice == 9
    page = client.get(reverse("structure:reglages")).content.decode()
    assert (courants.minutes_avant_signature, courants.jours_apres_signature) == (45, 10)  # EM-07
    for texte in (
        "Cap Exemple",
        "732 829 320 00074",
        "53 35 12345 35",
        "septembre",
        "45\N{NO-BREAK SPACE}min",
        "10 jours",
    ):
        assert texte in page


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("siret", "73282932000075", "n’existe pas"),
        ("siret", "1234", "14 chiffres"),
        ("numero_declaration_activite", "12", "11 chiffres"),
        ("raison_sociale", "Ma structure", "nom de votre organisme"),
        ("raison_sociale", "x" * 5000, "200 caractères"),
        ("format_numero", "{numero.__init__}", "sont remplacés"),
        ("couleur_principale", "url(x)", "Une couleur"),
        ("fuseau_horaire", "Mars/Olympus", "valeurs proposées"),
        ("mois_debut_exercice", "13", "valeurs proposées"),
        ("site_web", "javascript:alert(1)", "adresse du site"),
        ("courriel", "a b@exemple.fr", "adresse complète"),
        ("telephone", "12", "chiffres"),
        ("minutes_avant_signature", "300", "maximum est 240"),
        ("jours_apres_signature", "0", "minimum est 1"),
        ("jours_apres_signature", "une semaine", "nombre entier"),
    ],
)
def test_une_saisie_fausse_est_gardee_avec_sa_phrase(connecte, champ, valeur, phrase):
    reponse = connecte().post(reverse("structure:reglages_modifier"), SAISIE | {champ: valeur})
    assert reponse.status_code == 422
    assert phrase in str(reponse.context["form"].errors[champ])
    assert not Reglages.objects.exists()


def test_l_exception_de_la_poste(connecte):
    reponse = connecte().post(reverse("structure:reglages_modifier"), SAISIE | {"siret": "35600000049837"})
    assert reponse.status_code == 302


def test_un_conflit_montre_les_deux_valeurs(connecte, admin):
    modifier_reglages(par=admin, version=0, donnees={"raison_sociale": "Cap Ancien"})
    modifier_reglages(par=admin, version=1, donnees={"raison_sociale": "Cap Nouveau"})
    reponse = connecte().post(reverse("structure:reglages_modifier"), SAISIE | {"version": "1"})
    assert reponse.status_code == 422
    page = reponse.content.decode()
    assert "Cap Exemple" in page
    assert "Cap Nouveau" in page
    assert 'name="version" value="2"' in page


def test_l_apercu_du_numero_repond_pendant_la_frappe(connecte):
    client = connecte()
    adresse = reverse("structure:apercu_numero")

    def apercu(modele: str) -> str:
        return client.get(adresse, {"format_numero": modele}).content.decode()

    assert f"DOS{timezone.localdate().year}-042" in apercu("DOS{annee}-{numero:03d}")
    assert "une fois" in apercu("{annee}")
    assert "<b>" not in apercu("<b>{annee}-{numero}</b>")


def test_le_logo_se_depose_se_sert_et_se_met_en_cache(connecte, client):
    admin = connecte()
    fichier = SimpleUploadedFile("logo.exe", png().getvalue(), "application/octet-stream")
    assert admin.post(reverse("structure:logo"), {"logo": fichier, "version": "0"}).status_code == 302
    adresse = reverse("structure:image_logo", args=[Logo.objects.get().empreinte])
    assert adresse in admin.get(reverse("structure:reglages")).content.decode()
    client.logout()
    reponse = client.get(adresse)
    assert reponse.headers["Content-Type"] == "image/png"
    assert "immutable" in reponse.headers["Cache-Control"]
    assert client.get(reverse("structure:image_logo", args=["0" * 64])).status_code == 404


def test_un_faux_logo_est_refuse_sous_le_champ(connecte):
    fichier = SimpleUploadedFile("logo.png", b"<svg onload='alert(1)'/>", "image/png")
    reponse = connecte().post(reverse("structure:logo"), {"logo": fichier, "version": "0"})
    assert reponse.status_code == 422
    assert "n’est pas une image" in reponse.content.decode()


def test_la_tva_se_change_dans_un_dialogue(connecte):
    client = connecte()
    adresse = reverse("structure:tva")
    assert "Changer de régime" in client.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert client.post(adresse, {"regime": "franchise", "date_effet": "31/02/2026"}).status_code == 422
    assert client.post(adresse, {"regime": "franchise", "date_effet": "01/01/2026"}).status_code == 302
    assert "293 B" in client.get(reverse("structure:reglages")).content.decode()
    ligne = RegimeTva.objects.get()
    assert client.post(reverse("structure:tva_annuler", args=[ligne.pk])).status_code == 302
    assert "annulé le" in client.get(reverse("structure:reglages")).content.decode()


@pytest.mark.parametrize(
    ("profil", "statut"), [("conseiller", 403), ("consultation", 403), ("administrateur", 200)]
)
def test_les_reglages_ne_s_ouvrent_qu_a_l_administration(connecte, profil, statut):
    client = connecte(profil)
    for nom in ("reglages", "reglages_modifier", "apercu_numero", "tva"):
        assert client.get(reverse(f"structure:{nom}")).status_code == statut, nom
