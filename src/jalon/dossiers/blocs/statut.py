"""Bloc « Statut du dossier » : le statut déduit et les faits qui le fondent (F1)."""

from .base import Bloc


class BlocStatut(Bloc):
    code = "statut"
    libelle = "Statut et événements"
    guide = "dossier#le-statut"
    ordre = 50
    is_a_cote = True

    def contexte(self, dossier, par) -> dict:
        evenements = dossier.evenements.filter(horodatage_annulation__isnull=True, refus_effet="")
        lies = evenements.select_related("type_maison", "motif", "auteur", "suivi_avant", "suivi_apres")
        return {"evenements": list(lies.order_by("-date_evenement", "-pk"))}
