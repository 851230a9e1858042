"""Ce que devient le financement d'un dossier dont la prestation change."""

from jalon.dossiers.models import Dossier
from jalon.prestations.models import Prestation
from jalon.socle.formats import montrer_duree, montrer_montant

from .queries import financement_de


def lister_du_financement(dossier: Dossier, prestation: Prestation) -> list[str]:
    """Heures et montant restent tels quels ; une convention qui ne couvre pas la nouvelle prestation se dit."""
    financement = financement_de(dossier)
    restent = [
        montrer_duree(financement.minutes_financees) if financement.minutes_financees else "",
        montrer_montant(financement.montant_total) if financement.montant_total is not None else "",
    ]
    phrases = [f"son financement reste ({', '.join(filter(None, restent))})"] if any(restent) else []
    convention = financement.convention
    if convention and convention.prestations.exists() and prestation not in convention.prestations.all():
        phrases.append(f"la convention {convention.reference} ne couvre pas cette prestation")
    return phrases
