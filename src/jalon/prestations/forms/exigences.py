"""Les exigences : pour chaque champ et chaque pièce, aucune porte ou une des trois."""

from typing import Any

from django.db.models import Q
from django.forms import BoundField

from jalon.ui.formulaires import ChampChoixBascule, FormulaireJalon

from ..enums import Porte
from ..models import TypeDocument, VersionPrestation
from ..registres import CHAMPS_EXIGIBLES, EXIGENCES_COMMUNES
from .prestation import champ_version

CHOIX = [("", "Non"), *Porte.choices]
PLUS_PROPOSE = (
    "« {type} » a été désactivé pendant votre saisie : choisissez « Non », ou réactivez-le. "
    "Le reste de votre saisie est gardé."
)


class ExigencesForm(FormulaireJalon):
    """Un champ `champ_<code>` par champ exigible, `piece_<clé>` par type de document."""

    version = champ_version()

    def __init__(self, version: VersionPrestation | None, data: Any = None) -> None:
        self.exigees = {p.type_document_id: p.porte for p in version.pieces_exigees.all()} if version else {}
        super().__init__(data, initial={"version": version.version if version and version.is_brouillon else 0})
        champs = {e.champ: e.porte for e in version.champs_exiges.all()} if version else {}
        self.communs = {e.champ: Porte(e.porte).label for e in EXIGENCES_COMMUNES}
        for exigible in CHAMPS_EXIGIBLES:
            self._ajouter(f"champ_{exigible.code}", exigible.libelle, champs.get(exigible.code, ""))
        self.types = {t.pk: t for t in self._types(data)}
        for pk, type_document in self.types.items():
            self._ajouter(f"piece_{pk}", str(type_document), self.exigees.get(pk, ""))

    def _ajouter(self, nom: str, libelle: str, porte: str) -> None:
        self.fields[nom] = ChampChoixBascule(
            label=libelle, choices=CHOIX, required=False, initial=porte, largeur=12
        )

    def _types(self, data: Any) -> list[TypeDocument]:
        """Les types actifs, ceux déjà exigés, et ceux reçus : désactivé entre-temps, un type reste montré."""
        recus = {nom[6:] for nom in data or () if nom.startswith("piece_") and data[nom]}
        cles = {int(cle) for cle in recus if cle.isascii() and cle.isdigit() and len(cle) < 19}
        return list(TypeDocument.objects.filter(Q(is_active=True) | Q(pk__in=cles | set(self.exigees))))

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        for pk, type_document in self.types.items():
            if donnees.get(f"piece_{pk}") and not type_document.is_active and pk not in self.exigees:
                self.add_error(f"piece_{pk}", PLUS_PROPOSE.format(type=type_document))
        return donnees

    @property
    def lignes_champs(self) -> list[tuple[BoundField, str]]:
        """Chaque champ exigible, et la porte qui l'exige déjà de tout dossier (ou rien)."""
        return [(self[f"champ_{e.code}"], self.communs.get(e.code, "")) for e in CHAMPS_EXIGIBLES]

    @property
    def lignes_pieces(self) -> list[BoundField]:
        return [self[f"piece_{pk}"] for pk in self.types]

    @property
    def champs(self) -> dict[str, str]:
        """{code: porte} des champs exigés, après `is_valid`."""
        return {n[6:]: porte for n, porte in self.cleaned_data.items() if n.startswith("champ_") and porte}

    @property
    def pieces(self) -> dict[TypeDocument, str]:
        """{type de document: porte} des pièces exigées, après `is_valid`."""
        return {
            type_document: self.cleaned_data[f"piece_{pk}"]
            for pk, type_document in self.types.items()
            if self.cleaned_data[f"piece_{pk}"]
        }

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0
