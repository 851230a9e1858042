"""Engager plus que la convention : un droit, un motif, et jamais deux fois les mêmes heures."""

from jalon.dossiers.models import Dossier
from jalon.journal.operations import Changement, journaliser
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Convention, Financement
from ..queries import reste_de, with_engagement
from ..rules import Depassement, Engagement, depassement, est_aggrave
from .commun import DROIT_DEPASSER

RIEN = Engagement()


def verrouiller_convention(pk: int) -> Convention:
    """Relit la convention et la garde jusqu'à la fin : deux dossiers ne s'y engagent pas en même temps.

    SQLite n'a qu'un écrivain : sa transaction immédiate suffit.
    """
    return Convention.objects.select_for_update().get(pk=pk)


def manque_a(convention: Convention, dossier: Dossier, demande: Engagement) -> Depassement:
    """Ce qui manque à la convention, verrouillée, pour porter `demande` en plus des autres dossiers."""
    verrouiller_convention(convention.pk)
    lue = with_engagement(Convention.objects.filter(pk=convention.pk), sauf=dossier).get()
    reste = reste_de(lue)
    return depassement(Engagement(reste.minutes, reste.montant), demande)


def garder_engagement(financement: Financement, *, par, avant: Financement) -> Depassement | None:
    """Lève `Refus` si le dossier engage plus que sa convention sans le droit, ou sans motif.

    `avant` : le financement tel qu'il était. Rend ce qui vient d'être dépassé, à journaliser, ou None.
    """
    convention = financement.convention
    manque = manque_a(convention, financement.dossier, financement.engagement) if convention else None
    if not manque:
        financement.motif_depassement = ""
        return None
    deja = avant.engagement if avant.convention_id == convention.pk else RIEN
    if not est_aggrave(deja, financement.engagement, manque):
        return None
    phrase = f"{convention.reference} ne suffit pas : il lui manque {manque}."
    exiger_depassement(par, phrase, motif=financement.motif_depassement, champ=manque.champ)
    return manque


def exiger_depassement(
    par, phrase: str, *, motif: str, champ: str, champ_motif: str = "motif_depassement"
) -> None:
    """Lève `Refus` sans le droit de dépasser (à côté de `champ`), ou sans motif (à côté de `champ_motif`)."""
    if not par.a_le_droit(DROIT_DEPASSER):
        raise Refus(f"{phrase} Votre profil ne permet pas d’engager plus que la convention.", champ=champ)
    if not motif.strip():
        raise Refus(f"{phrase} Dites pourquoi vous l’engagez quand même.", champ=champ_motif)


def journaliser_depassement(financement: Financement, manque: Depassement, *, par) -> None:
    """Le motif se lit dans l'historique du dossier et dans celui de la convention."""
    dossier, convention = financement.dossier, financement.convention
    motif = financement.motif_depassement
    for sujet, en_plus_de in ((dossier, convention.reference), (convention, f"dossier {dossier.numero}")):
        changement = Changement("depassement", f"Engagé en plus ({en_plus_de})", "—", str(manque))
        journaliser(
            par=par,
            acte=Acte.CONVENTION_DEPASSEE,
            objet=financement,
            sujet=sujet,
            changements=[changement],
            motif=motif,
        )


def refuser_restauration(dossier: Dossier) -> str | None:
    """La phrase qui refuse de restaurer un dossier dont la convention a engagé les heures ailleurs, ou None."""
    financement = Financement.objects.filter(dossier=dossier).select_related("convention").first()
    if financement is None or financement.convention is None:
        return None
    manque = manque_a(financement.convention, dossier, financement.engagement)
    reference = financement.convention.reference
    return f"{reference} ne suffit plus : il lui manque {manque}. Augmentez-la d’abord." if manque else None
