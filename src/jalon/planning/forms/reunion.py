"""Une séance hors production : réunion, formation interne, permanence. Aucun dossier, aucune action."""

from typing import Any

from jalon.dossiers.champs import ChampListe
from jalon.structure.forms.champs import ChampSite
from jalon.structure.models import Lieu
from jalon.ui.formulaires import ChampAutocompleteMultiple, ChampTexte, ChampTexteLong

from ..models import Seance
from ..models.agendas import agendas_ecrits
from ..operations import SaisieSeance
from .commun import MomentForm, moment_de

DUREE = 60  # minutes, quand la fin n'est pas saisie


class ReunionForm(MomentForm):
    """La fiche d'une réunion ; `seance` est celle que l'on modifie."""

    intitule = ChampTexte(label="Motif", max_length=120, largeur=12, help_text="« Réunion d’équipe ».")
    animateurs = ChampAutocompleteMultiple(
        None, label="Qui y participe", largeur=12, url_name="planning:agendas_json",
        invite="Nom d’une personne dont vous tenez l’agenda",
    )  # fmt: skip
    lieu = ChampListe(label="Salle", required=False, largeur=6)
    lien_visio = ChampSite(label="Lien de visioconférence", required=False, largeur=6)
    notes = ChampTexteLong(label="Notes", required=False, lignes=2, max_length=2000)
    ordre = ("intitule", "jour", "heure_debut", "heure_fin", "animateurs", "lieu", "lien_visio", "notes")

    def __init__(self, *args: Any, par, seance: Seance | None = None, **kwargs: Any) -> None:
        self.seance = seance
        super().__init__(*args, initial={**_initial(par, seance), **kwargs.pop("initial", {})}, **kwargs)
        self.fields["animateurs"].queryset = agendas_ecrits(par).actives().order_by("cle_tri", "pk")
        lieux = Lieu.objects.actifs().select_related("centre").order_by("centre__cle_tri", "cle_tri")
        self.fields["lieu"].queryset = lieux
        self.fields["heure_fin"].help_text = "Vide : une heure."
        self.order_fields((*self.ordre, "motif_conflit", "version"))

    def minutes_par_defaut(self) -> int | None:
        return DUREE

    @property
    def saisie(self) -> SaisieSeance:
        """Ce que l'acte attend ; le formulaire est valide."""
        net = self.cleaned_data
        return SaisieSeance(
            debut=net["debut"], fin=net["fin"], animateurs=tuple(net["animateurs"]), intitule=net["intitule"],
            lieu=net.get("lieu"), lien_visio=net.get("lien_visio") or "", notes=net.get("notes") or "",
        )  # fmt: skip


def _initial(par, seance: Seance | None) -> dict[str, Any]:
    if seance is None:
        return {"animateurs": list(agendas_ecrits(par).filter(utilisateur=par).values_list("pk", flat=True))}
    return {
        "version": seance.version,
        "intitule": seance.intitule,
        **moment_de(seance.debut, seance.fin),
        "animateurs": list(seance.animations.order_by("rang", "pk").values_list("personne", flat=True)),
        "lieu": seance.lieu_id,
        "lien_visio": seance.lien_visio,
        "notes": seance.notes,
    }
