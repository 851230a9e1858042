"""Lectures du catalogue : la version d'un dossier, ce qu'elle exige, où une valeur sert."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from jalon.socle import usages
from jalon.socle.lectures import lues_d_avance
from jalon.socle.usages import Usage

from .enums import Porte
from .models import EtapeDeroule, ExigenceChamp, PieceExigee, Prestation, TypeDocument, VersionPrestation
from .registres import CHAMPS_EXIGIBLES, EXIGENCES_COMMUNES
from .rules import Ecarts, comparer_exigences, par_porte

# Ce que précharge qui dresse la complétude de beaucoup de dossiers.
LECTURES_EXIGENCES = ("version_prestation__champs_exiges",)
LECTURES_PIECES = (
    models.Prefetch("version_prestation__pieces_exigees", PieceExigee.objects.select_related("type_document")),
)
PARTIES = {EtapeDeroule, ExigenceChamp, PieceExigee}


def derniere_publiee(prestation: Prestation) -> VersionPrestation | None:
    """La version en vigueur d'une prestation : celle des dossiers qui s'ouvrent. Une requête."""
    return prestation.versions.publiees().order_by("-numero").first()


def exigences_de(dossier: Any) -> list[tuple[str, str]]:
    """Les champs que la version du dossier exige : (code, porte). Une requête, aucune sans version."""
    if dossier.version_prestation_id is None:
        return []
    if (lus := _lus_de_la_version(dossier, "champs_exiges")) is not None:
        return [(exigence.champ, exigence.porte) for exigence in lus]
    exiges = ExigenceChamp.objects.filter(version=dossier.version_prestation_id)
    return list(exiges.order_by("pk").values_list("champ", "porte"))


def pieces_exigees_de(dossier: Any) -> list[tuple[TypeDocument, str]]:
    """Les types de document que la version du dossier exige, avec leur porte. Une requête, aucune sans version."""
    if dossier.version_prestation_id is None:
        return []
    exigees = _lus_de_la_version(dossier, "pieces_exigees")
    if exigees is None:
        toutes = PieceExigee.objects.filter(version=dossier.version_prestation_id)
        exigees = list(toutes.select_related("type_document"))
    return [(exigee.type_document, exigee.porte) for exigee in exigees]


def _lus_de_la_version(dossier: Any, relation: str) -> list | None:
    """Les lignes préchargées de la version d'un dossier, ou None. Aucune requête."""
    version = dossier._state.fields_cache.get("version_prestation")
    return lues_d_avance(version, relation) if version else None


def is_utilisee(version: VersionPrestation) -> bool:
    """Dit si autre chose que ses propres lignes se sert de cette version (un dossier…)."""
    for relation in version._meta.related_objects:
        autre = relation.related_model
        if autre not in PARTIES and autre._base_manager.filter(**{relation.field.name: version}).exists():
            return True
    return False


def usages_de(objet: models.Model) -> list[Usage]:
    """Ce qui se sert de l'objet : [("dossiers", 12)]. Une requête par modèle qui pointe vers lui."""
    return usages.usages_de(objet)


def libelle_du_champ(code: str) -> str:
    """Le libellé d'un champ exigible ; son code s'il n'est plus inscrit."""
    exigible = CHAMPS_EXIGIBLES.obtenir(code)
    return exigible.libelle if exigible else code


def exigences_nommees(version: VersionPrestation | None) -> dict[str, str]:
    """{libellé: porte} des champs puis des pièces. Deux requêtes, sauf si elles sont déjà lues."""
    if version is None:
        return {}
    ordre = {code: rang for rang, code in enumerate(CHAMPS_EXIGIBLES.codes())}
    champs = sorted(version.champs_exiges.all(), key=lambda e: ordre.get(e.champ, len(ordre)))
    nommees = {libelle_du_champ(e.champ): e.porte for e in champs}
    return nommees | {str(p.type_document): p.porte for p in version.pieces_exigees.all()}


def exigences_en_mots(version: VersionPrestation) -> str:
    """« Employeur (démarrer), Convention signée (facturer) », ou un tiret."""
    lue = VersionPrestation.objects.pour_lecture().get(pk=version.pk)
    return ", ".join(comparer_exigences({}, exigences_nommees(lue)).en_plus) or "—"


def comparer(avant: VersionPrestation | None, apres: VersionPrestation | None) -> Ecarts:
    """Ce que `apres` exige de plus et de moins que `avant`."""
    return comparer_exigences(exigences_nommees(avant), exigences_nommees(apres))


@dataclass(frozen=True)
class ApercuPorte:
    """Pour une porte : ce que tout dossier doit avoir, ce que la prestation ajoute."""

    porte: Porte
    communes: list[str]
    propres: list[str]


def apercu(version: VersionPrestation | None) -> list[ApercuPorte]:
    """« Voici ce qu'un dossier devra avoir », par porte. Aucune requête si la version est lue entière."""
    communes = par_porte((libelle_du_champ(e.champ), e.porte) for e in EXIGENCES_COMMUNES)
    propres = par_porte(exigences_nommees(version).items())
    return [
        ApercuPorte(porte, communes[porte], [x for x in propres[porte] if x not in communes[porte]])
        for porte in Porte
    ]


def prestations_de(action: Any) -> list[Prestation]:
    """Les prestations dont une version se sert de cette action, par nom. Une requête."""
    liees = EtapeDeroule.objects.filter(action=action).values("version__prestation")
    return list(Prestation.objects.filter(pk__in=liees).order_by("cle_tri", "pk"))


def prestations_versionnees() -> set[int]:
    """Les clés des prestations qui ont au moins une version. Une requête."""
    return set(VersionPrestation.objects.values_list("prestation", flat=True))
