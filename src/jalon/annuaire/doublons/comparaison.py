"""Deux fiches côte à côte, dans les limites de ce que l'on voit de chacune."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jalon.socle.formats import montrer_date, montrer_telephone

from ..models import Personne, Societe

VIDE = "—"


@dataclass(frozen=True)
class FicheMontree:
    """Une des deux fiches d'une paire, telle qu'une liste la montre."""

    pk: int
    nom: str
    url: str
    sous: str
    is_ailleurs: bool = False

    def __str__(self) -> str:
        return self.nom


def montrer_fiche(fiche: Personne | Societe) -> FicheMontree:
    """Hors du périmètre : l'année de naissance et le centre ; sinon de quoi reconnaître la fiche."""
    if isinstance(fiche, Societe):
        parties = (fiche.numero, fiche.ville)
        return FicheMontree(fiche.pk, str(fiche), reverse("annuaire:societe", args=[fiche.pk]), _joindre(parties))
    naissance = _naissance(fiche)
    ailleurs = (naissance, f"suivi au centre {fiche.centre}" if fiche.centre else "")
    parties = (naissance, fiche.employeur, fiche.ville) if fiche.is_detaillee else ailleurs
    adresse = reverse("annuaire:personne", args=[fiche.pk])
    return FicheMontree(fiche.pk, str(fiche), adresse, _joindre(parties), not fiche.is_detaillee)


@dataclass(frozen=True)
class LigneComparee:
    """Une information des deux fiches ; `is_egale` dit qu'elles la partagent."""

    libelle: str
    valeurs: tuple[str, str]

    @property
    def is_egale(self) -> bool:
        return self.valeurs[0] == self.valeurs[1]


def comparer_fiches(une: Personne | Societe, autre: Personne | Societe) -> list[LigneComparee]:
    """Les lignes où l'une des deux dit quelque chose.

    D'une personne hors du périmètre : nom, prénom, centre et année de naissance (domaine, « Annuaire »).
    """
    lire = _lire_personne if isinstance(une, Personne) else _lire_societe
    gauche, droite = lire(une), lire(autre)
    libelles = list(dict.fromkeys([*gauche, *droite]))
    lignes = [LigneComparee(mot, (gauche.get(mot) or VIDE, droite.get(mot) or VIDE)) for mot in libelles]
    return [ligne for ligne in lignes if ligne.valeurs != (VIDE, VIDE)]


def _lire_personne(personne: Personne) -> dict[str, str]:
    publiques = {"Nom": personne.nom.upper(), "Prénom": personne.prenom, "Centre": _texte(personne.centre)}
    publiques["Naissance"] = _naissance(personne)
    if not personne.is_detaillee:
        return publiques
    return publiques | {
        "Nom de naissance": personne.nom_naissance,
        "Courriel": personne.courriel,
        "Téléphone mobile": montrer_telephone(personne.telephone_mobile),
        "Téléphone fixe": montrer_telephone(personne.telephone_fixe),
        "Adresse": personne.adresse_en_ligne,
        "Société": _texte(personne.employeur),
        "Créée le": _creee_le(personne),
    }


def _lire_societe(societe: Societe) -> dict[str, str]:
    return {
        "Raison sociale": societe.raison_sociale,
        "Nom commercial": societe.nom_commercial,
        "Anciens noms": societe.anciens_noms,
        "SIRET ou SIREN": societe.numero,
        "N° de TVA": societe.tva_lisible,
        "Téléphone": montrer_telephone(societe.telephone),
        "Courriel": societe.courriel,
        "Adresse": societe.adresse_en_ligne,
        "Centre": _texte(societe.centre),
        "Créée le": _creee_le(societe),
    }


def _naissance(personne: Personne) -> str:
    """Le jour, ou l'année seule hors du périmètre."""
    if personne.date_naissance is None:
        return ""
    return montrer_date(personne.date_naissance) if personne.is_detaillee else str(personne.date_naissance.year)


def _joindre(parties: Iterable[Any]) -> str:
    return " · ".join(str(partie) for partie in parties if partie)


def _texte(objet: Any) -> str:
    return str(objet) if objet else ""


def _creee_le(fiche: Personne | Societe) -> str:
    return montrer_date(timezone.localdate(fiche.created_at))
