"""Actes du financement : la part d'un dossier, et les conventions (B1 à B11)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jalon.dossiers.operations.commun import ConflitBloc
from jalon.financement.enums import Accord, Dispositif, ModePart
from jalon.financement.models import Convention, Financement
from jalon.financement.operations import (
    LignePart,
    RefusPart,
    clore_convention,
    creer_convention,
    modifier_convention,
    modifier_financement,
)
from jalon.journal.models import Entree
from jalon.prestations.enums import Tarification
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import convention, dossier, personne, prestation, societe, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]

D = Decimal
DEBUT, FIN = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def ouvert():
    return dossier()


@pytest.fixture
def opco():
    return societe("OPCO Horizon", "financeur")


@pytest.fixture
def sophie():
    return utilisateur("gestionnaire", prenom="Sophie", nom="Leroux")


def financer(ouvert, par, *, version=0, financeur=None, parts=(), **donnees) -> Financement:
    return modifier_financement(
        par=par, dossier=ouvert, version=version, financeur=financeur, donnees=donnees, parts=parts
    )


def part(financeur, mode, valeur, **plus) -> LignePart:
    return LignePart(financeur, mode, D(valeur), **plus)


def derniere(ouvert) -> Entree:
    return Entree.objects.du_sujet(ouvert).first()


# ── Répartition (B5, B7, B8) ──


def test_le_principal_porte_ce_que_les_autres_ne_portent_pas(ouvert, sophie, opco):  # B8
    region, claire = societe("Région Armorique"), ouvert.beneficiaire
    financement = financer(
        ouvert, sophie, financeur=opco, montant_total=D("1800.00"),
        parts=[part(region, ModePart.POURCENT, "33.33"), part(claire, ModePart.EUROS, "150.00")],
    )  # fmt: skip
    financement.refresh_from_db()
    assert (financement.montant_cofinance, financement.montant_principal) == (D("749.94"), D("1050.06"))
    assert [(p.financeur, p.montant) for p in financement.parts.all()] == [
        (region, D("599.94")),
        (claire, D("150.00")),
    ]


def test_un_particulier_peut_financer_seul(ouvert, sophie):  # B5
    financement = financer(ouvert, sophie, financeur=ouvert.beneficiaire, montant_total=D("1350.00"))
    assert (financement.financeur, financement.montant_principal) == (ouvert.beneficiaire, D("1350.00"))


def test_le_total_change_les_pourcentages_suivent_les_euros_restent(ouvert, sophie):
    parts = [part(societe(), ModePart.POURCENT, "20"), part(societe(), ModePart.EUROS, "100.00")]
    financer(ouvert, sophie, montant_total=D("1000.00"), parts=parts)
    financement = financer(ouvert, sophie, version=1, montant_total=D("2000.00"), parts=parts)
    assert [p.montant for p in financement.parts.all()] == [D("400.00"), D("100.00")]


def test_sans_total_la_part_en_euros_est_gardee_celle_en_pourcentage_attend(ouvert, sophie):
    parts = [part(societe(), ModePart.POURCENT, "20"), part(societe(), ModePart.EUROS, "100.00")]
    financement = financer(ouvert, sophie, parts=parts)
    assert [p.montant for p in financement.parts.all()] == [None, D("100.00")]
    assert (financement.montant_cofinance, financement.montant_principal) == (D("100.00"), None)


def test_des_parts_au_dessus_du_total_sont_refusees_et_rien_n_est_enregistre(ouvert, sophie):  # B8
    with pytest.raises(RefusPart, match="dépassent le montant total de 50,00\u00a0€"):
        financer(ouvert, sophie, montant_total=D("100.00"), parts=[part(societe(), ModePart.EUROS, "150.00")])
    assert not Financement.objects.exists()


def test_un_co_financeur_deja_principal_est_refuse_a_sa_ligne(ouvert, sophie, opco):
    with pytest.raises(RefusPart) as refus:
        financer(ouvert, sophie, financeur=opco, parts=[part(opco, ModePart.POURCENT, "20")])
    assert refus.value.rang == 0


def test_la_base_refuse_ce_que_l_acte_n_aurait_pas_vu(ouvert, sophie):
    financer(ouvert, sophie, montant_total=D("100.00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Financement.objects.update(montant_cofinance=D("100.01"))


def test_enregistrer_deux_fois_les_memes_parts_ne_change_rien(ouvert, sophie, opco):
    parts = [part(opco, ModePart.POURCENT, "33.33", dispositif=Dispositif.OPCO)]
    financer(ouvert, sophie, montant_total=D("100.00"), parts=parts)
    avant = list(Financement.objects.get().parts.values())
    combien = Entree.objects.count()
    financer(ouvert, sophie, version=1, montant_total=D("100.00"), parts=parts)
    assert list(Financement.objects.get().parts.values()) == avant
    assert Entree.objects.count() == combien


# ── Journal ──


def test_le_journal_dit_chaque_champ_et_la_repartition(ouvert, sophie, opco):
    financer(
        ouvert, sophie, financeur=opco, montant_total=D("1800.00"), minutes_financees=1470,
        parts=[part(societe("Région"), ModePart.POURCENT, "20", dispositif=Dispositif.FSE, reference="R-7")],
    )  # fmt: skip
    entree = derniere(ouvert)
    assert (entree.libelle, entree.auteur_libelle) == ("Financement modifié", "Sophie Leroux")
    dits = {c["champ"]: c["apres"].replace("\u202f", " ").replace("\xa0", " ") for c in entree.changements}
    assert dits == {
        "montant_total": "1 800,00 €",
        "minutes_financees": "24 h 30",
        "financeur_societe": "OPCO Horizon",
        "parts": "Région 20,00 % (FSE, R-7)",
    }


@pytest.mark.parametrize("plus", [{"dispositif": Dispositif.CPF}, {"reference": "DEM-1"}])
def test_changer_le_dispositif_ou_la_reference_d_une_part_se_lit_au_journal(ouvert, sophie, opco, plus):
    financer(ouvert, sophie, parts=[part(opco, ModePart.EUROS, "100.00")])
    financer(ouvert, sophie, version=1, parts=[part(opco, ModePart.EUROS, "100.00", **plus)])
    assert [c["champ"] for c in derniere(ouvert).changements] == ["parts"]


# ── Gardes (B3, B10, B11) ──


REFUS = [
    ("date_fin", {"date_debut": FIN, "date_fin": DEBUT}),
    ("tarif_horaire", {"tarification": Tarification.FORFAIT, "tarif_horaire": D("75.00")}),
]


@pytest.mark.parametrize(("champ", "donnees"), REFUS)
def test_est_refuse_a_cote_du_champ(ouvert, sophie, champ, donnees):
    with pytest.raises(Refus) as refus:
        financer(ouvert, sophie, **donnees)
    assert refus.value.champ == champ


def test_une_fin_seule_se_compare_au_debut_deja_enregistre(ouvert, sophie):  # B3
    financer(ouvert, sophie, date_debut=FIN)
    with pytest.raises(Refus, match="précède le début"):
        financer(ouvert, sophie, version=1, date_fin=DEBUT)


def test_lier_une_convention_close_est_refuse_la_garder_ne_l_est_pas(ouvert, sophie):  # B1
    cadre = convention()
    financer(ouvert, sophie, convention=cadre)
    clore_convention(par=sophie, convention=cadre, version=1, motif="Enveloppe épuisée")
    financer(ouvert, sophie, version=1, convention=cadre, accord=Accord.RECU)
    with pytest.raises(Refus, match="n’est pas active") as refus:
        financer(dossier(), sophie, convention=cadre)
    assert refus.value.champ == "convention"


def test_le_meme_bloc_lu_a_la_meme_version_est_un_conflit(ouvert, sophie):
    financer(ouvert, sophie, montant_total=D(10))
    with pytest.raises(ConflitBloc, match="Sophie Leroux"):
        financer(ouvert, utilisateur(), montant_total=D(20))
    assert Financement.objects.get().montant_total == 10


def test_qui_lit_le_financement_sans_l_ecrire_est_refuse(ouvert):
    lecteur = utilisateur("consultation", droits_individuels=["dossiers.ecriture"])
    with pytest.raises(AccesRefuse, match="Financement : écriture"):
        financer(ouvert, lecteur)


# ── Conventions (B2) ──


def test_une_convention_se_cree_avec_ses_prestations(sophie, opco):
    bilan = prestation(libelle="Bilan")
    cadre = creer_convention(
        par=sophie,
        donnees={"reference": "CONV-2026-031", "intitule": "Bilans", "financeur_societe": opco},
        prestations=[bilan],
    )
    assert list(cadre.prestations.all()) == [bilan]
    assert str(cadre) == "CONV-2026-031 · Bilans"
    assert {"reference", "prestations"} <= {c["champ"] for c in derniere(cadre).changements}


@pytest.mark.parametrize(
    ("champ", "donnees"),
    [
        ("date_fin", {"date_debut": FIN, "date_fin": DEBUT}),
        ("reference", {"reference": "conv-1"}),
    ],
)
def test_une_convention_contradictoire_est_refusee(sophie, champ, donnees):
    convention("CONV-1")
    with pytest.raises(Refus) as refus:
        creer_convention(par=sophie, donnees={"reference": "CONV-2", "intitule": "Essai", **donnees})
    assert refus.value.champ == champ
    assert Convention.objects.count() == 1


def test_deux_personnes_sur_la_meme_convention_la_seconde_l_apprend(sophie):
    cadre = convention()
    deux_lectures = [Convention.objects.get(), Convention.objects.get()]
    options = {"par": sophie, "version": cadre.version, "prestations": []}
    modifier_convention(convention=deux_lectures[0], donnees={"intitule": "Un"}, **options)
    with pytest.raises(Conflit, match="cette convention"):
        modifier_convention(convention=deux_lectures[1], donnees={"intitule": "Deux"}, **options)
    assert Convention.objects.get().intitule == "Un"


def test_une_convention_porte_une_societe_ou_un_particulier_pas_les_deux(opco):
    with pytest.raises(IntegrityError), transaction.atomic():
        Convention.objects.create(
            reference="X", intitule="X", financeur_societe=opco, financeur_personne=personne()
        )
