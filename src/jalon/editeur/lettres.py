"""Un montant en toutes lettres, avec les traits d'union et les accords de l'usage courant. Fonctions pures."""

from decimal import ROUND_HALF_UP, Decimal

UNITES = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
DIZAINES = (
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
)
GRANDS = ((10**9, "milliard"), (10**6, "million"))


def _moins_de_cent(nombre: int, is_final: bool) -> str:
    if nombre < 20:
        return UNITES[nombre]
    dizaine, unite = divmod(nombre, 10)
    if dizaine in (7, 9):
        unite += 10
    mot = DIZAINES[dizaine]
    if unite == 0:
        return f"{mot}s" if dizaine == 8 and is_final else mot
    if unite in (1, 11) and dizaine < 8:
        return f"{mot} et {UNITES[unite]}"
    return f"{mot}-{UNITES[unite]}"


def _moins_de_mille(nombre: int, is_final: bool) -> str:
    """`is_final` : rien ne suit, ou un nom (« million ») : vingt et cent s'accordent."""
    centaines, reste = divmod(nombre, 100)
    if not centaines:
        return _moins_de_cent(reste, is_final)
    cent = "cent" if centaines == 1 else f"{UNITES[centaines]} cent"
    if reste:
        return f"{cent} {_moins_de_cent(reste, is_final)}"
    return f"{cent}s" if centaines > 1 and is_final else cent


def nombre_en_lettres(nombre: int) -> str:
    """« mille deux cent quatre-vingts », pour un entier de zéro à mille milliards exclus. Lève `ValueError`."""
    if not 0 <= nombre < 10**12:
        raise ValueError("nombre hors de ce qui s’écrit en lettres")
    if nombre == 0:
        return UNITES[0]
    mots = []
    for valeur, nom in GRANDS:
        quantite, nombre = divmod(nombre, valeur)
        if quantite:
            mots.append(f"{_moins_de_mille(quantite, True)} {nom}{'s' if quantite > 1 else ''}")
    milliers, reste = divmod(nombre, 1000)
    if milliers:
        mots.append("mille" if milliers == 1 else f"{_moins_de_mille(milliers, False)} mille")
    if reste:
        mots.append(_moins_de_mille(reste, True))
    return " ".join(mots)


def euros_en_lettres(montant: Decimal) -> str:
    """« mille deux cent cinquante euros et cinquante centimes », pour un montant en euros arrondi au centime."""
    centimes_en_tout = int((abs(montant) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    entiers, centimes = divmod(centimes_en_tout, 100)
    rond = "d’" if entiers and entiers % 10**6 == 0 else ""
    texte = f"{nombre_en_lettres(entiers)} {rond}euro{'s' if entiers > 1 else ''}"
    if centimes:
        texte += f" et {nombre_en_lettres(centimes)} centime{'s' if centimes > 1 else ''}"
    return f"moins {texte}" if montant < 0 and centimes_en_tout else texte
