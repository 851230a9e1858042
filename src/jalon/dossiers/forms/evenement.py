"""Le dialogue « Déclencher un événement » (F8)."""

from django.utils import timezone

from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif, Suivi
from jalon.ui.formulaires import ChampDate, ChampTexteLong, FormulaireJalon

from ..champs import ChampListe


class EvenementForm(FormulaireJalon):
    """Les champs dépendent du type : un suivi pour le changement de statut, un motif sinon."""

    suivi = ChampListe(label="Nouveau suivi", required=False, largeur=12, empty_label="Aucun suivi")
    date_evenement = ChampDate(label="Date", largeur=6)
    motif = ChampListe(label="Motif", required=False, largeur=12)
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=2000, lignes=3)

    def __init__(self, *args, dossier, type_evenement: str, **kwargs) -> None:
        initial = {"date_evenement": timezone.localdate(), "suivi": dossier.suivi_id}
        super().__init__(*args, initial=initial, **kwargs)
        if type_evenement == TypeEvenement.CHANGEMENT_STATUT:
            self.fields["suivi"].limiter(Suivi.objects.filter(is_active=True), dossier.suivi)
        else:
            del self.fields["suivi"]
        motifs = Motif.objects.filter(is_active=True, type_evenement=type_evenement)
        self.fields["motif"].limiter(motifs)
        self.fields["motif"].initial = next((motif.pk for motif in motifs if motif.is_defaut), None)
        if not motifs:
            del self.fields["motif"]
