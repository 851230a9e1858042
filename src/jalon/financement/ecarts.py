"""Les écarts d'un financement, en mots, et où les régler : séances, convention, lui-même (B3, B4, H4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import BLOCS
from jalon.socle.formats import montrer_montant

from .enums import Accord, EcartEtape, EtatConvention, TypeFinancement
from .etapes import MESURES
from .models import Convention, Financement
from .queries import Reste, reste_de
from .rules import Difference, Engagement, depassement, ecart_periode


@dataclass(frozen=True)
class Ecart:
    """Une phrase courte, une suite, le champ ou le lieu qui l'explique ; l'adresse où agir, les mots du lien."""

    phrase: str
    suite: str = ""
    champ: str = ""
    lieu: str = ""
    adresse: str = ""
    lien: str = ""


# Où se règle chaque différence : un champ du financement, ou un lieu du planning.
CHAMPS = {
    EcartEtape.REALISE_AU_DELA: "minutes_financees",
    EcartEtape.SANS_HEURES: "minutes_financees",
    EcartEtape.MONTANT_SOUS_REALISE: "montant_total",
    EcartEtape.MONTANT_SOUS_PLANIFIE: "montant_total",
    EcartEtape.MONTANT_AU_DESSUS: "montant_total",
    EcartEtape.SANS_MONTANT: "montant_total",
}
LIEUX = {
    EcartEtape.PLANIFIE_AU_DELA: "seances",
    EcartEtape.NON_PLANIFIE: "planifier",
    EcartEtape.NON_REALISE: "seances",
}
LIENS = {
    "minutes_financees": "Modifier les heures financées",
    "montant_total": "Modifier le montant prévu",
    "convention": "Revoir la convention",
    "date_debut": "Modifier la période",
    "date_fin": "Modifier la période",
    "financeur": "Choisir le financeur",
    "tarification": "Modifier la tarification",
    "tarif_horaire": "Modifier le tarif horaire",
    "type_financement": "Modifier le type de financement",
    "accord": "Modifier l’accord",
}


def dire(differences: Iterable[Difference]) -> list[Ecart]:
    """Les différences entre étapes, en écarts à montrer."""
    return [Ecart(str(d), champ=CHAMPS.get(d.code, ""), lieu=LIEUX.get(d.code, "seances")) for d in differences]


def situer(ecarts: Iterable[Ecart], dossier: Dossier, par) -> list[Ecart]:
    """Chaque écart avec l'adresse où il se règle, selon ce que la personne peut écrire ; sinon où il se lit."""
    lieux: dict[str, tuple[str, str]] = {}
    for mesure in MESURES:
        lieux |= mesure.adresses(dossier, par) if mesure.adresses else {}
    return [_situer(ecart, dossier, lieux, _modifier(dossier, par)) for ecart in ecarts]


def _modifier(dossier: Dossier, par) -> str:
    """L'adresse du formulaire de financement ; vide pour qui ne peut pas l'enregistrer."""
    bloc = BLOCS.obtenir("financement")
    if dossier.annule_at or not bloc.est_modifiable(par):
        return ""
    return reverse("dossiers:modifier_bloc", args=[dossier.numero, bloc.code])


def _situer(ecart: Ecart, dossier: Dossier, lieux: dict[str, tuple[str, str]], modifier: str) -> Ecart:
    if modifier and ecart.champ in LIENS:
        return replace(ecart, adresse=f"{modifier}#id_financement-{ecart.champ}", lien=LIENS[ecart.champ])
    adresse, lien = lieux.get(ecart.lieu, ("", ""))
    return replace(ecart, adresse=adresse, lien=lien)


def ecarts_de(financement: Financement, convention: Convention | None, jour: date) -> list[Ecart]:
    """Tous les écarts, les plus lourds d'abord.

    `convention` : lue par `with_engagement` sans ce dossier, avec `couvre_prestation`. `jour` : aujourd'hui.
    """
    avec_cadre = _avec_convention(financement, convention, jour) if convention else []
    return [ecart for ecart in [*avec_cadre, _reste_a_affecter(financement), _accord(financement)] if ecart]


def _avec_convention(f: Financement, c: Convention, jour: date) -> list[Ecart | None]:
    return [
        _depassement(f, reste_de(c)),
        _etat(c, jour),
        _prestation(c),
        _periode(f, c),
        _financeur(f, c),
        _tarif(f, c),
        _type(f, c),
    ]


def _depassement(f: Financement, reste: Reste) -> Ecart | None:
    manque = depassement(Engagement(reste.minutes, reste.montant), f.engagement)
    if not manque:
        return None
    return Ecart(f"La convention ne suffit pas : il lui manque {manque}", f.motif_depassement, manque.champ)


def _etat(c: Convention, jour: date) -> Ecart | None:
    if c.etat == EtatConvention.CLOSE:
        return Ecart(f"{c.reference} est close", "Ce dossier la garde ; aucun autre ne s’y lie.", "convention")
    if c.date_fin and c.date_fin < jour:
        return Ecart(f"{c.reference} a fini le {c.date_fin:%d/%m/%Y}", champ="convention")
    return None


def _prestation(c: Convention) -> Ecart | None:
    return (
        None if c.couvre_prestation else Ecart("La convention ne couvre pas cette prestation", champ="convention")
    )


def _periode(f: Financement, c: Convention) -> Ecart | None:
    ecart = ecart_periode(f.date_debut, f.date_fin, c.date_debut, c.date_fin)
    champ = "date_debut" if ecart.startswith("commence") else "date_fin"
    return Ecart(f"La période {ecart}", champ=champ) if ecart else None


def _financeur(f: Financement, c: Convention) -> Ecart | None:
    if not (f.cle_financeur and c.cle_financeur) or f.cle_financeur == c.cle_financeur:
        return None
    return Ecart("Autre financeur que la convention", f"Convention : {c.financeur}.", "financeur")


def _tarif(f: Financement, c: Convention) -> Ecart | None:
    if f.tarification and c.tarification and f.tarification != c.tarification:
        return Ecart(f"Convention à un tarif {c.get_tarification_display().lower()}", champ="tarification")
    if f.tarif_horaire is None or c.tarif_horaire is None or f.tarif_horaire == c.tarif_horaire:
        return None
    dits = f"{montrer_montant(f.tarif_horaire)} l’heure, {montrer_montant(c.tarif_horaire)} à la convention"
    return Ecart("Autre tarif horaire", f"{dits}.", "tarif_horaire")


def _type(f: Financement, c: Convention) -> Ecart | None:
    """Un dossier mixte ne contredit pas sa convention : les co-financeurs y sont pour quelque chose."""
    if not c.type_financement or f.type_financement in ("", TypeFinancement.MIXTE, c.type_financement):
        return None
    suite = f"Convention : {c.get_type_financement_display().lower()}."
    return Ecart("Autre type de financement", suite, "type_financement")


def _reste_a_affecter(f: Financement) -> Ecart | None:
    if f.cle_financeur or not f.montant_principal:
        return None
    reste = montrer_montant(f.montant_principal)
    return Ecart(f"Reste à affecter {reste}", "Choisissez le financeur principal.", "financeur")


def _accord(f: Financement) -> Ecart | None:
    if f.accord != Accord.REFUSE:
        return None
    return Ecart("Accord refusé par le financeur", champ="accord")
