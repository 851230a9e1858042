"""Planifier ou modifier une séance d'un dossier."""

from typing import Any

from jalon.annuaire.models import Personne
from jalon.dossiers.champs import ChampListe
from jalon.dossiers.models import Dossier
from jalon.prestations.models import Action
from jalon.structure.forms.champs import ChampSite
from jalon.structure.models import Lieu, Ressource
from jalon.ui.formulaires import ChampAutocompleteMultiple, ChampCases, ChampEntier, ChampTexteLong

from ..models import Seance
from ..models.agendas import agendas_ecrits
from ..operations import SaisieSeance
from ..queries import prochaine_etape
from ..rules.repetition import FOIS_MAX
from .commun import MomentForm, moment_de


class SeanceForm(MomentForm):
    """La fiche d'une séance ; `dossier` est celui d'où l'on vient, `seance` celle que l'on modifie."""

    action = ChampListe(label="Action", largeur=12)
    animateur = ChampListe(label="Animateur", largeur=6)
    second_animateur = ChampListe(label="Avec", required=False, largeur=6)
    lieu = ChampListe(label="Lieu", required=False, largeur=6)
    lien_visio = ChampSite(label="Lien de visioconférence", required=False, largeur=6)
    autres_dossiers = ChampAutocompleteMultiple(
        None, label="Autres dossiers réunis", required=False, largeur=12, url_name="planning:dossiers_json",
        invite="Numéro ou nom, pour une séance collective",
    )  # fmt: skip
    ressources = ChampCases(label="Matériel réservé", required=False)
    notes = ChampTexteLong(label="Notes", required=False, lignes=2, max_length=2000)
    fois = ChampEntier(
        label="Nombre de séances, une par semaine", required=False, min_value=1, max_value=FOIS_MAX, initial=1,
        help_text="Les jours fermés sont sautés ; la liste se confirme avant.",
    )  # fmt: skip
    ordre = (
        "action", "jour", "heure_debut", "heure_fin", "animateur", "second_animateur", "lieu", "lien_visio",
        "autres_dossiers", "ressources", "notes", "fois",
    )  # fmt: skip

    def __init__(self, *args: Any, dossier: Dossier, par, seance: Seance | None = None, **kwargs: Any) -> None:
        self.dossier, self.par, self.seance = dossier, par, seance
        super().__init__(*args, initial={**_initial(dossier, par, seance), **kwargs.pop("initial", {})}, **kwargs)
        self._limiter(seance)
        if seance:
            del self.fields["fois"]
        self.order_fields((*self.ordre, "motif_conflit", "version"))

    def _limiter(self, seance: Seance | None) -> None:
        actions = Action.objects.actives().order_by("cle_tri", "pk")
        self.fields["action"].limiter(actions, seance.action if seance else None)
        agendas = agendas_ecrits(self.par).actives().order_by("cle_tri", "pk")
        for nom in ("animateur", "second_animateur"):
            self.fields[nom].limiter(agendas)
        lieux = Lieu.objects.actifs().select_related("centre").order_by("centre__cle_tri", "cle_tri")
        self.fields["lieu"].queryset = lieux
        autres = Dossier.objects.visibles_par(self.par).exclude(pk=self.dossier.pk)
        self.fields["autres_dossiers"].queryset = autres.select_related("beneficiaire", "prestation")
        ressources = [(str(r.pk), str(r)) for r in Ressource.objects.actifs().order_by("cle_tri", "pk")]
        self.fields["ressources"].choices = ressources
        if not ressources:
            del self.fields["ressources"]

    def minutes_par_defaut(self) -> int | None:
        action = self.cleaned_data.get("action")
        return action.minutes if action else None

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if donnees.get("animateur") and donnees.get("animateur") == donnees.get("second_animateur"):
            self.add_error("second_animateur", "Cette personne anime déjà la séance.")
        return donnees

    @property
    def saisie(self) -> SaisieSeance:
        """Ce que l'acte attend ; le formulaire est valide."""
        net = self.cleaned_data
        animateurs: list[Personne] = [p for p in (net["animateur"], net.get("second_animateur")) if p]
        autres = tuple(net.get("autres_dossiers") or ())
        return SaisieSeance(
            debut=net["debut"], fin=net["fin"], animateurs=tuple(animateurs), action=net["action"],
            dossiers=(self.dossier, *autres), lieu=net.get("lieu"), lien_visio=net.get("lien_visio") or "",
            notes=net.get("notes") or "", is_collective=bool(autres),
            ressources=tuple(Ressource.objects.filter(pk__in=net.get("ressources") or [])),
        )  # fmt: skip


def _initial(dossier: Dossier, par, seance: Seance | None) -> dict[str, Any]:
    if seance is None:
        return {"animateur": mon_agenda(par), "lieu": dossier.lieu_id, "action": _prochaine_action(dossier)}
    animateurs = [a.personne_id for a in seance.animations.order_by("rang", "pk")[:2]]
    autres = seance.participations.exclude(dossier=dossier).values_list("dossier", flat=True)
    return {
        "version": seance.version,
        "action": seance.action_id,
        **moment_de(seance.debut, seance.fin),
        "animateur": animateurs[0] if animateurs else None,
        "second_animateur": animateurs[1] if len(animateurs) > 1 else None,
        "lieu": seance.lieu_id,
        "lien_visio": seance.lien_visio,
        "autres_dossiers": list(autres),
        "ressources": [str(pk) for pk in seance.ressources.values_list("pk", flat=True)],
        "notes": seance.notes,
    }


def mon_agenda(par) -> int | None:
    """La fiche dont l'agenda est le sien, ou None. Une requête."""
    return agendas_ecrits(par).filter(utilisateur=par).values_list("pk", flat=True).first()


def _prochaine_action(dossier: Dossier) -> int | None:
    """L'action de la première étape du déroulé à laquelle il manque une séance."""
    etape = prochaine_etape(dossier)
    return etape.action_id if etape else None
