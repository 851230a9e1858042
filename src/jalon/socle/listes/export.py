"""Export d'une liste : les lignes comptées à l'écran, dans le même ordre, colonne par colonne (règle 7).

Mémoire bornée : les clés d'abord, puis les objets par paquets de 500. Une colonne sans droit n'existe pas ;
une valeur hors du périmètre se tait comme à l'écran.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from jalon.socle.formats import montrer_date
from jalon.socle.registres import Registre

from .declarations import Colonne
from .filtres import AUTOCOMPLETE, CHOIX, CHOIX_MULTIPLE, TEXTE, FiltreLie
from .lots import lire_choix

if TYPE_CHECKING:
    from .liste import Liste

BOM = "\ufeff"
PAQUET = 500
LIGNES_XLSX_MAX = 1_000_000
DANGEREUX = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AFFICHEES, TOUTES = "affichees", "toutes"
LARGEUR_MAX = 50


@dataclass(frozen=True)
class Export:
    """Ce qui s'exporte : les colonnes, les clés des lignes dans l'ordre, et qui demande."""

    liste: "Liste"
    utilisateur: Any
    colonnes: list[Colonne]
    cles: list[int]

    def lignes(self, avancer: Callable[[int], None] | None = None) -> Iterator[list[Any]]:
        """Les valeurs de chaque ligne. `avancer(fait)` est appelée après chaque paquet."""
        for debut in range(0, len(self.cles), PAQUET):
            paquet = self.cles[debut : debut + PAQUET]
            for objet in self.liste.charger(paquet, self.utilisateur, self.colonnes):
                yield [colonne.exportee(objet, self.utilisateur) for colonne in self.colonnes]
            if avancer:
                avancer(debut + len(paquet))


def lignes_exportees(liste: "Liste", donnees: QueryDict, utilisateur: Any) -> QuerySet:
    """Les clés des lignes que montre l'adresse, ou de celles qu'on y a choisies."""
    choix, cles = lire_choix(donnees), liste.cles(donnees, utilisateur)
    return cles.filter(pk__in=choix.cles) if choix.cles and not choix.tout else cles


def preparer_export(liste: "Liste", donnees: QueryDict, utilisateur: Any, colonnes: str = AFFICHEES) -> Export:
    """Ce que montre l'adresse : les lignes, et leurs colonnes. Deux requêtes au plus, sans les filtres."""
    cles = list(lignes_exportees(liste, donnees, utilisateur))
    return Export(liste, utilisateur, colonnes_exportees(liste, utilisateur, colonnes), cles)


def colonnes_exportees(liste: "Liste", utilisateur: Any, lesquelles: str = AFFICHEES) -> list[Colonne]:
    """Toutes les colonnes permises, ou celles de l'écran dans l'ordre choisi et ce qui les identifie."""
    toutes = [colonne for colonne in liste.colonnes_permises(utilisateur) if colonne.is_exportee]
    if lesquelles == TOUTES:
        return toutes
    hors_ecran = [c for c in toutes if not c.is_affichable and c.par_defaut]
    return [*hors_ecran, *(c for c in liste.colonnes_de(utilisateur) if c.is_exportee)]


# ── Trace ──


@dataclass(frozen=True)
class TraceExport:
    """Ce qui reste d'un export : quelle liste, quels filtres, combien de lignes ; jamais une donnée personnelle.

    `filtres` : couples (libellé, valeur). Une valeur venue de la base y est son numéro, la recherche tapée n'y
    est pas.
    """

    liste: str
    titre: str
    filtres: list[tuple[str, str]]
    nombre: int
    forme: str
    colonnes: list[str]


@dataclass(frozen=True)
class ExportsNotes:
    """Qui garde la trace des exports : `noter(par=, trace=)`."""

    code: str
    noter: Callable[..., Any]


TRACES_EXPORT: Registre[ExportsNotes] = Registre("traces d'export")


def noter_export(export: Export, donnees: QueryDict, forme: str) -> None:
    """Fait garder la trace d'un export par les pièces inscrites."""
    trace = TraceExport(
        export.liste.code,
        export.liste.titre,
        _filtres_en_mots(export, donnees),
        len(export.cles),
        forme,
        [colonne.code for colonne in export.colonnes],
    )
    for garde in TRACES_EXPORT:
        garde.noter(par=export.utilisateur, trace=trace)


def _filtres_en_mots(export: Export, donnees: QueryDict) -> list[tuple[str, str]]:
    liste, utilisateur, choix = export.liste, export.utilisateur, lire_choix(donnees)
    etat = liste.etat_de(donnees, utilisateur, liste.filtres_de(utilisateur))
    couples = [(filtre.libelle, _valeur_tracee(filtre, valeur)) for filtre, valeur in etat.filtres.items()]
    recherche = [("Recherche", "oui")] if etat.q else []
    choisies = [("Lignes choisies", "oui")] if choix.cles and not choix.tout else []
    return [*recherche, *couples, *choisies]


