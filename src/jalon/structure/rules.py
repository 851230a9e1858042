"""Décisions sur la structure : pures, sans requête ni horloge."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import NamedTuple, Protocol

from .enums import Jour, Regime

LONGUEUR_NUMERO = 40  # place du numéro d'un dossier
_JETON = re.compile(r"\{(annee|numero)(?::0([1-9])d)?\}")
_TEXTE_PERMIS = re.compile(r"[A-Za-z0-9._-]*")
_NDA = re.compile(r"\d{11}")
_SIRET = re.compile(r"\d{14}")
_COULEUR = re.compile(r"#[0-9a-fA-F]{6}")


# ── Numéro des dossiers ──


def refus_format_numero(modele: str) -> str | None:
    """La phrase du refus, ou None : le numéro forme l'adresse du dossier et se suit par année (domaine)."""
    jetons = [trouve[1] for trouve in _JETON.finditer(modele)]
    reste = _JETON.sub("", modele)
    if "{" in reste or "}" in reste:
        return "Seuls {annee}, {numero} et {numero:06d} (six chiffres, de 1 à 9 permis) sont remplacés."
    if not _TEXTE_PERMIS.fullmatch(reste):
        return "Lettres sans accent, chiffres, tiret, point et souligné seulement : le numéro forme une adresse."
    if jetons.count("numero") != 1:
        return "Le format contient {numero} une fois : sans lui, deux dossiers porteraient le même numéro."
    if jetons.count("annee") != 1:
        return "Le format contient {annee} une fois : la numérotation reprend à 1 chaque année."
    if modele.startswith("."):
        return "Un numéro ne commence pas par un point."
    return None if len(apercu_numero(modele, 9999, 999_999)) <= LONGUEUR_NUMERO else "Ce format est trop long."


def apercu_numero(modele: str, annee: int, numero: int) -> str:
    """Le numéro que donne ce format : « 2026-000042 »."""

    def remplacer(jeton: re.Match) -> str:
        valeur = annee if jeton[1] == "annee" else numero
        return f"{valeur:0{jeton[2] or 1}d}"

    return _JETON.sub(remplacer, modele)


# ── Identité ──


def lire_nda(texte: str) -> str:
    """Les 11 chiffres du numéro de déclaration d'activité (article L6351-1). Lève `ValueError` avec la phrase."""
    chiffres = re.sub(r"[\s.]", "", texte)
    if not _NDA.fullmatch(chiffres):
        raise ValueError("Un numéro de déclaration d’activité a 11 chiffres, par exemple 53 35 12345 35.")
    return chiffres


def montrer_nda(chiffres: str) -> str:
    """« 53 35 12345 35 » ; tel quel s'il n'a pas onze chiffres."""
    if not _NDA.fullmatch(chiffres):
        return chiffres
    return " ".join((chiffres[:2], chiffres[2:4], chiffres[4:9], chiffres[9:]))


def montrer_siret(siret: str) -> str:
    """« 732 829 320 00074 » ; tel quel s'il n'a pas quatorze chiffres."""
    if not _SIRET.fullmatch(siret):
        return siret
    return " ".join(groupe for groupe in (siret[:3], siret[3:6], siret[6:9], siret[9:]) if groupe)


def est_couleur(texte: str) -> bool:
    """Dit si c'est une couleur « #1a2b3c »."""
    return bool(_COULEUR.fullmatch(texte))


