"""Formats français, aller et retour : dates, montants, durées, pourcentages, téléphones, texte.

Fonctions pures. `lire_…` comprend ce qu'une personne tape et lève `ValueError` avec la phrase qu'elle lira ;
`montrer_…` écrit ce que l'écran affiche. Unités : dates du calendrier, euros en `Decimal` au centime,
durées en minutes entières (architecture, règle 12).
"""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import phonenumbers

INSECABLE = "\u00a0"
MONTANT_MAXIMUM = Decimal("9999999999.99")  # decimal(12, 2)
DUREE_MAXIMUM = 9999 * 60
_HORS_BORNES = Decimal(DUREE_MAXIMUM)  # heures
ANNEES = range(1900, 2200)
JOURS_COURTS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
TERRITOIRE_NATIONAL = 33

_ESPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_DATE_COLLEE = re.compile(r"(\d{2})(\d{2})(\d{4})")
_DATE_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ENTIER = r"(?:\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d+)"
_NOMBRE = re.compile(rf"([+\-\u2212]?)\s?({_ENTIER})(?:[,.](\d+))?")
_HEURES_MINUTES = re.compile(
    r"(\d{1,3}(?: \d{3})+|\d+)\s?(?:h|heures?|:)\s?(?:(\d{1,2})\s?(?:m|mn|min|minutes?)?)?"
)
_MINUTES = re.compile(r"(\d+)\s?(?:m|mn|min|minutes?)")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})


# ── Texte ──

_APOSTROPHES = "\u02b9\u02bb\u02bc\u02bd"  # Unicode les dit lettres ; dans « NʼDiaye », elles séparent


def nettoyer_texte(texte: str) -> str:
    """Retire NUL, les caractères de contrôle et les demi-codets isolés ; garde tabulations et lignes.

    Tout le reste est gardé : émojis, écritures de droite à gauche, signes rares.
    """
    texte = texte.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in texte if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def normaliser(texte: str) -> str:
    """Forme de comparaison : sans casse, accents ni ponctuation ; les mots séparés d'une seule espace.

    « Œuvre d’Élise-Marie » devient « oeuvre d elise marie ». Idempotente (A2, doublons).
    """
    plat = unicodedata.normalize("NFKD", texte.casefold()).casefold().translate(_LIGATURES)
    lettres = (c for c in unicodedata.normalize("NFKD", plat) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() and c not in _APOSTROPHES else " " for c in lettres).split())


def _aplatir(texte: str) -> str:
    return _ESPACES.sub(" ", nettoyer_texte(texte)).strip()


# ── Dates ──


def lire_date(texte: str) -> date:
    """Lit JJ/MM/AAAA, JJMMAAAA, J/M/AA (50-99 : XXe siècle) ou la forme du sélecteur, AAAA-MM-JJ.

    Lève `ValueError` : forme inconnue, jour qui n'existe pas, année hors de 1900-2199.
    """
    saisie = _aplatir(texte)
    if iso := _DATE_ISO.fullmatch(saisie):
        annee, mois, jour = iso.groups()
    elif forme := _DATE.fullmatch(saisie) or _DATE_COLLEE.fullmatch(saisie):
        jour, mois, annee = forme.groups()
    else:
        raise ValueError("Écrivez la date sous la forme JJ/MM/AAAA, par exemple 24/11/2026.")
    return _date_existante(int(jour), int(mois), _annee_entiere(annee))


def _annee_entiere(annee: str) -> int:
    if len(annee) == 4:
        return int(annee)
    return int(annee) + (1900 if int(annee) >= 50 else 2000)


def _date_existante(jour: int, mois: int, annee: int) -> date:
    if annee not in ANNEES:
        raise ValueError(f"L’année {annee} est hors limites : de {ANNEES[0]} à {ANNEES[-1]}.")
    try:
        return date(annee, mois, jour)
    except ValueError:
        raise ValueError(f"Le {jour:02d}/{mois:02d}/{annee} n’existe pas.") from None


