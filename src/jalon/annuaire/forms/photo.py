"""Formulaire de la photo d'une personne."""

from jalon.ui.formulaires import ChampFichier, FormulaireJalon


class PhotoForm(FormulaireJalon):
    """L'image à déposer ; son contenu est contrôlé par l'acte."""

    photo = ChampFichier(
        label="Image",
        largeur=12,
        help_text="JPEG, PNG ou WebP, 5 Mo au plus. Elle est recadrée en carré et ramenée à 320 pixels.",
        error_messages={"required": "Choisissez une image."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].widget.attrs["accept"] = "image/png,image/jpeg,image/webp"
