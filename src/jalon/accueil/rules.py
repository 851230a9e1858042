"""Décisions de l'accueil : pures, le jour et l'heure sont des paramètres."""

from datetime import date, datetime, timedelta

from jalon.comptes.enums import PerimetreDossiers
from jalon.socle.formats import montrer_date

from .enums import Portee

LA_STRUCTURE = "La structure"


def portees(perimetre: str) -> list[tuple[str, str]]:
    """Les choix de la bascule d'après le périmètre des dossiers ; aucun pour qui ne voit que les siens."""
    if perimetre == PerimetreDossiers.MIENS:
        return []
    collegues = LA_STRUCTURE if perimetre == PerimetreDossiers.MAISON else Portee.EQUIPE.label
    return [(Portee.MOI.value, Portee.MOI.label), (Portee.EQUIPE.value, collegues)]


def portee_choisie(demandee: str, perimetre: str) -> Portee:
    """Celle que dit l'adresse si elle est permise ; sinon soi, ou la structure pour qui la voit tout entière."""
    permises = [code for code, _ in portees(perimetre)]
    if demandee in permises:
        return Portee(demandee)
    return Portee.EQUIPE if perimetre == PerimetreDossiers.MAISON else Portee.MOI


def quand(instant: datetime, maintenant: datetime) -> str:
    """« aujourd’hui à 10:42 », « hier à 16:05 », « le 20/11/2026 ». Les deux instants dans le même fuseau."""
    jour = instant.date()
    if jour == maintenant.date():
        return f"aujourd’hui à {instant:%H:%M}"
    if jour == maintenant.date() - timedelta(days=1):
        return f"hier à {instant:%H:%M}"
    return f"le {montrer_date(jour)}"


def dans_combien(fin: date, jour: date) -> str:
    """L'écart en jours du calendrier : « aujourd’hui », « dans 12 jours », « dépassée de 1 jour »."""
    ecart = (fin - jour).days
    if ecart == 0:
        return "aujourd’hui"
    mot = "jour" if abs(ecart) == 1 else "jours"
    return f"dans {ecart} {mot}" if ecart > 0 else f"dépassée de {-ecart} {mot}"


def il_y_a(jour_passe: date | None, jour: date) -> str:
    """« dernière séance il y a 18 jours », « dernière séance hier », « aucune séance encore »."""
    if jour_passe is None:
        return "aucune séance encore"
    ecart = (jour - jour_passe).days
    if ecart <= 1:
        return f"dernière séance {'hier' if ecart == 1 else 'aujourd’hui'}"
    return f"dernière séance il y a {ecart} jours"