def _valeur_tracee(filtre: FiltreLie, valeur: Any) -> str:
    """La valeur en mots ; le numéro de ce qui vient de la base, qui peut être le nom de quelqu'un."""
    if filtre.type in (AUTOCOMPLETE, TEXTE):
        return f"n° {valeur}" if filtre.type == AUTOCOMPLETE else "texte tapé"
    valeurs = valeur if filtre.type == CHOIX_MULTIPLE else [valeur]
    if filtre.type in (CHOIX, CHOIX_MULTIPLE) and any(isinstance(v, int) for v in valeurs):
        return ", ".join(f"n° {v}" for v in valeurs)
    return filtre.nommer(valeur)


# ── CSV ──


class _Echo:
    """Un flux qui rend ce qu'on y écrit, sans rien garder."""

    def write(self, texte: str) -> str:
        return texte


def ecrire_csv(export: Export) -> Iterator[str]:
    """Le fichier, ligne par ligne : UTF-8 avec BOM, point-virgule, codes des colonnes en tête.

    Les codes sont stables d'une version à l'autre ; dates JJ/MM/AAAA, nombres à virgule.
    """
    scribe = csv.writer(_Echo(), delimiter=";")
    yield BOM + scribe.writerow([colonne.code for colonne in export.colonnes])
    for valeurs in export.lignes():
        yield scribe.writerow([texte_csv(valeur) for valeur in valeurs])


def texte_csv(valeur: Any) -> str:
    """Une valeur en texte ; un texte qu'un tableur prendrait pour une formule est précédé d'une apostrophe."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Decimal | float):
        return str(valeur).replace(".", ",")
    if isinstance(valeur, int):
        return str(valeur)
    return neutraliser(_texte(valeur))


def neutraliser(texte: str) -> str:
    """« =1+1 » devient « '=1+1 » : le tableur le montre au lieu de le calculer."""
    return f"'{texte}" if texte.lstrip(" \u00a0\u202f").startswith(DANGEREUX) else texte


def _texte(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, datetime):
        return f"{_local(valeur):%d/%m/%Y %H:%M}"
    if isinstance(valeur, date):
        return montrer_date(valeur)
    return str(valeur)


def _local(instant: datetime) -> datetime:
    return timezone.localtime(instant) if timezone.is_aware(instant) else instant


# ── XLSX ──


def ecrire_xlsx(export: Export, chemin: Path, avancer: Callable[[int], None] | None = None) -> None:
    """Écrit le classeur : une feuille de lignes aux libellés de l'écran, une feuille qui donne leurs codes.

    Rien n'y est formule ni lien. Mémoire constante : les lignes partent sur le disque à mesure.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(chemin, {**options, "remove_timezone": True}) as classeur:
        formats = _formats(classeur)
        feuille = classeur.add_worksheet(export.liste.titre[:31] or "Liste")
        _entetes(feuille, [c.libelle for c in export.colonnes], formats)
        feuille.autofilter(0, 0, max(1, len(export.cles)), max(0, len(export.colonnes) - 1))
        for rang, valeurs in enumerate(export.lignes(avancer), 1):
            for colonne, valeur in enumerate(valeurs):
                _ecrire(feuille, rang, colonne, valeur, formats)
        _feuille_des_codes(classeur, export, formats)


def _formats(classeur: Any) -> dict[str, Any]:
    return {
        "entete": classeur.add_format({"bold": True, "bottom": 1}),
        "jour": classeur.add_format({"num_format": "dd/mm/yyyy"}),
        "instant": classeur.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    }


def _entetes(feuille: Any, libelles: Iterable[str], formats: dict[str, Any]) -> None:
    feuille.freeze_panes(1, 0)
    for colonne, libelle in enumerate(libelles):
        feuille.set_column(colonne, colonne, min(LARGEUR_MAX, max(14, len(libelle) + 4)))
        feuille.write_string(0, colonne, libelle, formats["entete"])


def _ecrire(feuille: Any, rang: int, colonne: int, valeur: Any, formats: dict[str, Any]) -> None:
    if isinstance(valeur, bool):
        feuille.write_string(rang, colonne, texte_csv(valeur))
    elif isinstance(valeur, int | float | Decimal):
        feuille.write_number(rang, colonne, valeur)
    elif isinstance(valeur, datetime):
        feuille.write_datetime(rang, colonne, _local(valeur), formats["instant"])
    elif isinstance(valeur, date) and valeur.year >= 1900:
        feuille.write_datetime(rang, colonne, valeur, formats["jour"])
    elif texte := _texte(valeur):
        feuille.write_string(rang, colonne, texte)


def _feuille_des_codes(classeur: Any, export: Export, formats: dict[str, Any]) -> None:
    feuille = classeur.add_worksheet("Colonnes")
    _entetes(feuille, ["Colonne", "Code"], formats)
    for rang, colonne in enumerate(export.colonnes, 1):
        feuille.write_string(rang, 0, colonne.libelle)
        feuille.write_string(rang, 1, colonne.code)


def nom_fichier(liste: "Liste", jour: date, extension: str) -> str:
    """« dossiers-2026-11-24.csv »."""
    return f"{liste.code}-{jour.isoformat()}.{extension}"
