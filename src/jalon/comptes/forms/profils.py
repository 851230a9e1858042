"""Formulaires d'un profil : la matrice de ses droits, ses périmètres ; le nom d'un profil dupliqué."""

from typing import Any, Self

from jalon.structure.forms.champs import champ_version
from jalon.ui.formulaires import ChampChoix, ChampChoixBascule, ChampOuiNon, ChampTexte, FormulaireJalon

from ..enums import ACTES_NOMMES, ZONES, PerimetreAgendas, PerimetreDossiers
from ..models import Profil
from ..mots import ACTES_EN_PHRASES, ZONES_EN_PHRASES
from ..rules.profils import NIVEAUX, actes_de_zone, champ_acte, champ_zone, composer, niveau_de

DOSSIERS = (
    (PerimetreDossiers.MIENS, "Les siens seulement"),
    (PerimetreDossiers.EQUIPES, "Les siens et ceux de ses équipes"),
    (PerimetreDossiers.MAISON, "Tous ceux de la structure"),
)
AGENDAS = (
    (PerimetreAgendas.MIEN, "Le sien"),
    (PerimetreAgendas.EQUIPES, "Ceux de ses équipes"),
    (PerimetreAgendas.TOUS, "Tous"),
)
SIMPLES = ("libelle", "perimetre_dossiers", "is_limite_aux_centres", "agendas_lecture", "agendas_ecriture")


class ProfilForm(FormulaireJalon):
    """Les valeurs d'un profil ; une bascule par zone, une case par acte nommé."""

    version = champ_version()
    libelle = ChampTexte(label="Nom", max_length=80)
    perimetre_dossiers = ChampChoix(label="Dossiers visibles", choices=DOSSIERS)
    is_limite_aux_centres = ChampOuiNon(
        label="Dans ses centres seulement",
        help_text="Un dossier rattaché à un autre centre, ou à aucun, reste caché même s’il est à lui.",
    )
    agendas_lecture = ChampChoix(label="Agendas visibles", choices=AGENDAS)
    agendas_ecriture = ChampChoix(label="Agendas modifiables", choices=AGENDAS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for zone, libelle in ZONES.items():
            self.fields[champ_zone(zone)] = ChampChoixBascule(label=libelle, choices=NIVEAUX, largeur=12)
            for code in actes_de_zone(zone):
                self.fields[champ_acte(code)] = ChampOuiNon(
                    label=ACTES_NOMMES[code], help_text=ACTES_EN_PHRASES.get(code, "")
                )

    @classmethod
    def pour(cls, profil: Profil, data: Any = None) -> Self:
        return cls(data, initial={**valeurs(profil), "version": profil.version})

    @property
    def zones(self) -> list[dict[str, Any]]:
        """Les lignes de la matrice : la zone, ses phrases, sa bascule, ses actes."""
        return [
            {
                "libelle": libelle,
                "lecture": ZONES_EN_PHRASES[zone][0],
                "ecriture": ZONES_EN_PHRASES[zone][1],
                "niveau": self[champ_zone(zone)],
                "actes": [self[champ_acte(code)] for code in actes_de_zone(zone)],
            }
            for zone, libelle in ZONES.items()
        ]

    def donnees(self, avant: Profil) -> dict[str, Any]:
        """Ce qu'attend `modifier_profil`, après `is_valid`."""
        saisi = self.cleaned_data
        niveaux = {zone: saisi[champ_zone(zone)] for zone in ZONES}
        actes = [code for code in ACTES_NOMMES if saisi[champ_acte(code)]]
        return {nom: saisi[nom] for nom in SIMPLES} | {"droits": composer(niveaux, actes, avant.droits)}


def valeurs(profil: Profil) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    zones = {champ_zone(zone): niveau_de(profil.droits, zone) for zone in ZONES}
    actes = {champ_acte(code): code in profil.droits for code in ACTES_NOMMES}
    return {nom: getattr(profil, nom) for nom in SIMPLES} | zones | actes


class DuplicationForm(FormulaireJalon):
    libelle = ChampTexte(label="Nom du nouveau profil", max_length=80, largeur=12)