FUSEAUX = (
    ("Europe/Paris", "Paris (métropole)"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française (Tahiti)"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
    ("Europe/Brussels", "Bruxelles"),
    ("Europe/Luxembourg", "Luxembourg"),
    ("Europe/Zurich", "Zurich, Genève"),
)


# ── Régime de TVA ──


class LigneTva(Protocol):
    regime: str
    date_effet: date


def regime_au(lignes: Iterable[LigneTva], jour: date) -> LigneTva | None:
    """La ligne qui vaut ce jour-là : la dernière dont l'effet a commencé ; None avant la première."""
    passees = [ligne for ligne in lignes if ligne.date_effet <= jour]
    return max(passees, key=lambda ligne: ligne.date_effet, default=None)


def refus_regime(lignes: Sequence[LigneTva], regime: str, date_effet: date) -> str | None:
    """La phrase du refus, ou None : on n'écrit qu'après la dernière ligne, et pour changer quelque chose."""
    derniere = max(lignes, key=lambda ligne: ligne.date_effet, default=None)
    if derniere is None:
        return None
    if date_effet <= derniere.date_effet:
        return (
            f"Le passé ne se réécrit pas : choisissez un jour après le {derniere.date_effet:%d/%m/%Y}, "
            "début du dernier régime."
        )
    if regime == derniere.regime:
        return f"C’est déjà le régime depuis le {derniere.date_effet:%d/%m/%Y}."
    return None


def peut_annuler_regime(date_effet: date, date_saisie: date, jour: date) -> bool:
    """Un changement s'annule tant qu'il n'a pas pris effet, ou le jour même de sa saisie."""
    return date_effet > jour or date_saisie == jour


def exonere_au_titre_de(regime: str) -> str:
    """Ce que les factures diront de ce régime."""
    mentions = {
        Regime.FRANCHISE: "TVA non applicable, article 293 B du CGI.",
        Regime.ATTESTATION: "Formation, bilan et VAE exonérés de TVA, article 261-4-4° a du CGI.",
        Regime.ASSUJETTI: "TVA au taux normal.",
        Regime.NON_ASSUJETTI: "Hors du champ de la TVA.",
    }
    return mentions.get(Regime(regime), "")


# ── Horaires et fermetures ──


class Plage(NamedTuple):
    """Un moment d'ouverture d'un jour de la semaine (1 lundi, 7 dimanche)."""

    jour: int
    debut: time
    fin: time


def refus_plages(plages: Iterable[Plage]) -> tuple[int, str] | None:
    """Le jour et la phrase du refus, ou None : chaque plage finit après son début, sans chevauchement."""
    precedente: Plage | None = None
    for plage in sorted(plages):
        nom = Jour(plage.jour).label.lower()
        if plage.fin <= plage.debut:
            return plage.jour, f"Le {nom}, la fermeture vient après l’ouverture."
        if precedente and precedente.jour == plage.jour and plage.debut < precedente.fin:
            return plage.jour, f"Le {nom}, les deux plages se chevauchent."
        precedente = plage
    return None


def montrer_heure(heure: time) -> str:
    """« 9 h », « 13 h 30 »."""
    return f"{heure.hour}\u00a0h" + (f"\u00a0{heure.minute:02d}" if heure.minute else "")


def horaires_en_mots(plages: Iterable[Plage]) -> list[tuple[str, str]]:
    """Par suite de jours semblables : (« Lundi – jeudi », « 9 h – 12 h 30, 13 h 30 – 18 h »)."""
    triees = sorted(plages)
    par_jour = {jour: _moments(triees, jour.value) for jour in Jour}
    suites: list[tuple[list[Jour], str]] = []
    for jour, moments in par_jour.items():
        if suites and suites[-1][1] == moments:
            suites[-1][0].append(jour)
        else:
            suites.append(([jour], moments))
    return [(_suite(jours), moments or "fermé") for jours, moments in suites]


def _moments(plages: list[Plage], jour: int) -> str:
    du_jour = (p for p in plages if p.jour == jour)
    return ", ".join(f"{montrer_heure(p.debut)} – {montrer_heure(p.fin)}" for p in du_jour)


def _suite(jours: list[Jour]) -> str:
    premier, dernier = jours[0].label, jours[-1].label
    if len(jours) == 1:
        return premier
    return f"{premier} {'et' if len(jours) == 2 else '–'} {dernier.lower()}"


def refus_periode(debut: date, fin: date) -> str | None:
    """La fin d'une fermeture ne vient pas avant son début."""
    return "La fin vient avant le début." if fin < debut else None


# ── Usages ──


def phrase_usages(nom: str, usages: Iterable[tuple[str, int]]) -> str:
    """« Rennes est utilisé : 12 utilisateurs, 3 lieux. » ; vide sans usage."""
    dits = ", ".join(f"{nombre} {libelle}" for libelle, nombre in usages)
    return f"« {nom} » est utilisé : {dits}. Désactivez-le : il reste sur ce qui le porte." if dits else ""


MINUTES_AVANT_MAX, JOURS_APRES_MAX = 240, 60


def refus_fenetre_signature(minutes_avant: int, jours_apres: int) -> tuple[str, str] | None:
    """Le champ et la phrase si la fenêtre de signature n'est pas possible, ou None (EM-07).

    Une séance se signe au moins jusqu'au lendemain de sa fin ; passé deux mois, plus personne ne s'en souvient.
    """
    if not 0 <= minutes_avant <= MINUTES_AVANT_MAX:
        return "minutes_avant_signature", f"Entre 0 et {MINUTES_AVANT_MAX} minutes avant le début."
    if not 1 <= jours_apres <= JOURS_APRES_MAX:
        return "jours_apres_signature", f"Entre 1 et {JOURS_APRES_MAX} jours après la fin."
    return None
