"""Les doublons : ce qui fait une paire, ce qu'on en voit hors de son périmètre, ce qu'on en décide."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.annuaire.doublons import operations
from jalon.annuaire.doublons.operations import ecarter_doublon, recalculer_doublons, retablir_doublon
from jalon.annuaire.doublons.queries import BLOC_MAX, compter_doublons
from jalon.annuaire.doublons.rules import (
    cle_identite,
    cles_personne,
    enseigne,
    rapprocher_personnes,
    rapprocher_societes,
)
from jalon.annuaire.models import DoublonPersonne, DoublonSociete, Personne, Societe
from jalon.annuaire.operations import archiver_fiche, modifier_personne, supprimer_fiche
from jalon.annuaire.rules import Identite
from jalon.journal.models import Entree
from jalon.socle.annonces import annonces_groupees
from jalon.socle.erreurs import AccesRefuse
from tests import fabriques

from .conftest import OCTETS_SECRETS, page, secrets_dans

deux_moteurs = pytest.mark.deux_moteurs
LISTE, SOCIETES = "/annuaire/doublons/", "/annuaire/doublons/societes/"
NAISSANCE, TELEPHONE = date(1984, 5, 3), "+33199004512"


def qui(nom="Martin", prenom="Claire", naissance=None, courriel="", telephone="") -> Identite:
    return Identite(nom, prenom, naissance, courriel, frozenset({telephone} - {""}))


# ── Règles ──


@pytest.mark.parametrize(
    ("nom", "prenom"),
    [("martin", "CLAIRE"), ("Claire", "Martin"), ("  Mârtin ", "claire"), ("Martin-Claire", "")],
)
def test_la_cle_ne_tient_ni_a_l_ordre_ni_aux_accents(nom, prenom):
    assert cle_identite(nom, prenom) == "claire martin"


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘"])
def test_trois_apostrophes_font_la_meme_cle(apostrophe):
    assert cle_identite(f"N{apostrophe}Diaye", "Œuvré") == cle_identite("n diaye", "oeuvre")


@pytest.mark.parametrize(
    ("une", "autre", "probable", "motifs"),
    [
        (qui(), qui("claire", "MARTIN"), True, ("même nom",)),
        (qui(naissance=NAISSANCE), qui(naissance=NAISSANCE), True, ("même nom", "même date de naissance")),
        (qui(naissance=NAISSANCE), qui(), True, ("même nom",)),
        (qui(courriel="a@b.fr"), qui("Autre", "Nom", courriel="A@b.fr"), True, ("même courriel",)),
        (qui(telephone=TELEPHONE), qui("Martin", "Paul", telephone=TELEPHONE), False, ("même téléphone",)),
        (
            qui(naissance=NAISSANCE, telephone=TELEPHONE),
            qui("Martine", "Claire", NAISSANCE, telephone=TELEPHONE),
            True,
            ("même date de naissance", "même téléphone"),
        ),
        (qui("A", "B"), qui("B", "A"), True, ("même nom",)),
        (qui(), qui("Martin", "Clara"), False, ()),
    ],
)
def test_ce_qui_rapproche_deux_personnes(une, autre, probable, motifs):
    trait = rapprocher_personnes(une, autre)
    assert (trait.is_probable, trait.motifs) == (probable, motifs)
    assert not probable or cles_personne(une) & cles_personne(autre)


def test_deux_homonymes_nes_un_autre_jour_ne_sont_pas_une_paire():
    ailleurs = qui(naissance=date(1990, 1, 1))
    assert not rapprocher_personnes(qui(naissance=NAISSANCE), ailleurs).is_probable


def test_hors_du_perimetre_seuls_le_nom_et_l_annee_comptent():
    trait = rapprocher_personnes(qui(naissance=NAISSANCE), qui(naissance=date(1984, 12, 31)))
    assert trait.motifs_publics == ("même nom", "même année de naissance")
    assert trait.score_public == 65
    autre_nom = rapprocher_personnes(qui(courriel="a@b.fr"), qui("Autre", "Nom", courriel="a@b.fr"))
    assert (autre_nom.score_public, autre_nom.motifs_publics) == (0, ())


@pytest.mark.parametrize(
    ("une", "autre", "probable"),
    [
        (enseigne(["Ateliers Duval SAS"]), enseigne(["ateliers duval, S.A.R.L."]), True),
        (enseigne(["France Travail"]), enseigne(["Autre", "Pôle emploi", "france travail"]), True),
        (enseigne(["A1"], "73282932000074"), enseigne(["B2"], "73282932000074"), True),
        (enseigne(["A1"], "73282932000074"), enseigne(["B2"], "", "732829320"), True),
        (enseigne(["Duval"], "73282932000074"), enseigne(["Duval"], "73282932000082"), False),
        (enseigne(["Duval"], "", "732829320"), enseigne(["Duval"], "", "303265045"), False),
        (enseigne(["Duval"]), enseigne(["Durand"]), False),
    ],
)
def test_ce_qui_rapproche_deux_societes(une, autre, probable):
    assert rapprocher_societes(une, autre).is_probable is probable
    assert rapprocher_societes(autre, une).is_probable is probable


# ── Les paires se tiennent à jour ──


@pytest.mark.django_db
@deux_moteurs
def test_une_paire_nait_change_et_disparait_avec_les_fiches():
    paul = fabriques.utilisateur()
    une = fabriques.personne("Martin", "Claire")
    autre = fabriques.personne("CLAIRE", "martin", courriel="claire@example.org")
    paire = DoublonPersonne.objects.get()
    assert (paire.premiere, paire.seconde, paire.motifs) == (une, autre, "même nom")
    modifier_personne(par=paul, personne=une, version=1, donnees={"courriel": "Claire@example.org"})
    paire.refresh_from_db()
    assert paire.motifs == "même nom, même courriel"
    modifier_personne(par=paul, personne=une, version=2, donnees={"courriel": "", "nom": "Durand"})
    assert not DoublonPersonne.objects.exists()


@pytest.mark.django_db
@deux_moteurs
def test_le_recalcul_trouve_ce_que_les_actes_ont_trouve():
    for rang in range(3):
        fabriques.personne("N’Diaye", "Awa", courriel=f"awa{rang % 2}@example.org")
        fabriques.personne(f"Autre{rang}", "Nom", courriel="accueil@example.org")
        fabriques.personne(f"Foyer{rang}", "Nom", telephone_mobile=TELEPHONE, date_naissance=NAISSANCE)
    fabriques.societe("France Travail", anciens_noms="Pôle emploi, ANPE")
    fabriques.societe("Pole Emploi")
    fabriques.societe("Anpe SA", siret="73282932000074")
    fabriques.societe("Sans rapport", siren="732829320")
    paires = etat()
    assert len(paires) == 3 + 3 + 3 + 3
    DoublonPersonne.objects.all().delete()
    DoublonSociete.objects.all().delete()
    assert recalculer_doublons() == len(paires)
    assert etat() == paires
    with CaptureQueriesContext(connection) as requetes:
        recalculer_doublons()
    assert not [r for r in requetes if r["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db
@pytest.mark.parametrize("seuil", [2, 100])
def test_creees_ensemble_des_fiches_ont_les_paires_qu_elles_auraient_une_par_une(monkeypatch, seuil):
    monkeypatch.setattr(operations, "EN_UNE_PASSE", seuil)
    with annonces_groupees():
        for nom in ("Martin", "MARTIN", "Durand"):
            fabriques.personne(nom, "Claire")
        assert not DoublonPersonne.objects.exists()
    assert DoublonPersonne.objects.get().motifs == "même nom"


def etat() -> list[tuple]:
    return [
        *DoublonPersonne.objects.order_by("premiere", "seconde").values_list("premiere", "seconde", "motifs"),
        *DoublonSociete.objects.order_by("premiere", "seconde").values_list("premiere", "seconde", "motifs"),
    ]


@pytest.mark.django_db
def test_la_nuit_repare_les_paires(capsys):
    """Deux personnes créent la même fiche au même instant : aucune n'a vu l'autre, la nuit les trouve."""
    for _ in range(2):
        fabriques.personne("Martin", "Claire")
    DoublonPersonne.objects.all().delete()
    call_command("tache_nocturne")
    assert DoublonPersonne.objects.count() == 1
    assert "1 paire(s)" in capsys.readouterr().out


@pytest.mark.django_db
def test_un_courriel_de_standard_ne_fait_pas_de_produit_cartesien():
    paul = fabriques.utilisateur("administrateur")
    fiches = [Personne(nom=f"Nom{rang}", prenom="A", courriel="accueil@example.org") for rang in range(40)]
    for fiche in fiches:
        fiche.preparer()
    Personne.objects.bulk_create(fiches)
    assert recalculer_doublons() <= 40 * BLOC_MAX
    with CaptureQueriesContext(connection) as requetes:
        fabriques.personne("Dernier", "Venu", courriel="accueil@example.org")
    assert len(requetes) < 40
    assert compter_doublons(Personne, paul) == 99


@pytest.mark.django_db
@deux_moteurs
def test_chaque_piste_suit_un_index():
    """À cent mille personnes, une fiche se compare par ses clés, jamais à toutes."""
    from jalon.annuaire.doublons.queries import SORTES

    claire = fabriques.personne("Martin", "Claire", courriel="c@example.org", telephone_mobile=TELEPHONE,
                                date_naissance=NAISSANCE)  # fmt: skip
    duval = fabriques.societe("Ateliers Duval", siret="73282932000074")
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SET LOCAL enable_seqscan = off")
    for fiche in (claire, duval):
        for piste in SORTES[type(fiche)].pistes(fiche):
            plan = piste.order_by().explain()
            seule = plan.replace("SCAN annuaire_societe_fts VIRTUAL TABLE", "")
            assert "SCAN annuaire" not in seule, plan
            assert "Seq Scan" not in plan, plan


# ── Décider ──


@pytest.fixture
def paire(db) -> SimpleNamespace:
    une, autre = fabriques.personne("Martin", "Claire"), fabriques.personne("Martin", "Claire", ville="Rennes")
    return SimpleNamespace(
        une=une,
        autre=autre,
        doublon=DoublonPersonne.objects.get(),
        paul=fabriques.utilisateur("conseiller", nom="Henry"),
    )


@pytest.mark.django_db
def test_ecarter_se_retient_et_s_annule(paire):
    ecarter_doublon(par=paire.paul, doublon=paire.doublon)
    ecarter_doublon(par=fabriques.utilisateur(), doublon=paire.doublon)
    paire.doublon.refresh_from_db()
    assert paire.doublon.ecartee_par == paire.paul
    assert [e.libelle for e in Entree.objects.filter(acte="doublon_ecarte")] == ["Doublon écarté"] * 2
    assert compter_doublons(Personne, paire.paul) == 0
    # Ni un changement ni la nuit ne la ramènent
    modifier_personne(par=paire.paul, personne=paire.une, version=1, donnees={"nom": "Durand"})
    modifier_personne(par=paire.paul, personne=paire.une, version=2, donnees={"nom": "Martin"})
    recalculer_doublons()
    assert compter_doublons(Personne, paire.paul) == 0
    paire.doublon.refresh_from_db()
    retablir_doublon(par=paire.paul, doublon=paire.doublon)
    retablir_doublon(par=paire.paul, doublon=paire.doublon)
    assert compter_doublons(Personne, paire.paul) == 1
    assert Entree.objects.filter(acte="doublon_retabli").count() == 2


@pytest.mark.django_db
def test_decider_demande_le_droit_d_ecrire(paire):
    lecteur = fabriques.utilisateur("consultation")
    for acte in (ecarter_doublon, retablir_doublon):
        with pytest.raises(AccesRefuse):
            acte(par=lecteur, doublon=paire.doublon)


@pytest.mark.django_db
def test_archiver_ou_supprimer_l_une_regle_la_paire(paire):
    archiver_fiche(par=paire.paul, fiche=paire.une)
    assert compter_doublons(Personne, paire.paul) == 0
    supprimer_fiche(par=paire.paul, fiche=paire.autre)
    assert not DoublonPersonne.objects.exists()


# ── Écrans ──


def test_la_liste_dit_pourquoi_et_mene_a_la_comparaison(connecte, paire):
    client = connecte(paire.paul)
    texte = page(client.get(LISTE))
    assert "1 paire" in texte
    assert "même nom" in texte
    assert f"{LISTE}personnes/{paire.doublon.pk}/" in texte
    assert "1 paire" in page(client.get(f"{LISTE}?q=mart"))
    assert "Aucune paire ne correspond" in page(client.get(f"{LISTE}?q=zz"))
    assert "1 paire" not in page(client.get(f"{LISTE}?q=z"))
    comparaison = page(client.get(f"{LISTE}personnes/{paire.doublon.pk}/"))
    assert "Sont-ce deux fois la même personne" in comparaison
    assert "Rennes" in comparaison


def test_les_listes_de_l_annuaire_menent_aux_doublons_avec_leur_compte(connecte, paire):
    client = connecte(paire.paul)
    for liste, doublons in (("/annuaire/personnes/", LISTE), ("/annuaire/societes/", SOCIETES)):
        texte = page(client.get(liste))
        assert f'href="{doublons}"' in texte
        assert ("j-nombre" in texte.split(f'href="{doublons}"')[1][:120]) is (doublons == LISTE)


def test_ecarter_puis_revenir_a_l_ecran(connecte, paire):
    client, adresse = connecte(paire.paul), f"{LISTE}personnes/{paire.doublon.pk}/"
    assert "ne se proposeront plus ensemble" in page(client.post(f"{adresse}ecarter/", follow=True))
    assert "Aucun doublon probable" in page(client.get(LISTE))
    ecartes = page(client.get(f"{LISTE}ecartes/"))
    assert "1 paire" in ecartes
    assert str(paire.paul) in ecartes
    assert "Écartée par" in page(client.get(adresse))
    assert "se propose de nouveau" in page(client.post(f"{adresse}retablir/", follow=True))
    assert "1 paire" in page(client.get(LISTE))


def test_ce_qu_on_a_ecarte_ne_revient_pas_pendant_la_saisie(connecte, paire):
    client, saisie = connecte(paire.paul), {"nom": "Martin", "prenom": "Claire"}
    adresse = f"/annuaire/personnes/doublons/?sauf={paire.une.pk}"
    assert "MARTIN Claire" in page(client.post(adresse, saisie))
    ecarter_doublon(par=paire.paul, doublon=paire.doublon)
    assert page(client.post(adresse, saisie)).strip() == ""
    assert "MARTIN Claire" in page(client.post("/annuaire/personnes/doublons/", saisie))


def test_deux_personnes_creent_la_meme_societe_en_meme_temps(connecte):
    """Jamais bloquant : les deux fiches existent, et la paire se propose aussitôt."""
    client, saisie = connecte(), {"version": "0", "raison_sociale": "Duval", "siret": "732 829 320 00074"}
    for _ in range(2):
        assert client.post("/annuaire/societes/nouvelle/", saisie).status_code == 302
    assert Societe.objects.filter(siret="73282932000074").count() == 2
    assert "même SIRET, même nom" in page(client.get(SOCIETES))


def test_archiver_l_une_a_l_ecran(connecte, paire):
    client, adresse = connecte(paire.paul), f"{LISTE}personnes/{paire.doublon.pk}/archiver/"
    for absente in ({"fiche": 999_999}, {}, {"fiche": "x" * 500}):
        assert "Choisissez la fiche à archiver." in page(client.post(adresse, absente, follow=True))
    assert Personne.objects.actives().count() == 2
    assert "est archivée" in page(client.post(adresse, {"fiche": paire.autre.pk}, follow=True))
    paire.autre.refresh_from_db()
    assert paire.autre.archivee_at
    assert "cette paire est réglée" in page(client.get(f"{LISTE}personnes/{paire.doublon.pk}/"))


def test_plusieurs_paires_s_ecartent_d_un_coup(connecte, paire):
    fabriques.personne("Martin", "Claire")
    client = connecte(paire.paul)
    choix = list(DoublonPersonne.objects.values_list("pk", flat=True))
    assert len(choix) == 3
    lot = {"choix": choix, "nombre": 3, "retour": LISTE}
    client.post("/listes/doublons_personnes/lots/ecarter/", lot)
    assert DoublonPersonne.objects.ecartees().count() == 3
    client.post("/listes/doublons_personnes_ecartes/lots/retablir/", {**lot, "choix": choix[:1], "nombre": 1})
    assert DoublonPersonne.objects.ecartees().count() == 2


def test_les_societes_ont_leurs_doublons(connecte):
    fabriques.societe("Ateliers Duval SAS", siret="73282932000074", ville="Rennes")
    fabriques.societe("Ateliers Duval", ville="Bruz")
    doublon, client = DoublonSociete.objects.get(), connecte()
    assert "même nom" in page(client.get(SOCIETES))
    adresse = f"{SOCIETES}{doublon.pk}/"
    assert "732\u00a0829\u00a0320\u00a000074" in page(client.get(adresse))
    client.post(f"{adresse}ecarter/")
    assert "1 paire" in page(client.get(f"{SOCIETES}ecartes/"))
    client.post(f"{adresse}retablir/")
    client.post(f"{adresse}archiver/", {"fiche": doublon.seconde_id})
    assert Societe.objects.actives().count() == 1


def test_sans_le_droit_d_ecrire_on_regarde_seulement(connecte, paire):
    client, adresse = connecte("consultation"), f"{LISTE}personnes/{paire.doublon.pk}/"
    texte = page(client.get(adresse))
    assert "Ce ne sont pas des doublons" not in texte
    assert "Archiver" not in texte
    for acte in ("ecarter", "retablir", "archiver"):
        assert client.post(f"{adresse}{acte}/").status_code == 403


def test_une_paire_absente_est_introuvable(connecte):
    client = connecte()
    assert client.get(f"{LISTE}personnes/999999/").status_code == 404
    assert client.post(f"{SOCIETES}999999/ecarter/").status_code == 404


def test_trois_paires_ne_coutent_pas_plus_qu_une(connecte, paire):
    client = connecte(paire.paul)

    def compter() -> int:
        client.get(LISTE)
        with CaptureQueriesContext(connection) as captees:
            client.get(LISTE)
        return len(captees)

    une = compter()
    fabriques.personne("Martin", "Claire")
    assert DoublonPersonne.objects.count() == 3
    assert compter() == une


# ── Hors du périmètre (domaine, « Annuaire ») ──


def test_d_une_personne_suivie_ailleurs_on_voit_nom_centre_annee_et_rien_d_autre(connecte, deux_equipes):
    jumelle = fabriques.personne("Moreau", "Jade", courriel="secret@example.org", date_naissance=date(1984, 5, 3))
    doublon = DoublonPersonne.objects.get(premiere=deux_equipes.jade)
    client = connecte(deux_equipes.paul)
    for adresse in (LISTE, f"{LISTE}personnes/{doublon.pk}/"):
        texte = page(client.get(adresse))
        jumelee = texte.replace("secret@example.org", "", 1).replace("03/05/1984", "", 1)
        assert "1984" in jumelee
        assert "Nantes" in jumelee
        assert "même nom, même année de naissance" in jumelee
        for secret in (*OCTETS_SECRETS, "Duval", "même courriel", "même date"):
            assert secret not in jumelee, secret
    texte = page(client.get(f"{LISTE}personnes/{doublon.pk}/"))
    assert "hors de votre périmètre" in texte
    assert f'value="{deux_equipes.jade.pk}"' not in texte
    assert f'value="{jumelle.pk}"' in texte
    assert (
        client.post(f"{LISTE}personnes/{doublon.pk}/archiver/", {"fiche": deux_equipes.jade.pk}).status_code == 403
    )


def test_un_courriel_commun_ne_dit_pas_a_qui_il_est(connecte, deux_equipes):
    """Deux noms différents : la paire n'existe que par le courriel, elle ne se montre qu'à qui voit les deux."""
    fabriques.personne("Autre", "Nom", courriel="secret@example.org")
    doublon = DoublonPersonne.objects.get(premiere=deux_equipes.jade)
    client = connecte(deux_equipes.paul)
    reponse = client.get(LISTE)
    assert "Aucun doublon probable" in page(reponse)
    assert not secrets_dans(reponse)
    assert client.get(f"{LISTE}personnes/{doublon.pk}/").status_code == 404
    assert client.post(f"{LISTE}personnes/{doublon.pk}/ecarter/").status_code == 404
    assert compter_doublons(Personne, deux_equipes.paul) == 0
    assert compter_doublons(Personne, deux_equipes.ines) == 1


def test_le_jour_de_naissance_ne_se_devine_pas(connecte, deux_equipes):
    """Même année, autre jour : la paire ne se montre qu'à qui ne voit pas le jour."""
    fabriques.personne("Moreau", "Jade", date_naissance=date(1984, 12, 31))
    assert compter_doublons(Personne, deux_equipes.paul) == 1
    assert compter_doublons(Personne, deux_equipes.ines) == 0
