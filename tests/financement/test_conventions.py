"""Les conventions : ce qu'un acte refuse, ce qui reste, ce qui convient à un dossier (B1 à B4)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.financement.models import Convention, Financement
from jalon.financement.operations import creer_convention, modifier_convention
from jalon.financement.propositions import AUTRES, SUGGEREES, conventions
from jalon.financement.queries import Besoin, financements_visibles, reste_de, with_engagement
from jalon.financement.rules import reste_apres
from jalon.financement.sources import chercher_conventions
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
JOUR = date(2026, 11, 24)


@pytest.fixture
def gestionnaire():
    return fabriques.utilisateur("gestionnaire")


def lier(dossier, convention, **champs) -> Financement:
    return Financement.objects.create(dossier=dossier, convention=convention, **champs)


def lue(convention, **options) -> Convention:
    return with_engagement(Convention.objects.all(), **options).get(pk=convention.pk)


# ── Actes ──


def test_creer_une_convention_dit_au_journal_ce_qu_elle_couvre(gestionnaire):  # B2
    bilan = fabriques.prestation(libelle="Bilan")
    donnees = {"reference": "CONV-1", "intitule": "Bilans", "montant": Decimal("1234.56")}
    creee = creer_convention(par=gestionnaire, donnees=donnees, prestations=[bilan])
    changements = {c["champ"]: c["apres"] for c in Entree.objects.du_sujet(creee).get().changements}
    assert changements["montant"] == "1\u00a0234,56\u00a0€"
    assert changements["prestations"] == "Bilan"


def test_la_consultation_ne_cree_pas_de_convention():
    with pytest.raises(AccesRefuse):
        creer_convention(par=fabriques.utilisateur("consultation"), donnees={"reference": "X", "intitule": "X"})


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"reference": "conv-prise"}, "reference", "La convention « Essai » porte déjà cette référence."),
        ({"date_debut": date(2026, 6, 1), "date_fin": date(2026, 5, 31)}, "date_fin", "précède le début"),
        ({"tarif_horaire": Decimal(75), "forfait": Decimal(1800)}, "forfait", "s’excluent"),
        ({"tarification": "forfait", "tarif_horaire": Decimal(75)}, "tarif_horaire", "Au forfait"),
    ],
)
def test_une_convention_qui_se_contredit_est_refusee(gestionnaire, champs, champ, phrase):
    fabriques.convention("CONV-PRISE")
    with pytest.raises(Refus, match=phrase) as refus:
        creer_convention(par=gestionnaire, donnees={"reference": "CONV-2", "intitule": "Deux", **champs})
    assert refus.value.champ == champ
    assert Convention.objects.count() == 1


def test_une_periode_d_un_seul_jour_est_permise(gestionnaire):
    donnees = {"reference": "C", "intitule": "C", "date_debut": JOUR, "date_fin": JOUR}
    assert creer_convention(par=gestionnaire, donnees=donnees).pk


def test_un_conflit_n_ecrit_rien_pas_meme_les_prestations(gestionnaire):
    convention, prestation = fabriques.convention(), fabriques.prestation()
    modifier_convention(
        par=gestionnaire, convention=convention, version=1, donnees={"intitule": "Un"}, prestations=[]
    )
    relue = Convention.objects.get(pk=convention.pk)
    with pytest.raises(Conflit):
        modifier_convention(
            par=gestionnaire, convention=relue, version=1, donnees={"intitule": "Deux"}, prestations=[prestation]
        )
    relue = Convention.objects.get(pk=convention.pk)
    assert (relue.intitule, relue.prestations.count()) == ("Un", 0)


# ── Ce qui reste ──


@pytest.mark.parametrize(
    ("plafond", "engage", "reste"),
    [(None, 60, None), (600, None, 600), (600, 60, 540), (600, 660, -60), (0, 0, 0)],
)
def test_le_reste_est_le_plafond_moins_l_engage(plafond, engage, reste):
    assert reste_apres(plafond, engage) == reste


def test_le_reste_tient_compte_de_chaque_dossier_meme_hors_de_mon_perimetre():
    convention = fabriques.convention(minutes_financees=6000, montant=Decimal("1000.00"))
    for montant in (Decimal("100.10"), Decimal("200.20")):
        lier(fabriques.dossier(), convention, minutes_financees=60, montant_total=montant)
    convention = lue(convention)
    assert convention.nombre_dossiers == 2
    assert reste_de(convention).minutes == 5880
    assert reste_de(convention).montant == Decimal("699.70")
    assert not reste_de(convention).is_depasse


def test_engager_plus_que_la_convention_se_voit():
    convention = fabriques.convention(minutes_financees=60)
    lier(fabriques.dossier(), convention, minutes_financees=90)
    assert reste_de(lue(convention)).is_depasse


def test_la_part_du_dossier_qui_regarde_ne_compte_pas():
    convention, dossier = fabriques.convention(minutes_financees=600), fabriques.dossier()
    lier(dossier, convention, minutes_financees=60)
    assert reste_de(lue(convention, sauf=dossier)).minutes == 600


def test_les_dossiers_hors_perimetre_se_comptent_sans_se_montrer(gestionnaire):
    convention = fabriques.convention()
    mien = fabriques.dossier(gestionnaire)
    lier(mien, convention)
    lier(fabriques.dossier(), convention)
    assert [f.dossier for f in financements_visibles(convention, gestionnaire)] == [mien]
    assert lue(convention).nombre_dossiers == 2


# ── Ce qui convient à un dossier (B1) ──


def besoin(dossier, financeur=None) -> Besoin:
    return Besoin(dossier.prestation_id, financeur, dossier.date_entree or JOUR, dossier)


def proposees(utilisateur, attendu: Besoin | None = None, q="") -> dict[str, tuple[str, str]]:
    """Par référence : le groupe, puis financeur, raisons (✓ ou ⚠) et ce qui reste."""
    lignes, _ = conventions(q, utilisateur=utilisateur, besoin=attendu)
    signes = {"vert": "✓", "ambre": "⚠"}
    return {
        ligne.text.split(" · ")[0]: (
            ligne.groupe,
            " · ".join([ligne.detail, *(f"{signes[ton]} {mots}" for ton, mots in ligne.marques), *ligne.cote]),
        )
        for ligne in lignes
    }


def test_prestation_financeur_et_periode_font_une_suggestion(gestionnaire):
    bilan, vae = fabriques.prestation(libelle="Bilan"), fabriques.prestation(libelle="VAE")
    opco, region = fabriques.societe("OPCO Horizon"), fabriques.societe("Région")
    dossier = fabriques.dossier(gestionnaire, prestation=bilan)
    fabriques.convention("D-OUVERTE", minutes_financees=600)
    fabriques.convention("A-PREST", prestations=(vae,), financeur_societe=opco)
    fabriques.convention("B-FIN", financeur_societe=region)
    fabriques.convention("C-PERIODE", financeur_societe=opco, date_fin=date(2025, 12, 31))
    fabriques.convention("E-JUSTE", prestations=(bilan, vae), financeur_societe=opco, date_fin=date(2026, 12, 31))
    fabriques.convention("0-BROUILLON", etat="brouillon", financeur_societe=opco)
    rangees = proposees(gestionnaire, besoin(dossier, opco))
    assert list(rangees) == ["D-OUVERTE", "E-JUSTE", "A-PREST", "B-FIN", "C-PERIODE", "0-BROUILLON"]
    oui = {"p": "✓ prestation", "f": "✓ financeur", "j": "✓ période"}
    juste = f"OPCO Horizon · {oui['p']} · {oui['f']} · {oui['j']}, jusqu’au 31/12/2026"
    assert rangees["E-JUSTE"] == (SUGGEREES, juste)
    assert rangees["D-OUVERTE"] == (SUGGEREES, f" · {oui['p']} · {oui['f']} · {oui['j']} · reste 10\u00a0h")
    assert rangees["A-PREST"] == (AUTRES, f"OPCO Horizon · ⚠ autre prestation · {oui['f']} · {oui['j']}")
    assert rangees["B-FIN"] == (AUTRES, f"Région · ⚠ autre financeur · {oui['p']} · {oui['j']}")
    finie = f"OPCO Horizon · ⚠ période finie le 31/12/2025 · {oui['p']} · {oui['f']}"
    assert rangees["C-PERIODE"] == (AUTRES, finie)
    assert rangees["0-BROUILLON"][1].startswith("OPCO Horizon · ⚠ brouillon, à activer d’abord")


def test_un_particulier_peut_etre_le_financeur(gestionnaire):
    claire = fabriques.personne("Martin", "Claire")
    dossier = fabriques.dossier(gestionnaire)
    fabriques.convention("ELLE", financeur_personne=claire)
    fabriques.convention("AUTRE", financeur_societe=fabriques.societe())
    rangees = proposees(gestionnaire, besoin(dossier, claire))
    assert [rangees[nom][0] for nom in ("ELLE", "AUTRE")] == [SUGGEREES, AUTRES]


def test_sans_dossier_les_actives_viennent_d_abord(gestionnaire):
    fabriques.convention("A-CLOSE", etat="close")
    fabriques.convention("B-ACTIVE")
    assert list(proposees(gestionnaire)) == ["B-ACTIVE", "A-CLOSE"]


@pytest.mark.parametrize("saisie", ["conv", "horiz", "bilans", "2026 031"])
def test_on_cherche_par_reference_intitule_et_financeur(gestionnaire, saisie):
    opco = fabriques.societe("OPCO Horizon")
    fabriques.convention("CONV-2026-031", intitule="Bilans salariés", financeur_societe=opco)
    fabriques.convention("X-9", intitule="Autre")
    assert list(proposees(gestionnaire, q=saisie)) == ["CONV-2026-031"]


def test_les_propositions_coutent_autant_pour_une_que_pour_trois(gestionnaire):
    dossier = fabriques.dossier(gestionnaire)
    fabriques.convention(financeur_societe=fabriques.societe())
    with CaptureQueriesContext(connection) as une:
        proposees(gestionnaire, besoin(dossier))
    for _ in range(2):
        lier(fabriques.dossier(), fabriques.convention(financeur_societe=fabriques.societe()), minutes_financees=9)
    with CaptureQueriesContext(connection) as trois:
        proposees(gestionnaire, besoin(dossier))
    assert len(trois) == len(une) <= 3


# ── Recherche globale ──


def test_la_recherche_globale_trouve_une_convention_et_met_la_reference_exacte_en_tete(gestionnaire):
    fabriques.convention("CONV-1", financeur_societe=fabriques.societe("OPCO Horizon"))
    fabriques.convention("CONV-12")
    trouves = {r.titre: (r.detail, r.exact) for r in chercher_conventions("conv-1", gestionnaire, 5)}
    assert trouves == {"CONV-1 · Essai": ("OPCO Horizon · active", True), "CONV-12 · Essai": ("active", False)}


def test_la_recherche_globale_tait_les_conventions_a_qui_ne_lit_pas_le_financement():
    profil = fabriques.profil("conseiller")
    profil.droits = ["dossiers.lecture"]
    profil.save()
    fabriques.convention("CONV-1")
    assert chercher_conventions("conv", fabriques.utilisateur("conseiller"), 5) == []
