"""Les actes des mémos et des relances. Le texte d'un mémo n'entre jamais au journal : ses versions le gardent."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from .enums import Acte, NatureMemo, Visibilite
from .models import Memo, PartageMemo, PreferenceMemo, VersionMemo
from .registres import Porteur
from .rules import Saisie, refus_echeance, refus_memo

ECRITURE = "memos.ecriture"
TEXTES = ("sujet", "contenu")
TU = "gardé dans le mémo"
A_L_AUTEUR = "Seul l’auteur d’un mémo peut faire cela."


@transaction.atomic
def ajouter_memo(
    *,
    par: Utilisateur,
    porteur: Porteur,
    objet: models.Model,
    donnees: Mapping[str, Any],
    lecteurs: Iterable[Utilisateur] = (),
    cle_creation: UUID | None = None,
) -> Memo:
    """Ajoute un mémo à un objet que l'auteur peut lire (F9, F10).

    `donnees` : nature, contenu, visibilite ; au besoin sujet, date_memo (aujourd'hui sinon), date_relance, assigne
    (l'auteur sinon). `cle_creation` rend l'acte répétable. Retient la visibilité choisie pour cette nature. Lève
    `Refus`, avec le champ, si la saisie ne tient pas.
    """
    exiger(par, ECRITURE)
    if cle_creation and (deja := Memo.objects.filter(cle_creation=cle_creation, auteur=par).first()):
        return deja
    _garder_objet(porteur, objet, par)
    memo = Memo(porte_sur=porteur.code, auteur=par, cle_creation=cle_creation)
    porteur.lier(memo, objet)
    changements = appliquer(memo, _completer(donnees, par))
    nommes = _garder(memo, lecteurs, porteur, objet)
    memo.save()
    porteur.lier_enregistre(memo, objet)
    _poser_lecteurs(memo, nommes)
    _retenir(par, memo)
    _conclure(par, Acte.MEMO_AJOUTE, memo, changements)
    return memo


@transaction.atomic
def modifier_memo(
    *,
    par: Utilisateur,
    memo: Memo,
    version: int,
    donnees: Mapping[str, Any],
    lecteurs: Iterable[Utilisateur] = (),
) -> Memo:
    """Modifie un mémo lu à cette version ; l'ancien texte reste lisible (F10).

    Un mémo d'équipe se complète à plusieurs ; changer qui le lit appartient à son auteur. Lève `Conflit` s'il a
    changé depuis, `Refus` si la saisie ne tient pas.
    """
    memo = _prendre(memo, par)
    avant, etait_partage = {nom: getattr(memo, nom) for nom in (*TEXTES, "visibilite")}, not memo.is_prive
    changements = appliquer(memo, _completer(donnees, memo.assigne or par))
    nommes = _garder(memo, lecteurs, memo.porteur, memo.objet)
    if par.pk != memo.auteur_id:
        _garder_visibilite(memo, avant["visibilite"], nommes)
    partage_change = _lecteurs_de(memo) != {u.pk for u in nommes}
    if not changements and not partage_change:
        return memo
    avancer_version(memo, version, quoi="ce mémo")
    if any(avant[nom] != getattr(memo, nom) for nom in TEXTES):
        _garder_texte(par, memo, avant)
    memo.save()
    _poser_lecteurs(memo, nommes)
    _conclure(par, Acte.MEMO_MODIFIE, memo, changements, etait_partage=etait_partage)
    return memo


@transaction.atomic
def supprimer_memo(*, par: Utilisateur, memo: Memo) -> Memo:
    """Met le mémo à la corbeille : il quitte fils, recherche et relances, et son auteur peut le restaurer."""
    memo = _prendre(memo, par, is_a_lui=True)
    if memo.supprime_at:
        raise Refus("Ce mémo est déjà supprimé.")
    memo.supprime_at = timezone.now()
    memo.save(update_fields=["supprime_at", "updated_at", "texte_recherche"])
    _conclure(par, Acte.MEMO_SUPPRIME, memo)
    return memo


@transaction.atomic
def restaurer_memo(*, par: Utilisateur, memo: Memo) -> Memo:
    """Remet un mémo supprimé dans le fil, tel qu'il était."""
    memo = _prendre(memo, par, is_a_lui=True)
    if not memo.supprime_at:
        raise Refus("Ce mémo n’est pas supprimé.")
    memo.supprime_at = None
    memo.save(update_fields=["supprime_at", "updated_at", "texte_recherche"])
    _conclure(par, Acte.MEMO_RESTAURE, memo)
    return memo


@transaction.atomic
def faire_relance(*, par: Utilisateur, memo: Memo) -> Memo:
    """La relance est faite, par cette personne, maintenant. Sans effet la seconde fois."""
    memo = _prendre_relance(memo, par)
    if memo.fait_at:
        return memo
    changements = appliquer(memo, {"fait_at": timezone.now(), "fait_par": par})
    memo.save()
    _conclure(par, Acte.RELANCE_FAITE, memo, changements)
    return memo


@transaction.atomic
def rouvrir_relance(*, par: Utilisateur, memo: Memo) -> Memo:
    """La relance faite redevient à faire, à la même date."""
    memo = _prendre_relance(memo, par)
    changements = appliquer(memo, {"fait_at": None, "fait_par": None})
    if changements:
        memo.save()
        _conclure(par, Acte.RELANCE_ROUVERTE, memo, changements)
    return memo


@transaction.atomic
def reporter_relance(*, par: Utilisateur, memo: Memo, date_relance: date) -> Memo:
    """Reporte une relance à faire. Lève `Refus` si le jour est passé, ou si la relance est faite."""
    memo = _prendre_relance(memo, par)
    if memo.fait_at:
        raise Refus("Cette relance est faite : rouvrez-la avant de la reporter.")
    if date_relance < timezone.localdate():
        raise Refus("Reportez à aujourd’hui ou plus tard.", champ="date_relance")
    if phrase := refus_echeance(date_relance, memo.date_memo, timezone.localdate()):
        raise Refus(phrase, champ="date_relance")
    changements = appliquer(memo, {"date_relance": date_relance})
    if changements:
        memo.save()
        _conclure(par, Acte.RELANCE_REPORTEE, memo, changements)
    return memo


# ── Garder ──


def _prendre(memo: Memo, par: Utilisateur, *, is_a_lui: bool = False) -> Memo:
    """Relit le mémo dans la transaction, par la porte de lecture, et le garde."""
    exiger(par, ECRITURE)
    visibles = Memo.objects.avec_supprimes_par(par).filter(pk=memo.pk)
    frais = Memo.objects.select_for_update().filter(pk__in=visibles.values("pk")).first()
    if frais is None:
        raise Refus("Ce mémo n’existe plus, ou n’est plus ouvert pour vous.")
    if is_a_lui and frais.auteur_id != par.pk:
        raise Refus(A_L_AUTEUR)
    if phrase := frais.porteur.refuser(frais.objet):
        raise Refus(phrase)
    return frais


def _prendre_relance(memo: Memo, par: Utilisateur) -> Memo:
    memo = _prendre(memo, par)
    if memo.supprime_at or not memo.date_relance:
        raise Refus("Ce mémo ne porte pas de relance.")
    return memo


def _garder_objet(porteur: Porteur, objet: models.Model, par: Utilisateur) -> None:
    if not porteur.est_lisible(objet, par):
        raise Refus(f"Vous ne pouvez pas lire {porteur.libelle}.")
    if phrase := porteur.refuser(objet):
        raise Refus(phrase)


def _completer(donnees: Mapping[str, Any], charge: Utilisateur) -> dict[str, Any]:
    """La saisie et ses valeurs d'office : aujourd'hui, et une relance est pour quelqu'un."""
    complet = {**donnees, "date_memo": donnees.get("date_memo") or timezone.localdate()}
    complet["sujet"] = " ".join(str(donnees.get("sujet") or "").split())
    complet["contenu"] = str(donnees.get("contenu") or "").strip()
    if donnees.get("date_relance"):
        return complet | {"assigne": donnees.get("assigne") or charge}
    return complet | {"date_relance": None, "assigne": donnees.get("assigne"), "fait_at": None, "fait_par": None}


def _garder(
    memo: Memo, lecteurs: Iterable[Utilisateur], porteur: Porteur, objet: models.Model
) -> list[Utilisateur]:
    """Refuse ce qui ne tient pas ; rend les personnes nommées, la personne chargée de la relance comprise."""
    nommes = {u.pk: u for u in lecteurs if u.pk != memo.auteur_id}
    autre = memo.assigne if memo.assigne and memo.assigne_id != memo.auteur_id else None
    if memo.visibilite != Visibilite.NOMMEES:
        nommes = {}
    elif autre:
        nommes[autre.pk] = autre
    saisie = Saisie(
        nature=memo.nature, contenu=memo.contenu, date_memo=memo.date_memo, visibilite=memo.visibilite,
        nombre_lecteurs=len(nommes), date_relance=memo.date_relance, is_assigne_a_un_autre=autre is not None,
    )  # fmt: skip
    if refus := refus_memo(saisie, timezone.localdate()):
        raise Refus(refus[1], champ=refus[0])
    if memo.date_relance is None:
        memo.assigne = None
    _garder_lecteurs(nommes.values(), autre, porteur, objet)
    return list(nommes.values())


def _garder_lecteurs(nommes: Iterable[Utilisateur], autre, porteur: Porteur, objet: models.Model) -> None:
    """Nommer quelqu'un ne lui ouvre pas l'objet : il doit déjà pouvoir le lire."""
    for champ, qui in [*(("lecteurs", u) for u in nommes), *([("assigne", autre)] if autre else [])]:
        if not (qui.is_active and qui.a_le_droit("memos.lecture") and porteur.est_lisible(objet, qui)):
            raise Refus(f"{qui} ne peut pas lire {porteur.libelle}.", champ=champ)


def _garder_visibilite(memo: Memo, avant: str, nommes: list[Utilisateur]) -> None:
    if memo.visibilite != avant or _lecteurs_de(memo) != {u.pk for u in nommes}:
        raise Refus("Qui lit ce mémo, seul son auteur en décide.", champ="visibilite")


# ── Écrire ──


def _lecteurs_de(memo: Memo) -> set[int]:
    return set(PartageMemo.objects.filter(memo=memo).values_list("utilisateur_id", flat=True))


def _poser_lecteurs(memo: Memo, nommes: list[Utilisateur]) -> None:
    voulus, presents = {u.pk for u in nommes}, _lecteurs_de(memo)
    PartageMemo.objects.filter(memo=memo).exclude(utilisateur__in=voulus).delete()
    PartageMemo.objects.bulk_create(
        [PartageMemo(memo=memo, utilisateur_id=pk) for pk in sorted(voulus - presents)]
    )


def _garder_texte(par: Utilisateur, memo: Memo, avant: Mapping[str, str]) -> None:
    memo.nombre_versions += 1
    VersionMemo.objects.create(memo=memo, numero=memo.nombre_versions, remplace_par=par, **avant)


def _retenir(par: Utilisateur, memo: Memo) -> None:
    """Le dernier choix de visibilité, par nature : proposé la fois d'après."""
    PreferenceMemo.objects.update_or_create(
        utilisateur=par, nature=NatureMemo(memo.nature), defaults={"visibilite": memo.visibilite}
    )


def _conclure(
    par: Utilisateur, acte: Acte, memo: Memo, changements: Iterable[Changement] = (), *, etait_partage=False
) -> None:
    """Au journal de l'objet si l'équipe lit ce mémo ; sinon à celui du mémo, que nul autre n'ouvre."""
    is_public = not memo.is_prive or etait_partage
    dits = [_taire(c, is_public) for c in changements]
    journaliser(par=par, acte=acte, objet=memo, sujet=memo.objet if is_public else memo, changements=dits)
    faits_modifies(memo)


def _taire(changement: Changement, is_public: bool) -> Changement:
    """Un champ changé se nomme toujours ; son texte, jamais ; ses valeurs, seulement si l'équipe les lit."""
    if is_public and changement.champ not in TEXTES:
        return changement
    return Changement(changement.champ, changement.libelle, "—", TU)
