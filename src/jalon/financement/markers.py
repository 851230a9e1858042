"""Les marqueurs du financement : la part d'un dossier, ses financeurs, et la convention (B1 à B11)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.urls import reverse

from jalon.annuaire.models import Societe
from jalon.annuaire.rules import montrer_siret
from jalon.dossiers.models import Dossier
from jalon.editeur.enums import ContexteModele, Famille, Nature
from jalon.editeur.markers.commun import en_lignes, marqueur, ordonner
from jalon.editeur.registres import CONTEXTES, MARQUEURS, Contexte, Marqueur
from jalon.socle.formats import montrer_duree, montrer_pourcentage

from .models import Convention, Financement

PART = {
    "financeur": "Le financeur",
    "montant": "Sa part en euros",
    "pourcentage": "Sa part du total",
    "dispositif": "Le dispositif",
    "payeur": "Qui paie",
    "reference": "Sa référence",
    "adresse": "Son adresse, sur plusieurs lignes",
}


def _financement(dossier: Dossier, lecture) -> Financement | None:
    """Le financement du dossier, ses financeurs et ses parts : quatre requêtes au plus, une fois."""
    lus = Financement.objects.select_related("convention", "financeur_societe", "financeur_personne")
    lus = lus.prefetch_related("parts__financeur_societe", "parts__financeur_personne")
    return lecture.lire("financement", lambda: lus.filter(dossier=dossier.pk).first())


def _m(
    nom: str, libelle: str, sens: str, lire: Callable[[Financement], Any], nature: str = Nature.TEXTE
) -> Marqueur:
    def valeur(dossier: Dossier, lecture) -> Any:
        lu = _financement(dossier, lecture)
        return lire(lu) if lu else ""

    code = f"financement.{nom}"
    return Marqueur(code, libelle, sens, Famille.FINANCEMENT, ContexteModele.DOSSIER, valeur, nature=nature)


def _nom(financeur: Any) -> str:
    """La raison sociale, ou la civilité et le nom d'un particulier."""
    return getattr(financeur, "nom_complet", None) or str(financeur or "")


def _siret(financeur: Any) -> str:
    return montrer_siret(financeur.siret) if isinstance(financeur, Societe) else ""


def _pourcentage(montant: Decimal | None, total: Decimal | None) -> str:
    return montrer_pourcentage(montant * 100 / total) if montant is not None and total else ""


def _part(porteur: Any, montant: Decimal | None, total: Decimal | None, reference: str) -> dict[str, Any]:
    return {
        "financeur": _nom(porteur.financeur),
        "montant": montant,
        "pourcentage": _pourcentage(montant, total),
        "dispositif": porteur.get_dispositif_display(),
        "payeur": porteur.get_payeur_display(),
        "reference": reference,
        "adresse": en_lignes(porteur.financeur),
    }


def _parts(dossier: Dossier, lecture) -> list[dict[str, Any]]:
    """Le financeur principal d'abord, puis les autres."""
    lu = _financement(dossier, lecture)
    if lu is None:
        return []
    total = lu.montant_total
    principale = [_part(lu, lu.montant_principal, total, lu.reference_financeur)] if lu.financeur else []
    return principale + [_part(part, part.montant, total, part.reference) for part in lu.parts.all()]


DU_DOSSIER = [
    _m("financeur", "Financeur principal", "Qui finance le dossier", lambda f: _nom(f.financeur)),
    _m("financeur_adresse", "Adresse du financeur", "Sur plusieurs lignes", lambda f: en_lignes(f.financeur)),
    _m("financeur_siret", "SIRET du financeur", "Son SIRET, si c’est une société", lambda f: _siret(f.financeur)),
    _m("convention", "Référence de la convention", "La convention du dossier",
       lambda f: f.convention.reference if f.convention else ""),
    _m("convention_intitule", "Intitulé de la convention", "Le nom de la convention",
       lambda f: f.convention.intitule if f.convention else ""),
    _m("date_debut", "Début de validité", "Le début de la période financée", lambda f: f.date_debut, Nature.DATE),
    _m("date_fin", "Fin de validité", "La fin de la période financée", lambda f: f.date_fin, Nature.DATE),
    _m("heures", "Heures financées", "« 24 h 30 »", lambda f: montrer_duree(f.minutes_financees), Nature.DUREE),
    _m("montant", "Montant total", "Le montant prévu, hors taxes", lambda f: f.montant_total, Nature.MONTANT),
    _m("montant_ttc", "Montant TTC", "Le montant toutes taxes comprises", lambda f: f.montant_ttc, Nature.MONTANT),
    _m("tarif_horaire", "Tarif horaire", "Le prix d’une heure", lambda f: f.tarif_horaire, Nature.MONTANT),
    _m("part_principale", "Part du financeur principal", "Le total moins les autres parts",
       lambda f: f.montant_principal, Nature.MONTANT),
    _m("dispositif", "Dispositif", "OPCO, CPF, AIF…", lambda f: f.get_dispositif_display()),
    _m("type", "Type de financement", "Public, privé, mixte", lambda f: f.get_type_financement_display()),
    _m("payeur", "Qui paie", "Le financeur, l’entreprise ou le bénéficiaire", lambda f: f.get_payeur_display()),
    _m("numero_externe", "Numéro externe", "Le numéro du dossier chez le financeur", lambda f: f.numero_externe),
    _m("reference", "Référence chez le financeur", "Sa référence", lambda f: f.reference_financeur),
    _m("accord", "Accord du financeur", "Demandé, reçu, refusé", lambda f: f.get_accord_display()),
    _m("date_accord", "Date de l’accord", "Le jour de l’accord", lambda f: f.date_accord, Nature.DATE),
    Marqueur("parts", "Parts des financeurs", "Le principal puis les co-financeurs", Famille.FINANCEMENT,
             ContexteModele.DOSSIER, _parts, nature=Nature.LISTE, champs=PART),
]  # fmt: skip


