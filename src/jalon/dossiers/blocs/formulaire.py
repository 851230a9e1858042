"""Le formulaire d'un bloc sait ce que l'on avait sous les yeux : il distingue ma saisie de celle d'un autre.

`instantane` porte les valeurs montrées à l'ouverture. Comparées à la saisie, elles disent ce que j'ai changé ;
comparées à la base, ce qu'une autre personne a changé entre-temps (G1).
"""

import json
from contextlib import suppress
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from jalon.ui.formulaires import FormulaireJalon, LignesJalon

from ..operations.commun import EtatBloc

Bruts = dict[str, Any]


class FormulaireBloc(FormulaireJalon):
    """Base des formulaires de bloc ; une classe fille peut donner des lignes répétables (`lignes_class`)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    instantane = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    lignes_class: type[LignesJalon] | None = None

    def __init__(self, donnees: QueryDict | None = None, *, bloc, dossier, par, etat: EtatBloc) -> None:
        self.bloc, self.dossier, self.par, self.etat = bloc, dossier, par, etat
        initial = self.valeurs_enregistrees(dossier)
        super().__init__(donnees, prefix=bloc.code, initial={**initial, "version": etat.version})
        self.preparer()
        self.lignes = self._ouvrir_lignes(donnees)
        self.initial["instantane"] = json.dumps(self.bruts_enregistres(), ensure_ascii=False)

    def valeurs_enregistrees(self, dossier) -> dict[str, Any]:
        """Les valeurs en base, par champ du formulaire."""
        return {nom: getattr(dossier, nom) for nom, champ in self.base_fields.items() if not _est_cache(champ)}

    def lignes_enregistrees(self) -> list[dict[str, Any]]:
        """Les lignes en base, quand le bloc en a."""
        return []

    def preparer(self) -> None:
        """Pose listes permises et verrous d'après l'utilisateur."""

    # ── Lignes répétables ──
    def _ouvrir_lignes(self, donnees: QueryDict | None) -> LignesJalon | None:
        """Avec une saisie, c'est elle seule qui dit combien de lignes existaient."""
        if self.lignes_class is None:
            return None
        return self._jeu(donnees) if donnees is not None else self._lignes_en_base()

    def _lignes_en_base(self) -> LignesJalon:
        return self._jeu(None, initial=self.lignes_enregistrees())

    def _jeu(self, donnees: QueryDict | None, **options) -> LignesJalon:
        return self.lignes_class(
            donnees, prefix=f"{self.prefix}-lignes", form_kwargs=self.arguments_ligne(), **options
        )

    def arguments_ligne(self) -> dict[str, Any]:
        return {}

    def is_valid(self) -> bool:
        lignes_valides = self.lignes is None or self.lignes.is_valid()
        return super().is_valid() and lignes_valides

    @property
    def tous_formulaires(self) -> list[forms.BaseForm]:
        """Ce formulaire et ses lignes, pour le résumé des erreurs."""
        return [self, *(self.lignes.forms if self.lignes is not None else [])]

    def ignorer_erreurs(self) -> None:
        """Un bloc qu'on n'a pas touché ne se vérifie pas, ses lignes non plus."""
        for formulaire in self.tous_formulaires:
            formulaire._errors = forms.utils.ErrorDict()
            formulaire.cleaned_data = {}
        if self.lignes is not None:
            self.lignes._errors = [{} for _ in self.lignes.forms]
            self.lignes._non_form_errors = forms.utils.ErrorList()

    # ── Ce qui a changé ──
    @property
    def noms_saisis(self) -> list[str]:
        """Les champs qu'on peut changer : ni cachés, ni verrouillés."""
        return [nom for nom, champ in self.fields.items() if not _est_cache(champ) and not champ.disabled]

    def bruts_enregistres(self) -> Bruts:
        """Les valeurs en base telles que le formulaire les écrit dans la page."""
        bruts: Bruts = {nom: _brut(self[nom].initial, self.fields[nom]) for nom in self.noms_saisis}
        if self.lignes is not None:
            bruts["lignes"] = [_bruts_ligne(f, saisie=False) for f in self._lignes_en_base().initial_forms]
        return bruts

    def bruts_saisis(self) -> Bruts:
        """Les valeurs envoyées, sous la même forme."""
        bruts: Bruts = {nom: _brut(self[nom].data, self.fields[nom]) for nom in self.noms_saisis}
        if self.lignes is not None:
            bruts["lignes"] = [_bruts_ligne(f, saisie=True) for f in self.lignes.forms if _est_gardee(f)]
        return bruts

    def bruts_montres(self) -> Bruts:
        """Ce que l'on avait sous les yeux en commençant ; à défaut, ce qui est en base."""
        try:
            lu = json.loads(self["instantane"].data or "")
        except (ValueError, RecursionError):
            lu = None
        return lu if isinstance(lu, dict) else self.bruts_enregistres()

    def est_modifie(self) -> bool:
        """Vrai si la saisie diffère de ce que la page montrait."""
        return self.bruts_saisis() != self.bruts_montres()

    def proposer(self, valeurs: QueryDict) -> None:
        """Propose une valeur venue de l'adresse (« ?convention=12 ») ; elle compte comme une modification."""
        for nom in self.noms_saisis:
            if nom in valeurs:
                with suppress(forms.ValidationError):
                    self.pre_remplir(nom, self.fields[nom].clean(valeurs[nom]))

    def pre_remplir(self, nom: str, valeur: Any) -> None:
        """Montre cette valeur à l'ouverture, quand celle de la base a déjà été lue."""
        self.initial[nom] = valeur
        self._bound_fields_cache.pop(nom, None)

    @property
    def est_rempli(self) -> bool:
        """Vrai si une saisie est en cours (le bloc s'ouvre alors déplié)."""
        return self.is_bound and self.est_modifie()

    # ── Conflit ──
    @property
    def version_lue(self) -> int:
        """La version du bloc quand la saisie a commencé."""
        try:
            return int(self["version"].data)
        except (TypeError, ValueError):
            return -1

    def apres_conflit(self, etat: EtatBloc) -> "FormulaireBloc":
        """Le même formulaire, relu : ma saisie est gardée, la valeur de l'autre est montrée sous chaque champ.

        Un champ que je n'avais pas touché prend la valeur enregistrée ; enregistrer de nouveau passe.
        """
        actuel = type(self)(bloc=self.bloc, dossier=self.dossier, par=self.par, etat=etat)
        montres, saisis, enregistres = self.bruts_montres(), self.bruts_saisis(), actuel.bruts_enregistres()
        donnees = self.data.copy()
        touches = [nom for nom in enregistres if saisis.get(nom) != montres.get(nom)]
        for nom in enregistres:
            if nom not in touches:
                self._reprendre(donnees, actuel, nom, enregistres)
        donnees[self.add_prefix("version")] = str(etat.version)
        donnees[self.add_prefix("instantane")] = json.dumps(enregistres, ensure_ascii=False)
        relu = type(self)(donnees, bloc=self.bloc, dossier=self.dossier, par=self.par, etat=etat)
        for nom in touches:
            if enregistres[nom] not in (montres.get(nom), saisis[nom]):
                relu._signaler(nom, etat)
        return relu

    def _reprendre(self, donnees: QueryDict, actuel: "FormulaireBloc", nom: str, enregistres: Bruts) -> None:
        if nom != "lignes":
            donnees[self.add_prefix(nom)] = enregistres[nom]
        elif actuel.lignes is not None:
            _remplacer_lignes(donnees, actuel.lignes)

    def _signaler(self, nom: str, etat: EtatBloc) -> None:
        auteur = etat.auteur or "Une autre personne"
        heure = f"{timezone.localtime(etat.modifie_at):%H:%M}" if etat.modifie_at else "l’instant"
        if nom == "lignes":
            self.lignes_conflit = {"auteur": auteur, "heure": heure, "lignes": self.lignes_lisibles()}
            return
        self.signaler_conflit(nom, auteur=auteur, heure=heure, valeur=self.initial.get(nom))

    lignes_conflit: dict[str, Any] | None = None

    def lignes_lisibles(self) -> list[str]:
        """Les lignes en base, chacune en une phrase (montrées en cas de conflit)."""
        return []


