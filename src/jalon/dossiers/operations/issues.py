"""L'issue de chaque objectif à la fin du parcours (E4)."""

from collections.abc import Mapping

from django.db import transaction

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte, Issue
from ..models import Dossier
from .commun import toucher_bloc


@transaction.atomic
def noter_issues(*, par, dossier: Dossier, issues: Mapping[int, str]) -> bool:
    """Note ce qu'il est advenu de chaque objectif (`issues` : sa clé → `Issue` ou vide) ; dit si l'un change.

    Qui avait ouvert le bloc « Objectifs » le verra.
    """
    exiger(par, "dossiers.ecriture")
    if not set(issues.values()) <= {*Issue.values, ""}:
        raise Refus("Choisissez l’issue dans la liste.")
    changements = []
    for objectif in dossier.objectifs.filter(pk__in=issues):
        avant, apres = objectif.issue, issues[objectif.pk]
        if avant == apres:
            continue
        objectif.issue = apres
        objectif.save(update_fields=["issue"])
        changements.append(Changement("issue", objectif.texte, _montrer(avant), _montrer(apres)))
    if changements:
        toucher_bloc(dossier, "objectifs", par=par)
        journaliser(par=par, acte=Acte.ISSUES_NOTEES, objet=dossier, changements=changements)
    return bool(changements)


def _montrer(issue: str) -> str:
    return Issue(issue).label if issue else "—"