def _c(
    nom: str, libelle: str, sens: str, lire: Callable[[Convention], Any], nature: str = Nature.TEXTE
) -> Marqueur:
    return marqueur(
        f"convention.{nom}", libelle, sens, lire, famille=Famille.FINANCEMENT,
        contexte=ContexteModele.CONVENTION, nature=nature,
    )  # fmt: skip


def _couvertes(convention: Convention, lecture) -> str:
    """Les prestations couvertes ; « toutes » quand aucune n'est cochée. Une requête."""
    return ", ".join(str(p) for p in convention.prestations.order_by("cle_tri", "pk")) or "toutes"


DE_CONVENTION = [
    _c("reference", "Référence", "La référence de la convention", lambda c: c.reference),
    _c("intitule", "Intitulé", "Le nom de la convention", lambda c: c.intitule),
    _c("nature", "Nature", "Convention, marché…", lambda c: c.get_nature_display()),
    _c("financeur", "Financeur", "Qui finance", lambda c: _nom(c.financeur)),
    _c("financeur_adresse", "Adresse du financeur", "Sur plusieurs lignes", lambda c: en_lignes(c.financeur)),
    _c("financeur_siret", "SIRET du financeur", "Son SIRET, si c’est une société", lambda c: _siret(c.financeur)),
    _c("date_debut", "Début de validité", "Le début de la période", lambda c: c.date_debut, Nature.DATE),
    _c("date_fin", "Fin de validité", "La fin de la période", lambda c: c.date_fin, Nature.DATE),
    _c("heures", "Heures financées", "« 1 200 h »", lambda c: montrer_duree(c.minutes_financees), Nature.DUREE),
    _c("montant", "Montant", "Le montant de la convention", lambda c: c.montant, Nature.MONTANT),
    _c("tarif_horaire", "Tarif horaire", "Le prix d’une heure", lambda c: c.tarif_horaire, Nature.MONTANT),
    _c("forfait", "Forfait", "Le forfait par dossier", lambda c: c.forfait, Nature.MONTANT),
    Marqueur("convention.prestations", "Prestations couvertes", "« Bilan, VAE », ou « toutes »",
             Famille.FINANCEMENT, ContexteModele.CONVENTION, _couvertes),
]  # fmt: skip


def _exemples(par: Any, saisie: str) -> list[Convention]:
    """La convention de cette référence, ou rien. Une requête."""
    return list(Convention.objects.visibles_par(par).pour_liste().filter(reference__iexact=saisie).order_by("pk"))


def _trouver(par: Any, pk: int, dossier: Dossier | None) -> list[Convention]:
    return list(Convention.objects.visibles_par(par).pour_liste().filter(pk=pk))


def _prestations(convention: Convention) -> list[int] | None:
    """Celles qu'elle couvre ; None quand aucune n'est cochée : toutes. Une requête."""
    return list(convention.prestations.order_by("pk").values_list("pk", flat=True)) or None


def _fil(convention: Convention) -> list[tuple[str, str]]:
    fiche = reverse("financement:convention", args=[convention.pk])
    return [("Conventions", reverse("financement:conventions")), (convention.reference, fiche)]


CONVENTION = Contexte(
    ContexteModele.CONVENTION.value,
    ContexteModele.CONVENTION.label,
    question="Sur la convention de référence",
    exemple="CONV-2026-01",
    dossier_de=lambda convention: None,
    prestations_de=_prestations,
    trouver=_trouver,
    exemples=_exemples,
    dire=lambda convention: f"convention {convention.reference}",
    fil=_fil,
)


def inscrire() -> None:
    """Appelée au démarrage."""
    CONTEXTES.ajouter(CONVENTION)
    for un in ordonner([*DU_DOSSIER, *DE_CONVENTION], 800):
        MARQUEURS.ajouter(un)
