"""Ce que les mémos apprennent d'ailleurs : sur quels objets on en écrit."""

from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import reverse

from jalon.socle.registres import Registre

if TYPE_CHECKING:
    from .models import Memo


class Porteur:
    """Une sorte d'objet qui porte des mémos. Une pièce plus haute inscrit la sienne, avec sa ligne de lien.

    `droit` : celui de lire l'objet. `gabarit` : la page de l'onglet, qui inclut `memos/fil.html`.
    `url_fil`, `url_nouveau` : ses deux adresses, dont l'argument est `cle_de(objet)`.
    """

    code: str
    libelle: str  # « ce dossier »
    droit: str
    gabarit: str
    url_fil: str
    url_nouveau: str
    relations: tuple[str, ...] = ()  # ce que `objet_de` et `nommer` lisent d'un mémo, en une requête
    ordre = 0

    def trouver(self, request: HttpRequest, cle: Any) -> Model:
        """L'objet par sa porte ; 404 hors du périmètre, 403 sans le droit."""
        raise NotImplementedError

    def contexte(self, request: HttpRequest, objet: Model) -> dict:
        """Ce que demande le cadre de la page de l'objet."""
        raise NotImplementedError

    def lisibles(self, utilisateur) -> Q:
        """La condition, sur un mémo, que son objet est lisible par cet utilisateur."""
        raise NotImplementedError

    def est_lisible(self, objet: Model, utilisateur) -> bool:
        """Dit si cet utilisateur peut lire l'objet. Une requête."""
        raise NotImplementedError

    def de(self, objet: Model) -> Q:
        """La condition qui retient les mémos de cet objet."""
        raise NotImplementedError

    def lier(self, memo: "Memo", objet: Model) -> None:
        """Attache un mémo neuf à son objet, avant qu'il soit enregistré."""

    def lier_enregistre(self, memo: "Memo", objet: Model) -> None:
        """Attache un mémo enregistré, quand le lien est une ligne à part."""

    def objet_de(self, memo: "Memo") -> Model:
        raise NotImplementedError

    def cle_de(self, objet: Model) -> Any:
        return objet.pk

    def nommer(self, objet: Model) -> str:
        return str(objet)

    def refuser(self, objet: Model) -> str | None:
        """Ce qui empêche d'écrire sur cet objet : la phrase, ou None."""
        return None

    def adresse(self, objet: Model) -> str:
        return reverse(self.url_fil, args=[self.cle_de(objet)])

    def adresse_nouveau(self, objet: Model) -> str:
        return reverse(self.url_nouveau, args=[self.cle_de(objet)])


PORTEURS: Registre[Porteur] = Registre("objets qui portent des mémos")
