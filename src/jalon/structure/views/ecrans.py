"""Les quatre sortes d'objets de la structure et ce qui les distingue : leurs écrans sont les mêmes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jalon.socle.listes import Liste

from .. import operations as actes
from ..forms import CentreForm, FermetureForm, LieuForm, RessourceForm
from ..forms.objets import FormulaireObjet
from ..listes import CENTRES, FERMETURES, LIEUX, RESSOURCES
from ..models import Centre, Fermeture, Lieu, Ressource
from ..models.commun import ObjetStructure
from ..queries import plages_de
from ..rules import horaires_en_mots


def _rien(_objet: ObjetStructure) -> dict[str, Any]:
    return {}


def _fiche_centre(centre: Centre) -> dict[str, Any]:
    """Horaires et lieux du centre : deux requêtes."""
    plages = plages_de(centre)
    return {
        "horaires": horaires_en_mots(plages) if plages else [],
        "lieux": centre.lieux.order_by("-is_active", "cle_tri", "pk"),
    }


@dataclass(frozen=True)
class Ecran:
    """Une sorte d'objet : `code` nomme ses adresses, `segment` leur chemin, `e` accorde les phrases."""

    code: str
    segment: str
    modele: type[ObjetStructure]
    formulaire: type[FormulaireObjet]
    liste: Liste
    creer: Callable[..., ObjetStructure]
    modifier: Callable[..., ObjetStructure]
    basculer: Callable[..., ObjetStructure]
    supprimer: Callable[..., None]
    titre_nouveau: str
    phrase_desactive: str
    e: str = ""
    liens: tuple[str, ...] = ()
    contexte: Callable[[Any], dict[str, Any]] = _rien
    mots: tuple[str, str, str] = ("Désactiver", "Réactiver", "désactivé")
    preremplis: tuple[str, ...] = ()

    @property
    def gabarit(self) -> str:
        return f"structure/{self.code}.html"

    def adresse(self, vue: str = "") -> str:
        """Nom d'adresse : « structure:centre », « structure:centre_modifier »."""
        return f"structure:{self.code}{f'_{vue}' if vue else ''}"

    @property
    def url_modifier(self) -> str:
        return self.adresse("modifier")

    @property
    def url_etat(self) -> str:
        return self.adresse("etat")

    @property
    def url_supprimer(self) -> str:
        return self.adresse("supprimer")


ECRANS = {
    ecran.code: ecran
    for ecran in (
        Ecran(
            "centre",
            "centres",
            Centre,
            CentreForm,
            CENTRES,
            actes.creer_centre,
            actes.modifier_centre,
            actes.basculer_centre,
            actes.supprimer_centre,
            "Nouveau centre",
            "Il n’est plus proposé ; les dossiers, les utilisateurs et les lieux qui s’y rattachent y restent.",
            liens=("responsable",),
            contexte=_fiche_centre,
        ),
        Ecran(
            "lieu",
            "lieux",
            Lieu,
            LieuForm,
            LIEUX,
            actes.creer_lieu,
            actes.modifier_lieu,
            actes.basculer_lieu,
            actes.supprimer_lieu,
            "Nouveau lieu",
            "Il n’est plus proposé ; ce qui s’y tient y reste.",
            liens=("centre",),
            preremplis=("centre",),
        ),
        Ecran(
            "ressource",
            "ressources",
            Ressource,
            RessourceForm,
            RESSOURCES,
            actes.creer_ressource,
            actes.modifier_ressource,
            actes.basculer_ressource,
            actes.supprimer_ressource,
            "Nouvelle ressource",
            "Elle ne se réserve plus ; ses réservations passées restent.",
            e="e",
            liens=("centre",),
            mots=("Désactiver", "Réactiver", "désactivée"),
        ),
        Ecran(
            "fermeture",
            "jours-fermes",
            Fermeture,
            FermetureForm,
            FERMETURES,
            actes.creer_fermeture,
            actes.modifier_fermeture,
            actes.basculer_fermeture,
            actes.supprimer_fermeture,
            "Nouvelle fermeture",
            "Ces jours redeviennent ouverts ; la fermeture reste lisible.",
            e="e",
            liens=("centre",),
            mots=("Lever", "Rétablir", "levée"),
        ),
    )
}
