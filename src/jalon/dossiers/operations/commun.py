"""Ce que tous les actes d'un bloc partagent : le droit, la version, le journal, l'annonce."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Model, TextChoices
from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus

from ..models import AccesDossier, Dossier, VersionBloc


@dataclass(frozen=True)
class EtatBloc:
    """La version d'un bloc, et qui l'a enregistrée en dernier."""

    version: int
    auteur: str = ""
    modifie_at: datetime | None = None


class ConflitBloc(Refus):
    """Le bloc a été enregistré par quelqu'un d'autre depuis que l'on a commencé la saisie (G1)."""

    def __init__(self, bloc: str, etat: EtatBloc) -> None:
        super().__init__(f"{etat.auteur or 'Une autre personne'} a modifié ce bloc pendant votre saisie.")
        self.bloc = bloc
        self.etat = etat


def etats_blocs(dossier: Dossier) -> dict[str, EtatBloc]:
    """L'état de chaque bloc déjà modifié de ce dossier. Une requête."""
    lignes = VersionBloc.objects.filter(dossier=dossier).select_related("modifie_par")
    return {v.bloc: EtatBloc(v.version, str(v.modifie_par or ""), v.modifie_at) for v in lignes}


def verrouiller(dossier: Dossier) -> Dossier:
    """Relit le dossier dans la transaction et le garde : personne d'autre ne l'écrit jusqu'à la fin."""
    return Dossier.objects.select_for_update().get(pk=dossier.pk)


def refuser_annule(dossier: Dossier) -> None:
    """Un dossier annulé ne se modifie pas : lève `Refus`."""
    if dossier.annule_at:
        raise Refus("Ce dossier est annulé : restaurez-le avant de le modifier.")


def prendre_bloc(dossier: Dossier, bloc: str, version_lue: int, *, par) -> Dossier:
    """Passe le bloc à la version suivante et rend le dossier relu, verrouillé.

    Lève `ConflitBloc` si `version_lue` n'est plus la dernière, `AccesRefuse` sans le droit d'écrire. La condition
    est dans l'UPDATE : deux enregistrements simultanés ne passent pas tous les deux.
    """
    exiger(par, "dossiers.ecriture")
    dossier = verrouiller(dossier)
    refuser_annule(dossier)
    VersionBloc.objects.get_or_create(dossier=dossier, bloc=bloc)
    a_jour = VersionBloc.objects.filter(dossier=dossier, bloc=bloc, version=version_lue)
    if a_jour.update(version=F("version") + 1, modifie_par=par, modifie_at=timezone.now()):
        return dossier
    raise ConflitBloc(bloc, etats_blocs(dossier)[bloc])


def toucher_bloc(dossier: Dossier, bloc: str, *, par) -> None:
    """Avance la version d'un bloc qu'un autre acte change : qui l'a ouvert verra le conflit, rien ne s'écrase."""
    VersionBloc.objects.get_or_create(dossier=dossier, bloc=bloc)
    VersionBloc.objects.filter(dossier=dossier, bloc=bloc).update(
        version=F("version") + 1, modifie_par=par, modifie_at=timezone.now()
    )


def conclure(
    dossier: Dossier, *, par, acte: TextChoices, changements: list[Changement], objet: Model | None = None
) -> None:
    """Après l'écriture d'un bloc : l'inscrit au journal si quelque chose a changé, puis annonce le dossier.

    `objet` est la ligne touchée quand ce n'est pas le dossier lui-même.
    """
    if changements:
        journaliser(par=par, acte=acte, objet=objet or dossier, sujet=dossier, changements=changements)
    faits_modifies(dossier)


def poser_acces(dossier: Dossier, motif: str, utilisateur) -> None:
    """Met à jour la ligne d'accès de ce motif : au plus un utilisateur par motif, ou aucun."""
    lignes = AccesDossier.objects.filter(dossier=dossier, motif=motif)
    lignes.exclude(utilisateur=utilisateur).delete() if utilisateur else lignes.delete()
    if utilisateur:
        AccesDossier.objects.get_or_create(dossier=dossier, utilisateur=utilisateur, motif=motif)
