"""Les écarts d'un financement, en mots : avec sa convention, avec lui-même (B3, B4, H4)."""

from dataclasses import dataclass
from datetime import date

from jalon.socle.formats import montrer_montant

from .enums import Accord, EtatConvention, TypeFinancement
from .models import Convention, Financement
from .queries import Reste, reste_de
from .rules import Engagement, depassement, ecart_periode


@dataclass(frozen=True)
class Ecart:
    """Une phrase courte, une suite, et le champ qui l'explique."""

    phrase: str
    suite: str = ""
    champ: str = ""


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
