"""Les actes sont les seuls à écrire (règles 2 et 9) : ailleurs, une écriture échapperait au journal.

Lit le code sans l'exécuter. Écrire, c'est appeler `save()`, `delete()`, `bulk_create`… sur autre chose que
`super()`, ou `update` avec des champs nommés (celui d'un dictionnaire reçoit un dictionnaire).
"""

import ast
from pathlib import Path

import pytest

PAQUET = Path(__file__).resolve().parents[1] / "src" / "jalon"
# Là où écrire est le métier : les actes, la base, le journal lui-même, les données inventées, la mesure.
PERMIS = {"operations", "operations.py", "migrations", "socle", "journal", "demonstration", "bench"}
SANS_ARGUMENT = {"save", "delete"}  # avec un argument, c'est une image qu'on écrit, une clé qu'on oublie
ECRITURES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def fichiers() -> list[Path]:
    return sorted(f for f in PAQUET.rglob("*.py") if not PERMIS & set(f.relative_to(PAQUET).parts))


def est_super(noeud: ast.expr) -> bool:
    return isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Name) and noeud.func.id == "super"


def est_une_ecriture(appel: ast.Call) -> bool:
    """Dit si l'appel écrit en base."""
    if not isinstance(appel.func, ast.Attribute) or est_super(appel.func.value):
        return False
    nom = appel.func.attr
    if nom == "update":
        return bool(appel.keywords) and not appel.args
    if nom in SANS_ARGUMENT:
        return not appel.args
    manager = isinstance(appel.func.value, ast.Attribute) and appel.func.value.attr == "objects"
    return nom in ECRITURES or (nom == "create" and manager)


def ecritures(code: str) -> list[int]:
    """Les lignes d'un module où l'on écrit en base."""
    return [n.lineno for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Call) and est_une_ecriture(n)]


def test_personne_n_ecrit_hors_des_actes():
    fautes = [
        f"{fichier.relative_to(PAQUET)}:{ligne}"
        for fichier in fichiers()
        for ligne in ecritures(fichier.read_text(encoding="utf-8"))
    ]
    assert not fautes, "écritures hors de operations : " + ", ".join(fautes)


@pytest.mark.parametrize(
    "code",
    [
        "Dossier.objects.filter(pk=1).update(statut='x')",
        "dossier.save()",
        "dossier.save(update_fields=['suivi'])",
        "lignes.delete()",
        "Part.objects.bulk_create(parts)",
        "Part.objects.bulk_update(parts, ['rang'])",
        "Dossier.objects.create(numero='1')",
        "Compteur.objects.get_or_create(serie='x')",
        "form.save()",
    ],
)
def test_est_vu_comme_une_ecriture(code):
    assert ecritures(code) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "super().save(*args, **kwargs)",
        "donnees.update(autres)",
        "image.save(sortie, 'PNG', optimize=True)",
        "cache.delete('cle')",
        "attrs.update({'class': 'x'})",
        "vus = set(); vus.update([1], [2])",
        "Dossier.objects.filter(pk=1).exists()",
        "registre.create()",
    ],
)
def test_n_est_pas_vu_comme_une_ecriture(code):
    assert ecritures(code) == []
