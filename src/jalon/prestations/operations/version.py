"""Actes sur une version : préparer son déroulé et ses exigences, la publier (règle 8 de la maison)."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit, avancer_version

from ..enums import Acte, Porte
from ..models import EtapeDeroule, ExigenceChamp, PieceExigee, Prestation, TypeDocument, VersionPrestation
from ..queries import derniere_publiee, exigences_en_mots, is_utilisee
from ..registres import CHAMPS_EXIGIBLES
from ..rules import LigneDeroule, en_mots, refus_deroule

DEJA = "Une autre personne a commencé un brouillon pendant votre saisie : comparez, puis enregistrez de nouveau."


@transaction.atomic
def enregistrer_deroule(
    *, par, prestation: Prestation, revision: int, lignes: Sequence[LigneDeroule]
) -> VersionPrestation:
    """Pose le déroulé du brouillon, ouvert au besoin depuis la dernière version publiée.

    `revision` : celle du brouillon lu, 0 s'il n'y en avait pas. Lève `Conflit` s'il a changé depuis, `Refus` avec
    pour champ « <ligne>.<champ> », la ligne à partir de 0.
    """
    exiger(par, "admin.ecriture")
    if refus := refus_deroule(lignes):
        raise Refus(refus[2], champ=f"{refus[0]}.{refus[1]}")
    brouillon = _prendre_brouillon(prestation, revision)
    avant = en_mots(brouillon.etapes.select_related("action").order_by("rang"))
    brouillon.etapes.all().delete()
    EtapeDeroule.objects.bulk_create(_etapes(brouillon, lignes))
    _journaliser(par, Acte.DEROULE_ENREGISTRE, brouillon, "deroule", "déroulé", avant, en_mots(lignes))
    return brouillon


@transaction.atomic
def enregistrer_exigences(
    *,
    par,
    prestation: Prestation,
    revision: int,
    champs: Mapping[str, str],
    pieces: Mapping[TypeDocument, str],
) -> VersionPrestation:
    """Pose les exigences du brouillon : {code du champ: porte} et {type de document: porte}.

    Lève `Conflit` comme `enregistrer_deroule`, `Refus` pour un champ ou une porte inconnus.
    """
    exiger(par, "admin.ecriture")
    _verifier(champs, pieces)
    brouillon = _prendre_brouillon(prestation, revision)
    avant = exigences_en_mots(brouillon)
    brouillon.champs_exiges.all().delete()
    brouillon.pieces_exigees.all().delete()
    ExigenceChamp.objects.bulk_create(
        ExigenceChamp(version=brouillon, champ=champ, porte=porte) for champ, porte in champs.items()
    )
    PieceExigee.objects.bulk_create(
        PieceExigee(version=brouillon, type_document=piece, porte=porte) for piece, porte in pieces.items()
    )
    apres = exigences_en_mots(brouillon)
    _journaliser(par, Acte.EXIGENCES_ENREGISTREES, brouillon, "exigences", "exigences", avant, apres)
    return brouillon


@transaction.atomic
def publier_version(*, par, version: VersionPrestation) -> VersionPrestation:
    """Publie un brouillon, daté d'aujourd'hui : les prochains dossiers s'ouvriront avec elle.

    Lève `Refus` s'il est vide ou déjà publié.
    """
    exiger(par, "admin.ecriture")
    version = _verrouiller(version)
    if not version.is_brouillon:
        raise Refus(f"La {version} est déjà publiée.")
    if not (version.etapes.exists() or version.champs_exiges.exists() or version.pieces_exigees.exists()):
        raise Refus("Rien à publier : donnez d’abord à ce brouillon un déroulé ou des exigences.")
    avancer_version(version, version.version, quoi="ce brouillon")
    version.date_publication, version.publiee_par = timezone.localdate(), par
    version.save()
    _journaliser(par, Acte.VERSION_PUBLIEE, version, "version", "version en vigueur", "—", str(version))
    return version


@transaction.atomic
def reprendre_version(*, par, version: VersionPrestation) -> VersionPrestation:
    """Remet en brouillon une version publiée par erreur, tant qu'aucun dossier ne s'en sert. Lève `Refus`."""
    exiger(par, "admin.ecriture")
    version = _verrouiller(version)
    if version.is_brouillon:
        return version
    if is_utilisee(version):
        raise Refus(f"La {version} sert déjà à des dossiers : elle ne se modifie plus. Préparez la suivante.")
    if version != derniere_publiee(version.prestation) or version.prestation.versions.brouillons().exists():
        raise Refus("Seule la dernière version se reprend, quand il n’y a pas de brouillon.")
    avancer_version(version, version.version, quoi="cette version")
    avant = str(version)
    version.date_publication, version.publiee_par = None, None
    version.save()
    _journaliser(par, Acte.VERSION_REPRISE, version, "version", "version", avant, str(version))
    return version


@transaction.atomic
def abandonner_brouillon(*, par, version: VersionPrestation) -> None:
    """Efface un brouillon ; la version publiée reste en vigueur. Lève `Refus` pour une version publiée."""
    exiger(par, "admin.ecriture")
    version = _verrouiller(version)
    if not version.is_brouillon:
        raise Refus(f"La {version} est publiée : elle ne s’efface pas.")
    _journaliser(par, Acte.BROUILLON_ABANDONNE, version, "version", "version", str(version), "—")
    version.delete()


def _prendre_brouillon(prestation: Prestation, revision: int) -> VersionPrestation:
    """Le brouillon, verrouillé et passé à la révision suivante ; ouvert s'il n'y en a pas. Lève `Conflit`."""
    brouillon = prestation.versions.brouillons().order_by("pk").first()
    if brouillon is None:
        if revision:
            raise Conflit("Ce brouillon n’existe plus : il a été publié ou abandonné. Rechargez la page.")
        return _ouvrir_brouillon(prestation)
    if not revision:
        raise Conflit(DEJA)
    avancer_version(brouillon, revision, quoi="ce brouillon")
    return brouillon


def _ouvrir_brouillon(prestation: Prestation) -> VersionPrestation:
    """Une copie de la dernière version publiée, ou un brouillon vide."""
    source = derniere_publiee(prestation)
    try:
        with transaction.atomic():
            brouillon = VersionPrestation.objects.create(
                prestation=prestation, numero=source.numero + 1 if source else 1
            )
    except IntegrityError:
        raise Conflit(DEJA) from None
    if source:
        for modele in (EtapeDeroule, ExigenceChamp, PieceExigee):
            _copier(modele, source, brouillon)
    return brouillon


def _copier(modele, source: VersionPrestation, cible: VersionPrestation) -> None:
    lignes = list(modele.objects.filter(version=source).order_by("pk"))
    for ligne in lignes:
        ligne.pk, ligne.version, ligne._state.adding = None, cible, True
    modele.objects.bulk_create(lignes)


def _etapes(version: VersionPrestation, lignes: Sequence[LigneDeroule]) -> list[EtapeDeroule]:
    return [EtapeDeroule(version=version, rang=rang, **ligne._asdict()) for rang, ligne in enumerate(lignes, 1)]


def _verrouiller(version: VersionPrestation) -> VersionPrestation:
    trouvee = VersionPrestation.objects.select_for_update().filter(pk=version.pk).first()
    if trouvee is None:
        raise Refus("Ce brouillon n’existe plus : une autre personne l’a abandonné.")
    return trouvee


def _verifier(champs: Mapping[str, str], pieces: Mapping[TypeDocument, str]) -> None:
    if inconnus := [code for code in champs if code not in CHAMPS_EXIGIBLES]:
        raise Refus(f"Ce champ ne s’exige pas : {inconnus[0]}.")
    if any(porte not in Porte for porte in (*champs.values(), *pieces.values())):
        raise Refus("Choisissez une porte : démarrer, facturer ou clôturer.")


def _journaliser(
    par, acte: Acte, version: VersionPrestation, champ: str, libelle: str, avant: str, apres: str
) -> None:
    """Une entrée dans l'historique de la prestation, si quelque chose change."""
    if avant != apres:
        changement = Changement(champ, libelle, avant, apres)
        journaliser(par=par, acte=acte, objet=version, sujet=version.prestation, changements=[changement])
