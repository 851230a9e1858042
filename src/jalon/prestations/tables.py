"""Les listes de la maison qui ont un écran dans Admin, et ce qui les distingue."""

from dataclasses import dataclass

from jalon.annuaire.models import Etiquette

from .enums import TypeEvenement
from .models import Motif, Origine, Suivi, TypeDocument, TypeEvenementMaison, ValeurDeReference


@dataclass(frozen=True)
class Table:
    """Une liste : `segment` de son adresse, phrase qui dit où elle sert, valeur proposée d'office ou non."""

    code: str
    segment: str
    titre: str
    singulier: str
    phrase: str
    icone: str
    modele: type[ValeurDeReference]
    avec_defaut: bool = True
    groupes: tuple[tuple[str, str], ...] = (("", ""),)

    @property
    def is_groupee(self) -> bool:
        """Dit si la liste est rangée par événement (les motifs)."""
        return len(self.groupes) > 1

    def filtre(self, groupe: str) -> dict[str, str]:
        """Ce qui limite la liste à un groupe."""
        return {"type_evenement": groupe} if self.is_groupee else {}

    @property
    def url_liste(self) -> str:
        return f"prestations:{self.code}"

    @property
    def url_ajouter(self) -> str:
        return f"prestations:{self.code}_ajouter"

    @property
    def url_ordre(self) -> str:
        return f"prestations:{self.code}_ordre"

    @property
    def url_modifier(self) -> str:
        return f"prestations:{self.code}_modifier"

    @property
    def url_etat(self) -> str:
        return f"prestations:{self.code}_etat"

    @property
    def url_supprimer(self) -> str:
        return f"prestations:{self.code}_supprimer"


AVEC_MOTIF = (
    TypeEvenement.SORTIE,
    TypeEvenement.ABANDON,
    TypeEvenement.SUSPENSION,
    TypeEvenement.REPRISE,
    TypeEvenement.REOUVERTURE,
    TypeEvenement.CHANGEMENT_STATUT,
)

TABLES = {
    table.code: table
    for table in (
        Table(
            "types_document",
            "types-de-document",
            "Types de document",
            "type de document",
            "Ce qu’une pièce peut être ; une prestation peut en exiger.",
            "file-text",
            TypeDocument,
            avec_defaut=False,
        ),
        Table(
            "types_evenement",
            "types-d-evenement",
            "Types d’événement",
            "type d’événement",
            "Les événements que la maison nomme, et le fait que chacun signifie.",
            "flag",
            TypeEvenementMaison,
            avec_defaut=False,
        ),
        Table(
            "motifs",
            "motifs",
            "Motifs",
            "motif",
            "Pourquoi une sortie, un abandon, une suspension.",
            "message-plus",
            Motif,
            groupes=tuple((t.value, t.label) for t in AVEC_MOTIF),
        ),
        Table(
            "origines",
            "origines",
            "Origines",
            "origine",
            "D’où vient le bénéficiaire.",
            "route",
            Origine,
        ),
        Table(
            "etiquettes",
            "etiquettes",
            "Étiquettes",
            "étiquette",
            "Les mots que l’on pose sur les personnes de l’annuaire, pour les filtrer.",
            "tag",
            Etiquette,
            avec_defaut=False,
        ),
        Table(
            "suivis",
            "suivis",
            "Suivis",
            "suivi",
            "Les étiquettes que l’on pose sur un dossier, à côté de son statut.",
            "tag",
            Suivi,
            avec_defaut=False,
        ),
    )
}
