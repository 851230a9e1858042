"""Le bloc Mémos de la page d'un dossier : les derniers, à côté, sous le statut."""

from django.urls import reverse
from django.utils import timezone

from jalon.dossiers.blocs import Bloc

from .queries import RECENTS_MAX, derniers
from .registres import PORTEURS


class BlocMemos(Bloc):
    code = "memos"
    libelle = "Mémos"
    ordre = 60
    droit_lecture = "memos.lecture"
    is_a_cote = True
    gabarit = "memos/bloc.html"
    feuilles = ("memos/css/memos.css",)
    scripts = ("memos/js/memos.js",)

    def contexte(self, dossier, par) -> dict:
        porteur = PORTEURS.obtenir("dossier")
        memos = derniers(porteur, dossier, par, timezone.localdate(), RECENTS_MAX)
        return {
            "memos": memos,
            "retour": reverse("dossiers:dossier", args=[dossier.numero]),
            "url_fil": porteur.adresse(dossier),
            "url_nouveau": porteur.adresse_nouveau(dossier),
            "can_ajouter": par.a_le_droit("memos.ecriture") and not dossier.annule_at,
        }
