"""Les formulaires de l'agenda : quels agendas montrer, un rendez-vous depuis un créneau, un déplacement."""

from typing import Any

from jalon.dossiers.champs import ChampListe
from jalon.dossiers.models import Dossier
from jalon.prestations.models import Action
from jalon.structure.forms.champs import ChampSite
from jalon.structure.models import Lieu
from jalon.ui.formulaires import ChampAutocomplete, ChampAutocompleteMultiple, ChampTexteLong, FormulaireJalon

from ..models import Seance
from ..models.agendas import agendas_ecrits, agendas_lus
from ..operations import SaisieSeance
from .commun import MomentForm, moment_de
from .seance import mon_agenda


class AgendasForm(FormulaireJalon):
    """Les personnes et les salles montrées côte à côte ; elles restent dans l'adresse."""

    personnes = ChampAutocompleteMultiple(
        None, label="Personnes", required=False, largeur=6, url_name="planning:agendas_lus_json", invite="Personne"
    )
    lieux = ChampAutocompleteMultiple(
        None, label="Salles", required=False, largeur=4, url_name="planning:salles_json", invite="Salle"
    )

    def __init__(self, *args: Any, par, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["personnes"].queryset = agendas_lus(par).actives()
        self.fields["lieux"].queryset = Lieu.objects.actifs().select_related("centre")


class RendezVousForm(MomentForm):
    """Un rendez-vous pris depuis un créneau : le dossier d'abord, le reste est proposé."""

    dossier = ChampAutocomplete(
        None,
        label="Dossier",
        largeur=12,
        url_name="planning:dossiers_json",
        invite="Bénéficiaire ou numéro",
        libelle=lambda dossier: f"{dossier.beneficiaire} · {dossier.numero}",
    )
    action = ChampListe(label="Action", largeur=12)
    animateur = ChampListe(label="Animateur", largeur=6)
    lieu = ChampListe(label="Salle", required=False, largeur=6)
    lien_visio = ChampSite(label="Lien de visioconférence", required=False, largeur=12)
    notes = ChampTexteLong(label="Notes", required=False, lignes=2, max_length=2000)
    ordre = ("dossier", "action", "jour", "heure_debut", "heure_fin", "animateur", "lieu", "lien_visio", "notes")

    def __init__(self, *args: Any, par, **kwargs: Any) -> None:
        initial = {"animateur": mon_agenda(par)} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        ouverts = Dossier.objects.visibles_par(par).ouverts()
        self.fields["dossier"].queryset = ouverts.select_related("beneficiaire", "prestation")
        self.fields["action"].limiter(Action.objects.actives().order_by("cle_tri", "pk"))
        self.fields["animateur"].limiter(agendas_ecrits(par).actives().order_by("cle_tri", "pk"))
        lieux = Lieu.objects.actifs().select_related("centre").order_by("centre__cle_tri", "cle_tri")
        self.fields["lieu"].queryset = lieux
        self.order_fields((*self.ordre, "motif_conflit", "version"))

    def minutes_par_defaut(self) -> int | None:
        action = self.cleaned_data.get("action")
        return action.minutes if action else None

    @property
    def saisie(self) -> SaisieSeance:
        """Ce que l'acte attend ; le formulaire est valide."""
        net = self.cleaned_data
        return SaisieSeance(
            debut=net["debut"], fin=net["fin"], animateurs=(net["animateur"],), action=net["action"],
            dossiers=(net["dossier"],), lieu=net.get("lieu"), lien_visio=net.get("lien_visio") or "",
            notes=net.get("notes") or "",
        )  # fmt: skip


class DeplacementForm(MomentForm):
    """Un autre moment ; `de` et `vers` passent la séance d'un animateur à l'autre."""

    de = ChampListe(label="À la place de", required=False, largeur=6, empty_label="Personne ne change")
    vers = ChampListe(label="Animée par", required=False, largeur=6, empty_label="Personne ne change")

    def __init__(self, *args: Any, par, seance: Seance, **kwargs: Any) -> None:
        initial = {"version": seance.version, **moment_de(seance.debut, seance.fin)}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.seance = seance
        tenus = agendas_ecrits(par).order_by("cle_tri", "pk")
        self.fields["de"].queryset = tenus.filter(pk__in=seance.animations.values("personne"))
        self.fields["vers"].queryset = tenus.actives()
        self.order_fields(("jour", "heure_debut", "heure_fin", "de", "vers", "motif_conflit", "version"))

    def minutes_par_defaut(self) -> int | None:
        return self.seance.minutes

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if bool(donnees.get("de")) != bool(donnees.get("vers")):
            self.add_error("vers", "Dites qui anime, et à la place de qui.")
        return donnees

    @property
    def changement(self) -> tuple | None:
        """(ancien, nouvel animateur), quand il change."""
        net = self.cleaned_data
        return (net["de"], net["vers"]) if net.get("de") and net["de"] != net.get("vers") else None
