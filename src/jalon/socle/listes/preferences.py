"""Les réglages personnels d'une liste : colonnes et vues, écrits par ces actes seulement."""

from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict

from jalon.socle.erreurs import Refus
from jalon.socle.formats import nettoyer_texte
from jalon.socle.models import PreferenceListe, VueEnregistree

from .declarations import Vue

COLONNES_MAX = 60
VUES_MAX = 30
PARAMETRES_MAX = 2000
NOM_MAX = 60
ORDRE_PERSONNEL = 1000
NOM_PRIS = "Vous avez déjà une vue de ce nom."


# ── Lire ──


def colonnes_choisies(liste: str, utilisateur: Any) -> list[str] | None:
    """Les codes choisis, dans l'ordre ; None si la personne n'a rien choisi. Une requête."""
    if not getattr(utilisateur, "is_authenticated", False):
        return None
    preferences = PreferenceListe.objects.filter(utilisateur=utilisateur, liste=liste)
    return preferences.values_list("colonnes", flat=True).first()


def vues_enregistrees(liste: str, utilisateur: Any) -> list[Vue]:
    """Les siennes par nom, puis celles que partagent ses collègues. Une requête."""
    if not getattr(utilisateur, "is_authenticated", False):
        return []
    lues = VueEnregistree.objects.visibles_par(utilisateur).filter(liste=liste).select_related("utilisateur")
    rangees = sorted(lues.order_by("nom", "pk"), key=lambda vue: vue.utilisateur_id != utilisateur.pk)
    return [_vue(vue, utilisateur) for vue in rangees]


def _vue(vue: VueEnregistree, utilisateur: Any) -> Vue:
    is_mienne = vue.utilisateur_id == utilisateur.pk
    aide = "" if is_mienne else f"Partagée par {vue.utilisateur}"
    if is_mienne and vue.is_partagee:
        aide = "Partagée avec vos équipes"
    return Vue(
        code=f"vue-{vue.pk}",
        libelle=vue.nom,
        parametres=dict(QueryDict(vue.parametres).lists()),
        ordre=ORDRE_PERSONNEL,
        compter=False,
        enregistree=vue.pk,
        is_mienne=is_mienne,
        aide=aide,
    )


# ── Écrire ──


def choisir_colonnes(*, par: Any, liste: Any, codes: list[str]) -> None:
    """Garde ces colonnes, dans cet ordre, pour cette personne et cette liste ; les codes inconnus sont ignorés."""
    permis = {colonne.code for colonne in liste.colonnes_affichables(par)}
    gardes = [code for code in dict.fromkeys(codes) if code in permis][:COLONNES_MAX]
    PreferenceListe.objects.update_or_create(
        utilisateur=par, liste=liste.code, defaults={"colonnes": gardes}, create_defaults={"colonnes": gardes}
    )


def retablir_colonnes(*, par: Any, liste: Any) -> None:
    """Revient aux colonnes d'office."""
    PreferenceListe.objects.filter(utilisateur=par, liste=liste.code).delete()


def enregistrer_vue(
    *,
    par: Any,
    liste: Any,
    nom: str,
    parametres: str,
    is_partagee: bool = False,
    vue: VueEnregistree | None = None,
) -> VueEnregistree:
    """Enregistre une vue, ou change celle qu'on donne. Lève `Refus` : nom vide ou pris, partage sans droit…"""
    nom = " ".join(nettoyer_texte(nom).split())[:NOM_MAX]
    _verifier_vue(par, liste, nom, parametres, is_partagee, vue)
    vue = vue or VueEnregistree(utilisateur=par, liste=liste.code)
    vue.nom, vue.parametres, vue.is_partagee = nom, parametres, is_partagee
    try:
        with transaction.atomic():
            vue.save()
    except IntegrityError:
        raise Refus(NOM_PRIS, champ="nom") from None
    return vue


def _verifier_vue(
    par: Any, liste: Any, nom: str, parametres: str, is_partagee: bool, vue: VueEnregistree | None
) -> None:
    if not nom:
        raise Refus("Donnez un nom à cette vue.", champ="nom")
    if len(parametres) > PARAMETRES_MAX:
        raise Refus("Cette vue porte trop de filtres pour être enregistrée.")
    if is_partagee and not (vue and vue.is_partagee) and not can_partager(liste, par):
        raise Refus("Votre profil ne permet pas de partager une vue.", champ="is_partagee")
    miennes = VueEnregistree.objects.filter(utilisateur=par, liste=liste.code)
    if vue is None and miennes.count() >= VUES_MAX:
        raise Refus(f"Vous avez déjà {VUES_MAX} vues de cette liste : supprimez-en une.")
    if miennes.filter(nom=nom).exclude(pk=vue.pk if vue else None).exists():
        raise Refus(NOM_PRIS, champ="nom")


def can_partager(liste: Any, utilisateur: Any) -> bool:
    return liste.droit_partage is None or utilisateur.a_le_droit(liste.droit_partage)


def supprimer_vue(*, par: Any, vue: VueEnregistree) -> None:
    """Supprime une de ses vues ; celle d'un autre : `Refus`."""
    if vue.utilisateur_id != par.pk:
        raise Refus("Cette vue est celle d’un collègue : lui seul peut la supprimer.")
    vue.delete()
