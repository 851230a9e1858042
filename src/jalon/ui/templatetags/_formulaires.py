"""Balises de formulaire : un champ, le résumé des erreurs, les lignes, la barre d'enregistrement."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def champ(
    lie: BoundField,
    *,
    largeur: int | None = None,
    sans_libelle: bool = False,
    libelle: str = "",
    sans_aide: bool = False,
) -> SafeString:
    """Un champ entier : libellé, saisie, aide, conflit, erreur.

    `libelle` remplace celui du champ (et l'invite d'une bibliothèque) ; `sans_aide` tait son aide.
    `largeur` (1 à 12) remplace celle du champ ; `sans_libelle` garde le libellé pour les lecteurs d'écran seuls.
    """
    if sans_aide:
        lie.help_text = ""
    if libelle:
        lie.field.widget.attrs.pop("placeholder", None)
    contexte = {"field": lie, "largeur": largeur, "sans_libelle": sans_libelle, "libelle": libelle}
    return mark_safe(lie.form.renderer.render(lie.template_name, contexte))  # noqa: S308 (rendu de gabarit)


@register.inclusion_tag("ui/formulaire/erreurs.html")
def erreurs_formulaire(*saisies: forms.BaseForm | forms.BaseFormSet | None) -> dict:
    """Résumé en haut : combien de champs à corriger, un lien vers chacun. Rien quand tout va bien.

    Accepte des formulaires et des jeux de lignes, dans l'ordre de la page ; None est sauté.
    """
    presentes = [saisie for saisie in saisies if saisie is not None]
    tous = [f for saisie in presentes for f in getattr(saisie, "forms", [saisie])]
    champs = [lie for f in tous for lie in f if lie.errors]
    generales = [erreur for f in tous for erreur in f.non_field_errors()]
    generales += [e for saisie in presentes if hasattr(saisie, "forms") for e in saisie.non_form_errors()]
    return {"is_fautif": bool(champs or generales), "champs": champs, "generales": generales}


@register.inclusion_tag("ui/formulaire/lignes.html")
def lignes(formset: forms.BaseFormSet, *, gabarit: str = "", ajouter: str = "Ajouter une ligne") -> dict:
    """Lignes répétables. `gabarit` dessine les champs d'une ligne (avec `form`) ; `ajouter` nomme le bouton."""
    return {"formset": formset, "gabarit": gabarit, "ajouter": ajouter}


@register.inclusion_tag("ui/formulaire/retirer.html")
def retirer_ligne(form: forms.BaseForm) -> dict:
    """Le retrait d'une ligne : une case sans script, un bouton avec."""
    return {"champ": form["DELETE"]}


@register.inclusion_tag("ui/formulaire/enregistrer.html")
def enregistrer(
    retour: str, *, libelle: str = "Enregistrer", annuler: str = "Annuler", neuf: bool = False
) -> dict:
    """Barre collante : nombre de modifications, « Annuler » (lien vers `retour`), « Enregistrer » (Ctrl-S).

    `neuf` : une création ; tant que rien n'est saisi, la barre n'en dit rien.
    """
    return {"retour": retour, "libelle": libelle, "annuler": annuler, "neuf": neuf}


@register.inclusion_tag("ui/composants/signature.html")
def signature(
    *, traits: str = "", nom: str = "", clavier: bool = False, libelle: str = "", atteste: str = ""
) -> dict:
    """La zone de signature : dessiner (champ `traits`) ou attester au clavier (`nom` et `atteste`).

    `traits` (JSON) et `nom` reviennent après un refus ; `clavier` ouvre l'attestation, qui se montre seule sans
    script ; `libelle` nomme la zone, `atteste` est la phrase attestée. Une seule par page.
    """
    return {
        "traits": traits,
        "nom": nom,
        "clavier": clavier,
        "libelle": libelle or "Ma signature",
        "atteste": atteste or "J’atteste ma présence à cette séance.",
    }
