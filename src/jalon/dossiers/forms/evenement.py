"""Les dialogues d'un événement : déclencher ou modifier, annuler, rouvrir (F8, D3, E4)."""

from typing import Any

from django.utils import timezone

from jalon.prestations.enums import Phase, TypeEvenement
from jalon.prestations.models import Motif, Suivi, TypeEvenementMaison
from jalon.ui.formulaires import ChampChoix, ChampDate, ChampTexte, ChampTexteLong, FormulaireJalon

from ..champs import ChampListe
from ..enums import Issue, Suite
from ..models import Evenement
from ..models.evenement import DITS

PREFIXE_ISSUE = "issue_"
LIBELLES_PRECISION = {
    TypeEvenement.CHANGEMENT_PHASE: "Nouvelle phase",
    TypeEvenement.VALIDATION_ETAPE: "Étape validée",
    TypeEvenement.AUTRE: "Intitulé",
}


class EvenementForm(FormulaireJalon):
    """Les champs dépendent du type : un suivi pour le changement de statut, une suite pour une sortie…"""

    precision = ChampTexte(label="Intitulé", max_length=120, largeur=12)
    suivi = ChampListe(label="Nouveau suivi", required=False, largeur=12, empty_label="Aucun suivi")
    date_evenement = ChampDate(
        label="Date", largeur=12, help_text="À venir, il est « prévu » et prend effet à son jour."
    )
    suite = ChampChoix(label="Suite", choices=Suite.choices, required=False, vide="Non renseignée", largeur=12)
    motif = ChampListe(label="Motif", required=False, largeur=12)
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=2000, lignes=3)

    def __init__(
        self,
        *args,
        dossier,
        type_evenement: str,
        type_maison: TypeEvenementMaison | None = None,
        evenement: Evenement | None = None,
        **kwargs,
    ) -> None:
        initial = {"date_evenement": timezone.localdate(), "suivi": dossier.suivi_id}
        if evenement:
            initial = {nom: getattr(evenement, nom) for nom in DITS}
        super().__init__(*args, initial=initial, **kwargs)
        self.dossier, self.type, self.maison, self.evenement = dossier, type_evenement, type_maison, evenement
        self._poser_precision()
        self._poser_suivi()
        self._poser_motifs()
        if type_evenement == TypeEvenement.SORTIE:
            self.fields["date_evenement"].label = "Date de sortie réelle"
            self._poser_issues()
        else:
            del self.fields["suite"]

    @property
    def donnees(self) -> dict[str, Any]:
        """Ce que l'événement dit, après `is_valid`."""
        return {k: v for k, v in self.cleaned_data.items() if not k.startswith(PREFIXE_ISSUE)}

    @property
    def is_a_venir(self) -> bool:
        """Vrai si l'événement sera « prévu », après `is_valid`."""
        return self.cleaned_data["date_evenement"] > timezone.localdate()

    @property
    def issues(self) -> dict[int, str]:
        """L'issue de chaque objectif, par sa clé, après `is_valid`."""
        donnees = self.cleaned_data.items()
        return {int(k.removeprefix(PREFIXE_ISSUE)): v for k, v in donnees if k.startswith(PREFIXE_ISSUE)}

    @property
    def champs_evenement(self) -> list:
        return [lie for lie in self if not lie.name.startswith(PREFIXE_ISSUE)]

    @property
    def champs_issues(self) -> list:
        return [lie for lie in self if lie.name.startswith(PREFIXE_ISSUE)]

    def _poser_precision(self) -> None:
        if self.type not in LIBELLES_PRECISION or self.maison:
            del self.fields["precision"]
            return
        if choix := self._precisions():
            largeur = self.fields["precision"].largeur
            self.fields["precision"] = ChampChoix(
                choices=[(c, c) for c in choix], vide="Choisir…", largeur=largeur
            )
        self.fields["precision"].label = LIBELLES_PRECISION[self.type]

    def _precisions(self) -> list[str]:
        """Les phases d'un bilan, ou les étapes du déroulé que suit le dossier."""
        if self.type == TypeEvenement.CHANGEMENT_PHASE:
            return [str(libelle) for libelle in Phase.labels]
        version = self.dossier.version_prestation
        if self.type != TypeEvenement.VALIDATION_ETAPE or version is None:
            return []
        return [str(etape) for etape in version.etapes.select_related("action")]

    def _poser_suivi(self) -> None:
        if self.type == TypeEvenement.CHANGEMENT_STATUT and self.evenement is None:
            self.fields["suivi"].limiter(Suivi.objects.filter(is_active=True), self.dossier.suivi)
        else:
            del self.fields["suivi"]

    def _poser_motifs(self) -> None:
        motifs = Motif.objects.filter(is_active=True, type_evenement=self.type)
        enregistre = self.evenement.motif if self.evenement else None
        self.fields["motif"].limiter(motifs, enregistre)
        if self.evenement is None:
            self.fields["motif"].initial = next((motif.pk for motif in motifs if motif.is_defaut), None)
        if not motifs and not enregistre:
            del self.fields["motif"]

    def _poser_issues(self) -> None:
        for objectif in self.dossier.objectifs.all():
            self.fields[f"{PREFIXE_ISSUE}{objectif.pk}"] = ChampChoix(
                label=objectif.texte, choices=Issue.choices, required=False, vide="Non renseignée", largeur=12,
                initial=objectif.issue,
            )  # fmt: skip


class ReouvertureForm(FormulaireJalon):
    """Rouvrir : quand, et pourquoi."""

    date_evenement = ChampDate(label="Date", largeur=12)
    motif = ChampListe(label="Motif", required=False, largeur=12)
    commentaire = ChampTexteLong(label="Pourquoi ce dossier est-il rouvert ?", max_length=2000, lignes=3)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, initial={"date_evenement": timezone.localdate()}, **kwargs)
        motifs = Motif.objects.filter(is_active=True, type_evenement=TypeEvenement.REOUVERTURE)
        self.fields["motif"].limiter(motifs)
        if not motifs:
            del self.fields["motif"]


class AnnulationEvenementForm(FormulaireJalon):
    motif_annulation = ChampTexteLong(label="Pourquoi cet événement est-il annulé ?", max_length=500, lignes=3)
