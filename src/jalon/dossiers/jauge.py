"""La jauge de l'en-tête : pour chaque porte, ce qui manque, chaque ligne menant à son champ (H1)."""

from dataclasses import dataclass

from django.urls import reverse

from jalon.prestations.enums import Porte, TypeEvenement
from jalon.prestations.registres import ChampExigible

from .exigibles import exigibles_de
from .models import Dossier
from .registres import BLOCS


@dataclass(frozen=True)
class Lien:
    """Un manque et où le combler ; sans adresse quand la personne ne peut pas le faire."""

    libelle: str
    adresse: str = ""
    code: str = ""


@dataclass(frozen=True)
class Jalon:
    """Une porte, lue sur le dossier."""

    porte: Porte
    exiges: int
    manques: list[Lien]

    @property
    def remplis(self) -> int:
        return self.exiges - len(self.manques)

    @property
    def etat(self) -> str:
        """« fait », « manque » (en partie rempli) ou « loin » (rien encore)."""
        if not self.manques:
            return "fait"
        return "manque" if self.remplis else "loin"


def lire_jauge(dossier: Dossier, par) -> list[Jalon]:
    """Les trois portes du dossier, d'après ce qui est enregistré. Une requête s'il y manque une pièce."""
    manques = {porte: dossier.manques.get(porte.value, []) for porte in Porte}
    connus = exigibles_de(list(dict.fromkeys(code for codes in manques.values() for code in codes)))
    return [
        Jalon(
            porte,
            dossier.exiges.get(porte.value, 0),
            [_lien(dossier, connus[code], par) for code in codes if code in connus],
        )
        for porte, codes in manques.items()
    ]


def _lien(dossier: Dossier, exigible: ChampExigible, par) -> Lien:
    if exigible.adresse:
        return Lien(exigible.libelle, exigible.adresse(dossier, par))
    if exigible.bloc == TypeEvenement.SORTIE:
        permis = par.a_le_droit("dossiers.ecriture")
        adresse = reverse("dossiers:declencher", args=[dossier.numero, exigible.bloc]) if permis else ""
        return Lien(exigible.libelle, adresse, exigible.code)
    bloc = BLOCS.obtenir(exigible.bloc)
    if bloc is None or not bloc.est_modifiable(par):
        return Lien(exigible.libelle)
    if not exigible.champ and exigible.bloc == "identite":
        return Lien(exigible.libelle, reverse("annuaire:personne_modifier", args=[dossier.beneficiaire_id]))
    ancre = f"#id_{bloc.code}-{exigible.champ}" if exigible.champ else f"#bloc-{bloc.code}"
    return Lien(exigible.libelle, reverse("dossiers:modifier_bloc", args=[dossier.numero, bloc.code]) + ancre)
