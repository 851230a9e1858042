"""Famille « conseiller » : qui accompagne, et qui tient l'administratif ; titres et références (CV-01)."""

from collections.abc import Callable
from typing import Any

from jalon.annuaire.models import Personne
from jalon.dossiers.models import Dossier
from jalon.socle.formats import montrer_telephone

from ..enums import ContexteModele, Famille
from ..registres import Marqueur
from .commun import lu, marqueur, ordonner


def _compte(role: str, du: str) -> list[Marqueur]:
    def un(nom: str, libelle: str, attribut: Callable[[Any], Any]) -> Marqueur:
        lire = lambda d: attribut(getattr(d, role)) if getattr(d, role) else ""  # noqa: E731
        return marqueur(f"{role}.{nom}", f"{libelle} {du}", f"{libelle} {du}", lire, famille=Famille.CONSEILLER)

    return [
        un("nom_complet", "Prénom et nom", str),
        un("nom", "Nom", lambda u: u.nom),
        un("prenom", "Prénom", lambda u: u.prenom),
        un("courriel", "Courriel", lambda u: u.courriel),
    ]


def _fiche(dossier: Dossier, lecture) -> Personne | None:
    """La fiche personne du conseiller, s'il en a une. Une requête, une fois."""
    if dossier.conseiller_id is None:
        return None
    return lecture.lire("conseiller", lambda: Personne.objects.filter(utilisateur=dossier.conseiller_id).first())


def _de_fiche(nom: str, libelle: str, sens: str, lire: Callable[[Personne | None], Any]) -> Marqueur:
    def valeur(dossier: Dossier, lecture) -> Any:
        return lire(_fiche(dossier, lecture))

    return Marqueur(f"conseiller.{nom}", libelle, sens, Famille.CONSEILLER, ContexteModele.DOSSIER, valeur)


MARQUEURS = ordonner(
    [
        *_compte("conseiller", "du conseiller"),
        _de_fiche("fonction", "Fonction du conseiller", "Sa fonction, d’après sa fiche",
                  lambda p: lu(p, "fonction")),
        _de_fiche("telephone", "Téléphone du conseiller", "Le mobile de sa fiche, à défaut le fixe",
                  lambda p: montrer_telephone(lu(p, "telephone"))),
        _de_fiche("diplomes", "Diplômes du conseiller", "Ses diplômes, d’après sa fiche",
                  lambda p: lu(p, "diplomes")),
        _de_fiche("titres", "Titres du conseiller", "Ses titres et certifications", lambda p: lu(p, "titres")),
        _de_fiche("references", "Références du conseiller", "Ses références", lambda p: lu(p, "references")),
        *_compte("gestionnaire", "du gestionnaire du dossier"),
    ],
    600,
)  # fmt: skip
