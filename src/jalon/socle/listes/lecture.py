"""Les requêtes d'une page de liste : filtrer, compter, trier, ne charger que les lignes montrées."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from .declarations import Colonne
from .elements import COMPTE_MAX, Compte, Selection
from .etat import Etat
from .tri import ordre_total

if TYPE_CHECKING:
    from .liste import Liste


class Lecture:
    """Une liste lue par quelqu'un. Trois requêtes par page, quel que soit le nombre de lignes."""

    def __init__(self, liste: "Liste", utilisateur: Any, colonnes: list[Colonne]) -> None:
        self.liste, self.utilisateur, self.colonnes = liste, utilisateur, colonnes

    def page(self, etat: Etat) -> tuple[Compte, Selection]:
        """Le compte et les lignes d'une page ; au-delà de la dernière page connue, la dernière.

        Les clés d'abord, lues dans l'index du tri : une page lointaine ne charge pas celles qui précèdent.
        """
        compte, taille = self.compter(etat), self.liste.par_page
        numero = min(etat.page, compte.pages(taille)) if compte.exact else etat.page
        debut = (numero - 1) * taille
        cles = list(self.cles(etat)[debut : debut + taille + 1])
        return compte, Selection(self.charger(cles[:taille]), numero, debut, suite=len(cles) > taille)

    def compter(self, etat: Etat) -> Compte:
        """Exact jusqu'à 10 000 ; au-delà on sait seulement qu'il y en a plus (A2)."""
        nombre = self._filtree(etat).order_by().values("pk")[: COMPTE_MAX + 1].count()
        return Compte(min(nombre, COMPTE_MAX), exact=nombre <= COMPTE_MAX)

    def toutes(self, etat: Etat) -> QuerySet:
        """Toutes les lignes, avec ce que les colonnes montrent, dans l'ordre de la liste."""
        return self._affichage(self._filtree(etat)).order_by(*self._ordre(etat))

    def _filtree(self, etat: Etat) -> QuerySet:
        """Les lignes visibles que gardent la recherche et tous les filtres (ET)."""
        queryset = self.liste.queryset(self.utilisateur)
        queryset = self.liste.chercher(queryset, etat.q, self.utilisateur)
        for filtre, valeur in etat.filtres.items():
            queryset = filtre.appliquer(queryset, valeur)
        dits = {filtre.code for filtre in etat.filtres}
        for filtre in (*self.liste.filtres, *self.liste.registre_filtres):
            if filtre.sinon and filtre.code not in dits:
                queryset = filtre.sinon(queryset)
        return queryset

    def cles(self, etat: Etat) -> QuerySet:
        """Les clés de toutes les lignes, dans l'ordre de la liste."""
        queryset, colonne = self._filtree(etat), self._colonne_triee(etat)
        if colonne and colonne.preparer:
            queryset = colonne.preparer(queryset)
        return queryset.order_by(*self._ordre(etat)).values_list("pk", flat=True)

    def _ordre(self, etat: Etat) -> list:
        colonne = self._colonne_triee(etat)
        champs = (colonne.tri or ()) if colonne else ()
        return ordre_total(self.liste.modele, champs, self._tri(etat).startswith("-"))

    def _colonne_triee(self, etat: Etat) -> Colonne | None:
        """La colonne du tri, même si l'utilisateur ne la voit pas (ordre habituel de la liste)."""
        code = self._tri(etat).removeprefix("-")
        toutes = [*self.liste.colonnes, *self.liste.registre_colonnes]
        return next((colonne for colonne in toutes if colonne.code == code), None)

    def _tri(self, etat: Etat) -> str:
        return etat.tri or self.liste.tri_defaut

    def _affichage(self, queryset: QuerySet) -> QuerySet:
        queryset = self.liste.enrichir(queryset, self.utilisateur)
        for colonne in self.colonnes:
            if colonne.preparer:
                queryset = colonne.preparer(queryset)
        return queryset

    def charger(self, cles: Sequence[Any]) -> list[Model]:
        """Les objets de ces clés, dans leur ordre."""
        queryset = self.liste.queryset(self.utilisateur).filter(pk__in=cles)
        objets = {objet.pk: objet for objet in self._affichage(queryset).order_by("pk")}
        return [objets[cle] for cle in cles if cle in objets]
