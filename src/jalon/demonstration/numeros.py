"""Donne aux dossiers d'années passées le numéro de leur année.

L'ouverture numérote dans l'année où la commande tourne. Comme les instants (voir `chronologie`), les numéros sont
reposés par une écriture groupée ; les compteurs suivent, pour que le prochain dossier prenne la suite.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Concat

from jalon.dossiers.models import Dossier
from jalon.socle.models import Compteur
from jalon.structure.models import Reglages

PROVISOIRE = "provisoire-"


def renumeroter(dossiers: Sequence[tuple[Dossier, datetime]], annee_ecriture: int) -> None:
    """Numérote chaque dossier dans l'année de son ouverture ; ils arrivent du plus ancien au plus récent.

    `annee_ecriture` est l'année dont l'ouverture leur a donné un numéro.
    """
    modele = Reglages.courants().format_numero
    tous = [dossier for dossier, _ in dossiers]
    rangs = _premiers_rangs(dossiers, annee_ecriture)
    for dossier, ouverture in dossiers:
        annee = ouverture.year
        rangs[annee] += 1
        dossier.numero = modele.format(annee=annee, numero=rangs[annee])
        dossier.preparer()
    _ecrire(tous)
    for annee, valeur in rangs.items():
        Compteur.objects.update_or_create(serie=f"dossier-{annee}", defaults={"valeur": valeur})


def _premiers_rangs(dossiers: Sequence[tuple[Dossier, datetime]], annee_ecriture: int) -> dict[int, int]:
    """Le dernier rang déjà pris dans chaque année, avant ces dossiers."""
    compteurs = dict(Compteur.objects.filter(serie__startswith="dossier-").values_list("serie", "valeur"))
    annees = {annee_ecriture, *(ouverture.year for _, ouverture in dossiers)}
    rangs = {annee: compteurs.get(f"dossier-{annee}", 0) for annee in annees}
    rangs[annee_ecriture] -= len(dossiers)
    return rangs


def _ecrire(dossiers: list[Dossier]) -> None:
    """En deux temps : deux dossiers ne portent jamais le même numéro, même le temps de l'écriture."""
    Dossier.objects.filter(pk__in=[d.pk for d in dossiers]).update(numero=Concat(Value(PROVISOIRE), "numero"))
    Dossier.objects.bulk_update(dossiers, ["numero", "cle_tri", "texte_recherche"], batch_size=100)