def montrer_date(jour: date | None) -> str:
    """Écrit JJ/MM/AAAA ; rien pour `None`."""
    return f"{jour.day:02d}/{jour.month:02d}/{jour.year:04d}" if jour else ""


def montrer_jour_court(jour: date | None) -> str:
    """Écrit « jeu. 07/01/2027 » ; rien pour `None`."""
    return f"{JOURS_COURTS[jour.weekday()]} {montrer_date(jour)}" if jour else ""


# ── Nombres ──


def _lire_nombre(texte: str, quoi: str) -> Decimal:
    forme = _NOMBRE.fullmatch(texte)
    if not forme:
        raise ValueError(f"« {texte[:40]} » n’est pas {quoi}.")
    signe, entier, decimales = forme.groups()
    if decimales and len(decimales) > 2:
        raise ValueError(f"« {texte[:40]} » : deux décimales au plus.")
    valeur = Decimal(f"{re.sub('[ .]', '', entier)}.{decimales or 0}")
    return -valeur if signe in ("-", "\u2212") else valeur


def _borner(valeur: Decimal, minimum: Decimal, maximum: Decimal, unite: str) -> Decimal:
    if valeur < 0 <= minimum:
        raise ValueError("Une valeur négative n’est pas acceptée ici.")
    if valeur < minimum:
        raise ValueError(f"Le minimum est {montrer_nombre(minimum)}{INSECABLE}{unite}.")
    if valeur > maximum:
        raise ValueError(f"Le maximum est {montrer_nombre(maximum)}{INSECABLE}{unite}.")
    return valeur


def lire_montant(texte: str, *, minimum: Decimal = Decimal(0), maximum: Decimal = MONTANT_MAXIMUM) -> Decimal:
    """Lit un montant en euros : « 1 234,56 € », « 1234.5 », « 1.234,56 ». Rend un `Decimal` au centime.

    Lève `ValueError` : illisible, plus de deux décimales, négatif, hors de [minimum, maximum].
    """
    saisie = re.sub(r"\s?(€|eur|euros?)$", "", _aplatir(texte), flags=re.IGNORECASE)
    valeur = _lire_nombre(saisie, "un montant : écrivez par exemple 1 234,56")
    return _borner(valeur, minimum, maximum, "€").quantize(Decimal("0.01"))


def lire_pourcentage(texte: str, *, minimum: Decimal = Decimal(0), maximum: Decimal = Decimal(100)) -> Decimal:
    """Lit « 65 », « 65,5 % » : un `Decimal` à deux décimales, de 0 à 100 sauf bornes données.

    Lève `ValueError` : illisible, plus de deux décimales, hors bornes.
    """
    saisie = _aplatir(texte).removesuffix("%").rstrip()
    valeur = _lire_nombre(saisie, "un pourcentage : écrivez par exemple 65 ou 12,50")
    return _borner(valeur, minimum, maximum, "%").quantize(Decimal("0.01"))


def montrer_nombre(valeur: Decimal | int, decimales: int = 2) -> str:
    """Écrit « 1 234,56 » (espaces insécables, arrondi au plus proche, la moitié vers le haut)."""
    arrondi = Decimal(valeur).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
    texte = f"{abs(arrondi):,.{decimales}f}".replace(",", INSECABLE).replace(".", ",")
    return f"\u2212{texte}" if arrondi < 0 else texte


def montrer_montant(montant: Decimal | int | None) -> str:
    """Écrit des euros : « 1 234,56 € », espaces insécables ; rien pour `None`."""
    return "" if montant is None else f"{montrer_nombre(montant)}{INSECABLE}€"


def montrer_pourcentage(valeur: Decimal | int | None) -> str:
    """Écrit « 65,00 % » ; rien pour `None`."""
    return "" if valeur is None else f"{montrer_nombre(valeur)}{INSECABLE}%"


# ── Durées ──


