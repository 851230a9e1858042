"""Les valeurs des listes : ranger, une seule d'office, désactiver plutôt que supprimer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.dossiers.forms.evenement import EvenementForm
from jalon.prestations.models import Motif, Origine, Suivi, TypeDocument, TypeEvenementMaison
from jalon.prestations.operations import (
    basculer_valeur,
    creer_valeur,
    modifier_valeur,
    ranger_valeurs,
    supprimer_valeur,
)
from jalon.prestations.rules import deplacer, ranger
from jalon.prestations.tables import TABLES
from jalon.socle.erreurs import AccesRefuse, Refus
from tests import fabriques

from .versions import piece, publiee

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
SEGMENTS = [table.segment for table in TABLES.values()]


@pytest.fixture
def admin():
    return fabriques.utilisateur("administrateur")


def ordre(modele, **groupe) -> list[str]:
    return [str(v) for v in modele.objects.filter(**groupe).order_by("rang", "pk")]


@pytest.mark.parametrize(
    ("demande", "obtenu"),
    [([3, 1, 2], [3, 1, 2]), ([3], [3, 1, 2]), ([9, 2, 2], [2, 1, 3]), ([], [1, 2, 3])],
)
def test_ranger_ignore_l_inconnu_et_garde_ce_qui_s_est_ajoute(demande, obtenu):
    assert ranger([1, 2, 3], demande) == obtenu


@pytest.mark.parametrize(
    ("cle", "sens", "obtenu"),
    [(2, "haut", [2, 1, 3]), (2, "bas", [1, 3, 2]), (1, "haut", [1, 2, 3]), (9, "bas", [1, 2, 3])],
)
def test_deplacer_d_un_pas(cle, sens, obtenu):
    assert deplacer([1, 2, 3], cle, sens) == obtenu


def test_une_valeur_nouvelle_vient_a_la_fin_de_sa_liste(admin):
    creer_valeur(par=admin, valeur=Motif(type_evenement="reprise"), donnees={"libelle": "Guérison"})
    creer_valeur(par=admin, valeur=Motif(type_evenement="reprise"), donnees={"libelle": "Accord reçu"})
    assert ordre(Motif, type_evenement="reprise") == ["Guérison", "Accord reçu"]


def test_ranger_les_valeurs_s_inscrit_une_fois_et_seulement_si_l_ordre_change(admin):
    cles = list(Origine.objects.order_by("rang").values_list("pk", flat=True))
    ranger_valeurs(par=admin, modele=Origine, cles=cles[::-1])
    assert list(Origine.objects.order_by("rang").values_list("pk", flat=True)) == cles[::-1]
    assert ranger_valeurs(par=admin, modele=Origine, cles=cles[::-1]) == cles[::-1]


def test_un_libelle_deja_la_est_refuse_meme_desactive(admin):
    prise = Suivi.objects.order_by("pk").first()
    basculer_valeur(par=admin, valeur=prise, is_active=False)
    with pytest.raises(Refus, match="déjà dans cette liste .désactivée.") as refus:
        creer_valeur(par=admin, valeur=Suivi(), donnees={"libelle": str(prise).upper().lower()})
    assert refus.value.champ == "libelle"


def test_une_seule_valeur_d_office_et_elle_sert(admin):
    un, deux = Origine.objects.order_by("rang")[:2]
    for origine in (un, deux):
        modifier_valeur(par=admin, valeur=origine, donnees={"is_defaut": True})
    assert list(Origine.objects.filter(is_defaut=True)) == [deux]
    assert fabriques.dossier().origine == deux
    basculer_valeur(par=admin, valeur=deux, is_active=False)
    assert Origine.objects.par_defaut() is None
    assert fabriques.dossier().origine is None


def test_le_motif_d_office_est_deja_choisi_dans_le_dialogue(admin):
    motif = Motif.objects.filter(type_evenement="sortie").order_by("rang").first()
    modifier_valeur(par=admin, valeur=motif, donnees={"is_defaut": True})
    form = EvenementForm(dossier=fabriques.dossier(), type_evenement="sortie")
    assert form.fields["motif"].initial == motif.pk


def test_une_valeur_utilisee_se_desactive_et_ne_se_supprime_pas(admin):
    cv = piece("Une pièce")
    publiee(fabriques.prestation(), pieces={cv: "demarrer"})
    with pytest.raises(Refus, match="pièce exigée.*elle se désactive, elle ne se supprime pas"):
        supprimer_valeur(par=admin, valeur=cv)
    basculer_valeur(par=admin, valeur=cv, is_active=False)
    assert not TypeDocument.objects.get(pk=cv.pk).is_active
    libre = piece("Libre")
    supprimer_valeur(par=admin, valeur=libre)
    assert not TypeDocument.objects.filter(libelle="Libre").exists()


def test_un_type_d_evenement_vaut_pour_toutes_les_prestations_ou_pour_les_siennes(admin):
    bilan, vae = fabriques.prestation("BC24"), fabriques.prestation("VAE24")
    propre = creer_valeur(par=admin, valeur=TypeEvenementMaison(), donnees={"libelle": "Jury"}, prestations=[vae])
    assert propre not in TypeEvenementMaison.objects.de(bilan)
    assert propre in TypeEvenementMaison.objects.de(vae)
    modifier_valeur(par=admin, valeur=propre, donnees={}, prestations=[])
    assert propre in TypeEvenementMaison.objects.de(bilan)


def test_seule_l_administration_ecrit_dans_les_listes():
    par, valeur = fabriques.utilisateur("responsable"), Suivi.objects.order_by("pk").first()
    for acte in (
        lambda: creer_valeur(par=par, valeur=Suivi(), donnees={"libelle": "X"}),
        lambda: modifier_valeur(par=par, valeur=valeur, donnees={}),
        lambda: basculer_valeur(par=par, valeur=valeur, is_active=False),
        lambda: ranger_valeurs(par=par, modele=Suivi, cles=[]),
        lambda: supprimer_valeur(par=par, valeur=valeur),
    ):
        with pytest.raises(AccesRefuse):
            acte()


# ── Écrans ──


@pytest.mark.parametrize("segment", SEGMENTS)
def test_une_liste_coute_autant_pour_trois_valeurs_de_plus(connecte, admin, segment):
    client, table = connecte(), next(t for t in TABLES.values() if t.segment == segment)
    client.get(f"/admin/{segment}/")
    with CaptureQueriesContext(connection) as avant:
        client.get(f"/admin/{segment}/")
    for rang in range(3):
        valeur = table.modele(**table.filtre(table.groupes[0][0]))
        creer_valeur(par=admin, valeur=valeur, donnees={"libelle": f"Valeur {rang}"})
    with CaptureQueriesContext(connection) as apres:
        client.get(f"/admin/{segment}/")
    assert len(apres) == len(avant) <= 9


def test_ranger_sans_script_puis_avec(connecte):
    client = connecte()
    cles = list(Origine.objects.order_by("rang").values_list("pk", flat=True))
    client.post("/admin/origines/ordre/", {"ordre": cles, "deplacer": f"{cles[1]}:haut"})
    attendu = [cles[1], cles[0], *cles[2:]]
    assert list(Origine.objects.order_by("rang").values_list("pk", flat=True)) == attendu
    reponse = client.post("/admin/origines/ordre/", {"ordre": cles}, headers={"HX-Request": "true"})
    assert reponse.status_code == 204
    assert list(Origine.objects.order_by("rang").values_list("pk", flat=True)) == cles


@pytest.mark.parametrize(
    "donnees", [{"ordre": ["x", "99999999999999999999", ""]}, {"deplacer": "x:haut"}, {"deplacer": ":"}, {}]
)
def test_un_ordre_forge_ne_change_rien(connecte, donnees):
    avant = ordre(Origine)
    assert connecte().post("/admin/origines/ordre/", donnees).status_code == 302
    assert ordre(Origine) == avant


def test_un_groupe_inconnu_est_introuvable(connecte):
    client = connecte()
    assert client.get("/admin/motifs/ajouter/?groupe=forge").status_code == 404
    assert client.post("/admin/motifs/ordre/", {"groupe": "forge"}).status_code == 404


def test_ajouter_modifier_desactiver_supprimer_par_l_ecran(connecte):
    client = connecte()
    client.post("/admin/motifs/ajouter/?groupe=reprise", {"libelle": "Guérison", "code": "G", "is_defaut": "on"})
    motif = Motif.objects.get(type_evenement="reprise")
    assert (motif.code, motif.is_defaut) == ("G", True)
    client.post(f"/admin/motifs/{motif.pk}/modifier/", {"libelle": "Rétabli", "code": ""})
    motif.refresh_from_db()
    assert (motif.libelle, motif.is_defaut) == ("Rétabli", False)
    client.post(f"/admin/motifs/{motif.pk}/etat/", {"actif": "non"})
    assert not Motif.objects.get(pk=motif.pk).is_active
    client.post(f"/admin/motifs/{motif.pk}/supprimer/")
    assert not Motif.objects.filter(pk=motif.pk).exists()


@pytest.mark.parametrize(
    ("donnees", "phrase"),
    [
        ({"libelle": ""}, "obligatoire"),
        ({"libelle": "x" * 121}, "120 caractères au plus"),
        ({"libelle": "Prescripteur"}, "déjà dans cette liste"),
    ],
)
def test_une_valeur_refusee_garde_la_saisie(connecte, donnees, phrase):
    reponse = connecte().post("/admin/origines/ajouter/", {"code": "GARDÉ", **donnees})
    assert reponse.status_code == 422
    page = reponse.content.decode()
    assert phrase in page
    assert "GARDÉ" in page
