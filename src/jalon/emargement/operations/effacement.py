"""Effacer le contenu d'une signature : le sceau reste, la chaîne se vérifie, et dit la règle (règle 10, RG-03)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Contenu, Sceau
from .commun import conclure, dossiers_touches, garder


@transaction.atomic
def effacer_contenu(*, par: Any, sceau: Sceau, regle: str) -> Contenu:
    """Efface nom, tracé, adresse, données et sel. `regle` : ce qui l'ordonne, tel que la vérification le dira."""
    garder(par, sceau.seance)
    if not regle.strip():
        raise Refus("Dites quelle règle efface ce contenu.", champ="regle")
    contenu = Contenu.objects.select_for_update(of=("self",)).get(sceau=sceau)
    if contenu.efface_at:
        raise Refus("Ce contenu est déjà effacé.")
    contenu.donnees = contenu.nom = contenu.moyen = contenu.traits = contenu.agent = contenu.sel = ""
    contenu.image, contenu.ip = b"", None
    contenu.efface_at, contenu.regle = timezone.now(), regle.strip()
    contenu.save()
    dossiers = dossiers_touches(sceau.seance, sceau.participation_id)
    changement = Changement("contenu", "Contenu de la signature", f"empreinte {sceau.court}", "effacé")
    conclure(sceau.seance, dossiers, par=par, acte=Acte.CONTENU_EFFACE, changement=changement, motif=regle.strip())
    return contenu
