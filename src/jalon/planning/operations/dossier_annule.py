"""Un dossier ouvert par erreur ne retient plus le moment de ses séances ; restauré, il le reprend."""

from django.db.models import Exists, OuterRef, QuerySet

from jalon.dossiers.models import Dossier
from jalon.socle.erreurs import Refus

from ..enums import EtatSeance, NatureOccupation
from ..models import Occupation, Participation, Seance
from .conflits import ConflitAgenda, occuper

VIVANTES = (EtatSeance.PROGRAMMEE, EtatSeance.REALISEE)


def liberer_seances(dossier: Dossier, par) -> None:
    """Ses séances n'occupent plus rien ; une séance collective ne libère que son bénéficiaire. Deux requêtes.

    Dans la transaction de l'acte qui annule le dossier, déjà marqué annulé.
    """
    siennes = Occupation.objects.filter(seance__in=_vivantes(dossier))
    restent = Participation.objects.filter(seance=OuterRef("seance"), dossier__annule_at__isnull=True)
    siennes.filter(~Exists(restent)).update(is_active=False)
    beneficiaire = {"cle": f"p{dossier.beneficiaire_id}", "nature": NatureOccupation.BENEFICIAIRE}
    siennes.filter(**beneficiaire).update(is_active=False)


def reprendre_seances(dossier: Dossier, par) -> None:
    """Ses séances occupent de nouveau leur moment. Lève `Refus`, séance nommée, si l'un d'eux a été pris."""
    for seance in _vivantes(dossier).select_related("action", "lieu__centre"):
        accepte = seance.occupations.filter(is_derogation=True).values_list("motif", flat=True).first()
        try:
            occuper(seance, par=par, motif_conflit=accepte or "", sujets=[dossier])
        except ConflitAgenda as refus:
            raise Refus(f"{seance} : son moment a été pris entre-temps. {refus.message}") from refus


def _vivantes(dossier: Dossier) -> QuerySet[Seance]:
    return Seance.objects.filter(participations__dossier=dossier, etat__in=VIVANTES).order_by("debut", "pk")
