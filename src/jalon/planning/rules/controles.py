"""Les phrases des vues de contrôle : ce qui ne va pas dans un dossier. Pures : le jour est donné."""

from dataclasses import dataclass
from datetime import date

from jalon.dossiers.rules.dates import Echeances, seance_hors_delais
from jalon.financement.rules import ecart_heures, ecart_periode
from jalon.socle.formats import montrer_duree


def dire_a_valider(jour: date) -> str:
    """`jour` : celui de la plus ancienne séance qui attend sa validation."""
    return f"Séance du {jour:%d/%m/%Y} à valider"


def dire_sans_rendez_vous(derniere: date | None) -> str:
    """`derniere` : le jour de la dernière séance tenue ou prévue."""
    return f"Aucun rendez-vous depuis le {derniere:%d/%m/%Y}" if derniere else "Aucun rendez-vous"


def dire_hors_delais(bornes: Echeances, *, is_ouvert: bool, jour: date) -> str:
    """Une séance hors des échéances ; sinon, pour un dossier ouvert, l'échéance passée. Vide si rien."""
    if phrase := seance_hors_delais(bornes):
        return phrase
    if not is_ouvert:
        return ""
    if bornes.fin_saisie and bornes.fin_saisie < jour:
        return (
            f"Fin prévisionnelle passée depuis {_jours(jour - bornes.fin_saisie)} ({bornes.fin_saisie:%d/%m/%Y})"
        )
    if bornes.fin_commande and bornes.fin_commande < jour:
        return f"Bon de commande fini depuis {_jours(jour - bornes.fin_commande)} ({bornes.fin_commande:%d/%m/%Y})"
    return ""


def _jours(ecart) -> str:
    return "1 jour" if ecart.days == 1 else f"{ecart.days} jours"


@dataclass(frozen=True)
class FaceAConvention:
    """Un dossier face à sa convention : périodes, jours de séance, durées en minutes."""

    debut_cadre: date | None = None
    fin_cadre: date | None = None
    minutes_cadre: int | None = None
    minutes_engagees: int | None = None
    debut: date | None = None
    fin: date | None = None
    premiere_seance: date | None = None
    derniere_seance: date | None = None
    minutes_planifiees: int | None = None


def dire_hors_convention(faits: FaceAConvention) -> list[str]:
    """Tout ce qui sort de la convention : séances, période, heures du dossier, heures de tous ses dossiers."""
    phrases = [_seance(faits), _periode(faits), _heures(faits), _engagement(faits)]
    return [phrase for phrase in phrases if phrase]


def _seance(faits: FaceAConvention) -> str:
    if faits.derniere_seance and faits.fin_cadre and faits.derniere_seance > faits.fin_cadre:
        return f"Séance le {faits.derniere_seance:%d/%m/%Y}, après la convention ({faits.fin_cadre:%d/%m/%Y})"
    if faits.premiere_seance and faits.debut_cadre and faits.premiere_seance < faits.debut_cadre:
        return f"Séance le {faits.premiere_seance:%d/%m/%Y}, avant la convention ({faits.debut_cadre:%d/%m/%Y})"
    return ""


def _periode(faits: FaceAConvention) -> str:
    ecart = ecart_periode(faits.debut, faits.fin, faits.debut_cadre, faits.fin_cadre)
    return f"La période {ecart}" if ecart else ""


def _heures(faits: FaceAConvention) -> str:
    if not ecart_heures(faits.minutes_planifiees, faits.minutes_cadre):
        return ""
    return f"{montrer_duree(faits.minutes_planifiees - faits.minutes_cadre)} de séances au-delà de la convention"


def _engagement(faits: FaceAConvention) -> str:
    if not ecart_heures(faits.minutes_engagees, faits.minutes_cadre):
        return ""
    return f"Convention dépassée de {montrer_duree(faits.minutes_engagees - faits.minutes_cadre)} par ses dossiers"
