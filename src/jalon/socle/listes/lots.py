"""Actes par lot : choisir des lignes, confirmer leur nombre, agir objet par objet, dire les refus.

Une pièce inscrit un `ActeLot` dans le registre `registre_lots` de la liste (ou dans `lots`). Chaque objet a sa
transaction : un refus n'arrête pas les autres. Jusqu'à 50 objets tout de suite ; au-delà, un travail long.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import QueryDict

from jalon.socle.erreurs import Refus
from jalon.socle.models import LigneTravail, Travail
from jalon.socle.travaux import FONCTIONS, FonctionTravail, Suivi, lancer_travail

from .declarations import en_deux
from .elements import COMPTE_MAX
from .registre import LISTES

if TYPE_CHECKING:
    from .liste import Liste

journal = logging.getLogger(__name__)
FAIRE, DEFAIRE = "listes.lot", "listes.lot_defait"
IMMEDIAT_MAX = 50  # lignes ; au-delà, un travail long
CHOIX_MAX = 1000
PREPARE, TRAVAIL = "prepare", "travail"  # ce que `donnees` porte en plus quand l'acte se prépare
PAS = 10  # objets entre deux notes d'avancement
PANNE = "Une panne a empêché cet acte."
ABSENT = "Cette fiche n’existe plus, ou n’est plus dans votre périmètre."


@dataclass(frozen=True)
class ActeLot:
    """Un acte sur plusieurs lignes d'une liste.

    - `executer(objet, par, donnees)` appelle UN acte de la pièce, dans une transaction propre à l'objet ; il lève
      `Refus` avec la raison. Ce qu'il rend (valeur JSON, pas None) permet de défaire.
    - `defaire(objet, par, memoire)` remet l'objet comme avant ; `memoire` est ce que `executer` a rendu. Il lève
      `Refus` si l'objet a changé depuis. None : l'acte ne se défait pas.
    - `formulaire(data, utilisateur)` rend le formulaire à remplir avant ; `donnees` sont ses valeurs nettes. Il
      est relu à l'exécution. None : il n'y a rien à remplir, `donnees` est vide. `are_lignes_lues` : il reçoit
      aussi les clés des lignes choisies, pour demander quelque chose de chacune.
    - `preparer(objets, par, donnees)` fait d'avance ce qui est long, par groupes de `groupe` objets, hors de toute
      transaction ; il rend {clé: valeur}, que `executer` reçoit dans `donnees[PREPARE]`. Un `Refus` comme valeur
      refuse cet objet. None : rien à préparer.
    - `conclure(suivi, donnees)` : ce qui reste à faire une fois tous les objets faits (réunir des fichiers).
    - `immediat_max` : au-delà de tant de lignes (50 par défaut), un travail long.
    - `droit` : code du droit, redemandé à l'exécution. `phrase` : ce que la confirmation explique.
    """

    code: str
    libelle: str
    icone: str
    droit: str
    executer: Callable[[Any, Any, dict], Any]
    formulaire: Callable[..., forms.Form] | None = None
    defaire: Callable[[Any, Any, Any], None] | None = None
    phrase: str = ""
    ordre: int = 0
    are_lignes_lues: bool = False
    preparer: Callable[[list[Any], Any, dict], dict[int, Any]] | None = None
    groupe: int = 20
    conclure: "Callable[[Suivi, dict], None] | None" = None
    immediat_max: int | None = None

    def remplir(self, data: QueryDict | None, utilisateur: Any, cles: list[int]) -> forms.Form | None:
        """Le formulaire de ces lignes ; None s'il n'y a rien à remplir."""
        if self.formulaire is None:
            return None
        lignes = (cles,) if self.are_lignes_lues else ()
        return self.formulaire(data, utilisateur, *lignes)

    @property
    def mots(self) -> tuple[str, str]:
        """Le premier mot, seul montré sur téléphone, et la suite."""
        return en_deux(self.libelle)

    @property
    def can_defaire(self) -> bool:
        return self.defaire is not None


@dataclass(frozen=True)
class Choix:
    """Les lignes choisies : des clés, ou toutes celles du filtre."""

    cles: tuple[int, ...] = ()
    tout: bool = False


def lire_choix(donnees: QueryDict) -> Choix:
    """`choix=12&choix=15` ou `tout=oui` ; ce qui n'est pas une clé est ignoré."""
    if donnees.get("tout") == "oui":
        return Choix(tout=True)
    bruts = donnees.getlist("choix")[:CHOIX_MAX]
    cles = (int(brut) for brut in bruts if brut.isascii() and brut.isdigit() and len(brut) < 19)
    return Choix(tuple(dict.fromkeys(cles)))