def lire_duree(texte: str, *, minimum: int = 0, maximum: int = DUREE_MAXIMUM) -> int:
    """Lit une durée et rend des minutes entières (B4).

    « 24 » et « 24,5 » sont des heures (arrondies à la minute) ; « 24 h 30 », « 24h30 », « 24:30 » ;
    « 90 min ». Lève `ValueError` : illisible, minutes au-delà de 59, négative, hors bornes (minutes).
    """
    saisie = _aplatir(texte).lower()
    minutes = _minutes(saisie)
    if minutes < 0:
        raise ValueError("Une durée négative n’est pas acceptée.")
    if minutes < minimum:
        raise ValueError(f"Le minimum est {montrer_duree(minimum)}.")
    if minutes > maximum:
        raise ValueError(f"Le maximum est {montrer_duree(maximum)}.")
    return minutes


def _minutes(saisie: str) -> int:
    if forme := _MINUTES.fullmatch(saisie):
        return int(forme[1])
    if forme := _HEURES_MINUTES.fullmatch(saisie):
        heures, minutes = int(forme[1].replace(" ", "")), int(forme[2] or 0)
        if minutes > 59:
            raise ValueError(f"« {saisie[:40]} » : les minutes vont de 0 à 59.")
        return heures * 60 + minutes
    nombre = re.sub(r"\s?(h|heures?)$", "", saisie)
    heures = _lire_nombre(nombre, "une durée : écrivez par exemple 24, 24,5 ou 24 h 30")
    heures = max(-_HORS_BORNES, min(heures, _HORS_BORNES))  # au-delà, l'arrondi n'est plus possible
    return int((heures * 60).quantize(Decimal(1), ROUND_HALF_UP))


def montrer_duree(minutes: int | None) -> str:
    """Écrit des minutes : « 24 h 30 », « 24 h », « 45 min », « 0 h » ; rien pour `None`."""
    if minutes is None:
        return ""
    signe, (heures, reste) = "\u2212" if minutes < 0 else "", divmod(abs(minutes), 60)
    if not heures and reste:
        return f"{signe}{reste}{INSECABLE}min"
    centaines = montrer_nombre(heures, 0)
    return f"{signe}{centaines}{INSECABLE}h" + (f"{INSECABLE}{reste:02d}" if reste else "")


def en_heures(minutes: int | None) -> Decimal | None:
    """Des minutes en heures décimales, au centième : 90 donne 1,50 (exports) ; None reste None."""
    return None if minutes is None else (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)


# ── Téléphones ──


def normaliser_telephone(texte: str) -> str:
    """Rend la forme E.164 (« +33612345678 ») ; sans indicatif, le numéro est français.

    Lève `ValueError` quand la longueur ne peut être celle d'un numéro du pays.
    """
    try:
        numero = phonenumbers.parse(_aplatir(texte), "FR")
    except phonenumbers.NumberParseException:
        raise ValueError("Écrivez un numéro de téléphone, par exemple 06 12 34 56 78.") from None
    if not phonenumbers.is_possible_number(numero):
        raise ValueError(
            "Ce numéro n’a pas le bon nombre de chiffres : par exemple 06 12 34 56 78, "
            "ou +32 470 12 34 56 pour l’étranger."
        )
    return phonenumbers.format_number(numero, phonenumbers.PhoneNumberFormat.E164)


def montrer_telephone(numero: str | None) -> str:
    """Écrit un numéro E.164 : « 06 12 34 56 78 » en France, forme internationale ailleurs."""
    if not numero:
        return ""
    try:
        lu = phonenumbers.parse(numero, "FR")
    except phonenumbers.NumberParseException:
        return numero
    formes = phonenumbers.PhoneNumberFormat
    national = lu.country_code == TERRITOIRE_NATIONAL
    forme = phonenumbers.format_number(lu, formes.NATIONAL if national else formes.INTERNATIONAL)
    return forme.replace(" ", INSECABLE)