def _est_cache(champ: forms.Field) -> bool:
    return champ.widget.is_hidden


def _brut(valeur: Any, champ: forms.Field) -> str:
    """La valeur telle que le champ l'écrit, espaces insécables ramenées à des espaces."""
    ecrit = champ.prepare_value(valeur)
    return " ".join(str(ecrit).split()) if ecrit not in (None, "") else ""


def _bruts_ligne(formulaire: forms.BaseForm, *, saisie: bool) -> dict[str, str]:
    noms = [nom for nom in formulaire.fields if nom not in ("DELETE", "pk")]
    return {
        nom: _brut(formulaire[nom].data if saisie else formulaire[nom].initial, formulaire.fields[nom])
        for nom in noms
    }


def _est_gardee(formulaire: forms.BaseForm) -> bool:
    """Une ligne compte si elle n'est pas retirée et qu'elle existait ou qu'on l'a remplie."""
    return not formulaire["DELETE"].data and (formulaire.has_changed() or not formulaire.empty_permitted)


def _remplacer_lignes(donnees: QueryDict, lignes: LignesJalon) -> None:
    """Écrit dans la saisie les lignes en base, à la place de celles qui y étaient."""
    for cle in [c for c in donnees if c.startswith(f"{lignes.prefix}-")]:
        del donnees[cle]
    for champ in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
        donnees[f"{lignes.prefix}-{champ}"] = lignes.management_form.initial[champ]
    donnees[f"{lignes.prefix}-TOTAL_FORMS"] = len(lignes.initial_forms)
    for formulaire in lignes.initial_forms:
        for nom, champ in formulaire.fields.items():
            if nom != "DELETE":
                donnees[formulaire.add_prefix(nom)] = _brut(formulaire[nom].initial, champ)