def cles_choisies(liste: "Liste", donnees: QueryDict, utilisateur: Any) -> list[int]:
    """Les clés des lignes choisies, visibles, dans l'ordre de la liste. Une requête.

    Lève `Refus` au-delà de 10 000 lignes.
    """
    choix = lire_choix(donnees)
    lignes = liste.cles(donnees, utilisateur) if choix.tout else liste.cles(QueryDict(), utilisateur)
    if not choix.tout:
        lignes = lignes.filter(pk__in=choix.cles)
    cles = list(lignes[: COMPTE_MAX + 1])
    if len(cles) > COMPTE_MAX:
        raise Refus("Un acte par lot porte sur 10 000 lignes au plus : ajoutez un filtre.")
    return cles


# ── Demander ──


def lancer_lot(
    *, par: Any, liste: "Liste", acte: ActeLot, cles: list[int], saisie: str = "", retour: str = ""
) -> Travail:
    """Fait l'acte sur ces lignes : tout de suite jusqu'à 50, sinon en file.

    `saisie` : le formulaire rempli, encodé comme une adresse.
    """
    parametres = {"liste": liste.code, "acte": acte.code, "cles": cles, "saisie": saisie}
    return lancer_travail(
        par=par,
        libelle=f"{acte.libelle} : {liste.compter_en_mots(len(cles))}",
        fonction=FAIRE,
        parametres=parametres,
        total=len(cles),
        droit=acte.droit,
        retour=retour,
        tout_de_suite=len(cles) <= (IMMEDIAT_MAX if acte.immediat_max is None else acte.immediat_max),
    )


def defaire_lot(*, par: Any, travail: Travail) -> Travail:
    """Met en file l'annulation d'un lot : chaque objet fait est remis comme avant. Une seule fois par lot."""
    if travail.utilisateur_id != par.pk or travail.is_actif or travail.fonction != FAIRE:
        raise Refus("Ce travail ne se défait pas.")
    if Travail.objects.filter(defait=travail).exists():
        raise Refus("Ce travail est déjà défait.")
    nombre = travail.lignes.filter(refus="", memoire__isnull=False).count()
    return lancer_travail(
        par=par,
        libelle=f"Annuler : {travail.libelle}",
        fonction=DEFAIRE,
        parametres={**travail.parametres, "cles": []},
        total=nombre,
        droit=travail.droit,
        retour=travail.retour,
        defait=travail,
        tout_de_suite=nombre <= IMMEDIAT_MAX,
    )


# ── Exécuter ──


def _acte_de(suivi: Suivi) -> tuple["Liste", ActeLot]:
    liste = LISTES.obtenir(suivi.parametres["liste"])
    acte = next((a for a in liste.lots_de(suivi.par) if a.code == suivi.parametres["acte"]), None)
    if acte is None:
        raise Refus("Votre profil ne permet plus cet acte.")
    return liste, acte


def _faire(suivi: Suivi) -> str:
    liste, acte = _acte_de(suivi)
    donnees = _donnees(acte, suivi)
    cles = suivi.parametres["cles"]
    if acte.preparer is None:
        couples: Iterable[tuple[int, Any]] = ((cle, None) for cle in cles)
    else:
        couples, donnees = _preparer(suivi, liste, acte, donnees), {**donnees, TRAVAIL: suivi.travail.pk}
    phrase = _un_par_un(
        suivi,
        liste,
        couples,
        len(cles),
        lambda objet, prepare: acte.executer(objet, suivi.par, _avec(donnees, acte, prepare)),
    )
    if acte.conclure:
        acte.conclure(suivi, donnees)
    return phrase


def _avec(donnees: dict, acte: ActeLot, prepare: Any) -> dict:
    return {**donnees, PREPARE: prepare} if acte.preparer else donnees


