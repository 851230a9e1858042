"""Ce pour quoi l'on génère depuis une page : un dossier, les participants d'une séance, une convention."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import dossier_visible
from jalon.socle.erreurs import Refus

from ..models import ModeleDocument
from ..registres import CONTEXTES, Contexte

ANNULE = "Ce dossier est annulé : il ne reçoit plus de document."


@dataclass(frozen=True)
class Cible:
    """Les objets, trouvés par leur porte, celui d'où l'on vient d'abord ; `ou` : les paramètres de son adresse."""

    contexte: Contexte
    objets: list[Any]
    ou: dict[str, Any]

    @property
    def objet(self) -> Any:
        return self.objets[0]

    @property
    def dossier(self) -> Dossier | None:
        return self.contexte.dossier_de(self.objet)

    @property
    def is_plusieurs(self) -> bool:
        return len(self.objets) > 1

    @property
    def fil(self) -> list[tuple[str, str]]:
        return self.contexte.fil(self.objet)

    @property
    def retour(self) -> str:
        """La page d'où l'on vient."""
        return self.fil[-1][1]

    @property
    def precision(self) -> str:
        return self.contexte.dire(self.objet)

    @property
    def adresse(self) -> str:
        """Le choix d'un modèle."""
        return reverse(f"generation:{self.contexte.code}", kwargs=self.ou)

    def adresse_de(self, modele: ModeleDocument) -> str:
        """Ce modèle, pour ces objets."""
        return reverse(f"generation:{self.contexte.code}_generer", kwargs={**self.ou, "modele": modele.pk})

    @property
    def modeles(self) -> list[tuple[ModeleDocument, str]]:
        """Les modèles qui conviennent, et leur adresse. Une requête."""
        return [(modele, self.adresse_de(modele)) for modele in self.proposes]

    @property
    def proposes(self) -> Any:
        """Ceux qui conviennent à l'un des objets au moins."""
        lues = [self.contexte.prestations_de(objet) for objet in self.objets]
        toutes = None if None in lues else {cle for cles in lues for cle in cles}
        return ModeleDocument.objects.proposes(self.contexte.code, toutes)


def cible_de(request: HttpRequest, contexte: str, ou: dict[str, Any]) -> Cible:
    """Ce que désigne l'adresse. Lève `Http404` hors du périmètre, `Refus` si le dossier est annulé."""
    dossier = dossier_visible(request, ou["numero"]) if "numero" in ou else None
    if dossier and dossier.annule_at:
        raise Refus(ANNULE)
    quoi = CONTEXTES.obtenir(contexte)
    objets = list(quoi.trouver(request.user, ou.get("pk", 0), dossier))
    if not objets:
        raise Http404
    return Cible(quoi, objets, ou)
