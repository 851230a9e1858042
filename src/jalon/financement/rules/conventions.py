"""Une convention face à un dossier : peut-il s'y lier, qu'est-ce qui en sort (B1, B3, B4) ; ses états (B2)."""

from datetime import date

from ..enums import Acte, EtatConvention

DEJA_ACTIVE, DEJA_CLOSE = "Cette convention est déjà active.", "Cette convention est déjà close."
# L'état de départ que chaque acte refuse, et pourquoi.
REFUS = {
    (Acte.CONVENTION_ACTIVEE, EtatConvention.ACTIVE): DEJA_ACTIVE,
    (Acte.CONVENTION_ACTIVEE, EtatConvention.CLOSE): "Une convention close se rouvre : dites pourquoi.",
    (Acte.CONVENTION_CLOSE, EtatConvention.CLOSE): DEJA_CLOSE,
    (Acte.CONVENTION_ROUVERTE, EtatConvention.ACTIVE): DEJA_ACTIVE,
    (Acte.CONVENTION_ROUVERTE, EtatConvention.BROUILLON): "Un brouillon ne se rouvre pas : activez-le.",
}


def refus_transition(acte: str, etat: str, *, date_fin: date | None, jour: date) -> str:
    """La phrase qui refuse cet acte depuis cet état, ou vide. `jour` : aujourd'hui."""
    if phrase := REFUS.get((acte, etat), ""):
        return phrase
    if acte != Acte.CONVENTION_CLOSE and date_fin and date_fin < jour:
        return f"Sa période a fini le {date_fin:%d/%m/%Y} : prolongez-la d’abord."
    return ""


def refus_liaison(reference: str, etat: str, date_fin: date | None, jour: date) -> str:
    """La phrase qui refuse de lier la convention, ou vide. `jour` : celui où le dossier commence.

    Un dossier saisi en retard se lie à une convention finie depuis, s'il a commencé avant sa fin.
    """
    if etat == EtatConvention.BROUILLON:
        return f"{reference} n’est pas active : c’est un brouillon, à activer d’abord."
    if etat == EtatConvention.CLOSE:
        return f"{reference} n’est pas active : elle est close. Choisissez-en une autre."
    if date_fin and date_fin < jour:
        return f"{reference} a fini le {date_fin:%d/%m/%Y}, avant ce dossier ({jour:%d/%m/%Y})."
    return ""


def ecart_periode(debut: date | None, fin: date | None, debut_cadre: date | None, fin_cadre: date | None) -> str:
    """Ce qui sort de la période de la convention, en mots ; vide si rien n'en sort (B3)."""
    if debut and debut_cadre and debut < debut_cadre:
        return "commence avant la convention"
    if fin and fin_cadre and fin > fin_cadre:
        return "finit après la convention"
    return ""


def ecart_heures(minutes: int | None, minutes_cadre: int | None) -> str:
    """Dit si le dossier demande plus d'heures que la convention entière (B4) ; durées en minutes."""
    if minutes and minutes_cadre and minutes > minutes_cadre:
        return "plus que la convention"
    return ""
