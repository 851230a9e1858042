"""Modifier sans écraser : l'acte dit quelle version il a lue, la base tranche."""

from django.db.models import F

from .erreurs import Refus
from .models import Versionne


class Conflit(Refus):
    """Quelqu'un a enregistré entre la lecture et l'écriture. Rien n'est perdu : la saisie reste à l'écran."""


def avancer_version(objet: Versionne, version_lue: int, *, quoi: str = "cette fiche") -> None:
    """Passe à la version suivante si `version_lue` est encore la dernière, sinon lève `Conflit`.

    La condition est dans l'UPDATE : deux enregistrements simultanés ne passent pas tous les deux.
    """
    modele = type(objet)
    avancee = modele.objects.filter(pk=objet.pk, version=version_lue).update(version=F("version") + 1)
    if not avancee:
        raise Conflit(
            f"Une autre personne a modifié {quoi} pendant votre saisie. Votre saisie est gardée : "
            "comparez, puis enregistrez de nouveau."
        )
    objet.version = version_lue + 1
