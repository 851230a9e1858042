"""Ce que l'on demande à qui génère : les textes libres du modèle, le format, la confidentialité."""

from typing import Any

from jalon.ui.formulaires import ChampChoixBascule, ChampOuiNon, ChampTexte, ChampTexteLong, FormulaireJalon

from .enums import FormatGenere
from .models import ModeleDocument

TEXTE_MAX = 20_000
OBJET = "objet"


def _champ(texte: dict[str, Any]) -> ChampTexte:
    """Une ligne pour un objet, plusieurs pour le reste."""
    commun = {"label": texte["libelle"], "required": bool(texte.get("is_exige")), "largeur": 12}
    if texte["code"] == OBJET:
        return ChampTexte(max_length=200, **commun)
    return ChampTexteLong(max_length=TEXTE_MAX, lignes=5, **commun)


class GenererForm(FormulaireJalon):
    """Un champ par texte demandé ; ce qui est exigé le dit."""

    format_voulu = ChampChoixBascule(
        label="Ce que l’on range", choices=FormatGenere.choices, initial=FormatGenere.LES_DEUX, largeur=12
    )
    is_confidentiel = ChampOuiNon(label="Confidentiel : vous seul le lirez dans le dossier")

    def __init__(self, *args: Any, modele: ModeleDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for texte in modele.textes_libres:
            self.fields[f"texte_{texte['code']}"] = _champ(texte)
        self.order_fields([nom for nom in self.fields if nom.startswith("texte_")])

    @property
    def textes(self) -> dict[str, str]:
        """Les textes écrits, par code ; ceux d'un formulaire incomplet aussi, pour l'aperçu."""
        lus = getattr(self, "cleaned_data", {})
        return {n.removeprefix("texte_"): lus.get(n, "") for n in self.fields if n.startswith("texte_")}

    @property
    def champs_textes(self) -> list:
        return [lie for lie in self if lie.name.startswith("texte_")]
