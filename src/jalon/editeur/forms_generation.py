"""Ce que l'on demande à qui génère : pour qui, les textes libres du modèle, le format, la confidentialité."""

from typing import TYPE_CHECKING, Any

from jalon.ui.formulaires import (
    ChampCases,
    ChampChoixBascule,
    ChampOuiNon,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from .enums import FormatGenere
from .models import ModeleDocument

if TYPE_CHECKING:
    from .views.cible import Cible

TEXTE_MAX = 20_000
OBJET = "objet"
UN_SEUL = [c for c in FormatGenere.choices if c[0] != FormatGenere.LES_DEUX]


def _champ(texte: dict[str, Any]) -> ChampTexte:
    """Une ligne pour un objet, plusieurs pour le reste."""
    commun = {"label": texte["libelle"], "required": bool(texte.get("is_exige")), "largeur": 12}
    if texte["code"] == OBJET:
        return ChampTexte(max_length=200, **commun)
    return ChampTexteLong(max_length=TEXTE_MAX, lignes=5, **commun)


class GenererForm(FormulaireJalon):
    """Un champ par texte demandé ; ce qui est exigé le dit. D'une séance à plusieurs : pour qui.

    Ce que nul dossier ne range se télécharge : un seul format, sans confidentialité.
    """

    pour = ChampCases(label="Pour", largeur=12)
    format_voulu = ChampChoixBascule(
        label="Ce que l’on range", choices=FormatGenere.choices, initial=FormatGenere.LES_DEUX, largeur=12
    )
    is_confidentiel = ChampOuiNon(label="Confidentiel : vous seul le lirez dans le dossier")

    def __init__(self, *args: Any, modele: ModeleDocument, cible: "Cible", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cible = cible
        self._pour()
        if cible.dossier is None:
            del self.fields["is_confidentiel"]
            self.fields["format_voulu"].choices = UN_SEUL
            self.fields["format_voulu"].label = "Ce que l’on télécharge"
            self.fields["format_voulu"].initial = FormatGenere.PDF
        for texte in modele.textes_libres:
            self.fields[f"texte_{texte['code']}"] = _champ(texte)
        self.order_fields([nom for nom in self.fields if nom.startswith("texte_")])

    def _pour(self) -> None:
        """Coché d'avance : celui d'où l'on vient."""
        if not self.cible.is_plusieurs:
            del self.fields["pour"]
            return
        dossier_de = self.cible.contexte.dossier_de
        noms = {str(o.pk): f"{dossier_de(o).beneficiaire} · {dossier_de(o).numero}" for o in self.cible.objets}
        self.fields["pour"].choices = list(noms.items())
        self.fields["pour"].initial = [str(self.cible.objet.pk)]

    @property
    def objets(self) -> list[Any]:
        """Ceux que l'on a choisis ; à défaut celui d'où l'on vient, pour l'aperçu."""
        choisis = set(getattr(self, "cleaned_data", {}).get("pour", ()))
        return [o for o in self.cible.objets if str(o.pk) in choisis] or [self.cible.objet]

    @property
    def textes(self) -> dict[str, str]:
        """Les textes écrits, par code ; ceux d'un formulaire incomplet aussi, pour l'aperçu."""
        lus = getattr(self, "cleaned_data", {})
        return {n.removeprefix("texte_"): lus.get(n, "") for n in self.fields if n.startswith("texte_")}

    @property
    def champs_textes(self) -> list:
        return [lie for lie in self if lie.name.startswith("texte_")]