def _preparer(suivi: Suivi, liste: "Liste", acte: ActeLot, donnees: dict) -> Iterator[tuple[int, Any]]:
    """Chaque clé avec ce qui a été préparé pour elle, groupe par groupe ; ce qui est déjà fait est sauté."""
    cles = suivi.parametres["cles"]
    vus = set(suivi.travail.lignes.values_list("objet_id", flat=True))
    for debut in range(0, len(cles), acte.groupe):
        groupe = cles[debut : debut + acte.groupe]
        objets = list(liste.queryset(suivi.par).filter(pk__in=[cle for cle in groupe if cle not in vus]))
        prets = acte.preparer(objets, suivi.par, donnees) if objets else {}
        yield from ((cle, prets.get(cle)) for cle in groupe)


def _defaire(suivi: Suivi) -> str:
    liste, acte = _acte_de(suivi)
    if acte.defaire is None or suivi.travail.defait is None:
        raise Refus("Cet acte ne se défait pas.")
    faites = suivi.travail.defait.lignes.filter(refus="", memoire__isnull=False).order_by("-pk")
    couples = list(faites.values_list("objet_id", "memoire"))
    faire = lambda objet, memoire: acte.defaire(objet, suivi.par, memoire)  # noqa: E731
    return _un_par_un(suivi, liste, couples, len(couples), faire)


def _donnees(acte: ActeLot, suivi: Suivi) -> dict:
    formulaire = acte.remplir(QueryDict(suivi.parametres["saisie"]), suivi.par, suivi.parametres["cles"])
    if formulaire is None:
        return {}
    if not formulaire.is_valid():
        raise Refus(next(iter(formulaire.errors.values()))[0])
    return formulaire.cleaned_data


def _un_par_un(
    suivi: Suivi,
    liste: "Liste",
    couples: Iterable[tuple[int, Any]],
    nombre: int,
    agir: Callable[[Model, Any], Any],
) -> str:
    """Agit sur chaque objet, une transaction chacun ; ceux qu'une exécution interrompue a faits sont sautés."""
    vus = set(suivi.travail.lignes.values_list("objet_id", flat=True))
    for rang, (cle, memoire) in enumerate(couples, 1):
        if cle not in vus:
            _agir(suivi, liste, cle, memoire, agir)
        if rang % PAS == 0:
            suivi.avancer(rang)
    suivi.avancer(nombre, nombre)
    return bilan(suivi.travail, liste)


def _agir(suivi: Suivi, liste: "Liste", cle: int, memoire: Any, agir: Callable[[Model, Any], Any]) -> None:
    ligne = LigneTravail(travail=suivi.travail, objet_id=cle, libelle=f"n° {cle}")
    try:
        with transaction.atomic():
            objet = liste.queryset(suivi.par).filter(pk=cle).first()
            if objet is None:
                raise Refus(ABSENT)
            ligne.libelle = liste.nommer(objet)[:200]
            if isinstance(memoire, Refus):
                raise memoire
            ligne.memoire = agir(objet, memoire)
            ligne.save()
    except Refus as refus:
        _refuser(ligne, refus.message)
    except ValidationError as erreur:
        _refuser(ligne, " ".join(erreur.messages))
    except Exception:
        journal.exception("lot %s, objet %s", suivi.travail.pk, cle)
        _refuser(ligne, PANNE)


def _refuser(ligne: LigneTravail, raison: str) -> None:
    ligne.pk, ligne.memoire, ligne.refus = None, None, raison[:500]
    ligne.save(force_insert=True)


def bilan(travail: Travail, liste: "Liste") -> str:
    """« 12 dossiers faits, 2 refusés. »"""
    refuses = travail.lignes.exclude(refus="").count()
    faits = travail.lignes.count() - refuses
    accord = "e" if liste.is_feminin else ""
    phrase = f"{liste.compter_en_mots(faits)} : fait." if faits else "Rien n’a été fait."
    pluriel = "s" if refuses > 1 else ""
    return f"{phrase} {refuses} refusé{accord}{pluriel}." if refuses else phrase


def inscrire_fonctions() -> None:
    """Appelée au démarrage."""
    for fonction in (FonctionTravail(FAIRE, _faire), FonctionTravail(DEFAIRE, _defaire)):
        FONCTIONS.ajouter(fonction)


def permis_aux(lots: Iterable[ActeLot], utilisateur: Any) -> list[ActeLot]:
    """Les actes que l'utilisateur a le droit de faire, dans leur ordre."""
    return sorted((a for a in lots if utilisateur.a_le_droit(a.droit)), key=lambda a: (a.ordre, a.code))
