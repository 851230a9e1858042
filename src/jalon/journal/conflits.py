"""Deux personnes sur la même fiche : la seconde lit ce qui a changé, par qui, et garde sa saisie (G1)."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jalon.socle.models import Versionne
from jalon.ui.formulaires import FormulaireJalon

from .models import Entree
from .queries import derniers_changements

SANS_VALEUR_UNIQUE = (list, tuple, set)


def montrer_conflit(
    form: FormulaireJalon,
    frais: Versionne,
    valeurs: Mapping[str, Any],
    *,
    noms: Mapping[str, str] | None = None,
) -> None:
    """Signale sous chaque champ ce qu'une autre personne a enregistré ; le formulaire prend la version courante.

    `form` est lié et valide, avec un champ caché `version` ; `frais` est la fiche relue ; `valeurs` : ses valeurs
    par champ du formulaire ; `noms` : champ du formulaire pour un champ du modèle qui s'appelle autrement.
    """
    nombre = frais.version - (form.cleaned_data.get("version") or 0)
    for nom, entree in derniers_changements(frais, nombre).items():
        champ = (noms or {}).get(nom, nom)
        valeur = valeurs.get(champ)
        if champ in form.fields and not isinstance(valeur, SANS_VALEUR_UNIQUE):
            _signaler(form, champ, entree, valeur)
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(frais.version)


def _signaler(form: FormulaireJalon, champ: str, entree: Entree, valeur: Any) -> None:
    if form.cleaned_data.get(champ) == valeur:
        return
    heure = f"{timezone.localtime(entree.horodatage):%H:%M}"
    form.signaler_conflit(champ, auteur=entree.auteur_libelle, heure=heure, valeur=valeur)
