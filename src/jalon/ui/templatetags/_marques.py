"""Petits composants : icônes, états, suivi, nombres, barre d'heures, avatar."""

from zlib import crc32

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jalon.socle.formats import montrer_duree

register = template.Library()

STATUTS = {
    "previsionnel": "Prévisionnel",
    "en-cours": "En cours",
    "suspendu": "Suspendu",
    "termine": "Terminé",
    "facture": "Facturé",
    "solde": "Soldé",
    "abandonne": "Abandonné",
}
TONS = ("neutre", "info", "ambre", "vert", "violet", "rouge", "calme")
MARQUES = {
    "calculee": ("calculator", "calculée", ""),
    "main": ("hand-finger", "saisie à la main", " j-marque--main"),
}


@register.simple_tag
def icone(nom: str, *, taille: int = 16, classe: str = "", titre: str = "") -> SafeString:
    """Une icône de `scripts/icones.txt`. Décorative, sauf si `titre` la nomme. `taille` : 16, 18, 20 ou 28."""
    classes = f"j-ic{f' j-ic--{taille}' if taille != 16 else ''}{f' {classe}' if classe else ''}"
    lecture = format_html('role="img" aria-label="{}"', titre) if titre else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"/></svg>', classes, lecture, static("vendor/icones.svg"), nom
    )


@register.simple_tag
def glyphe(nom: str, *, classe: str = "") -> SafeString:
    """Un signe dessiné pour Jalon : états, signatures (décoratif : le texte est à côté)."""
    classes = f"j-gl {classe}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("ui/jalon.svg"), nom
    )


@register.simple_tag
def etat(code: str, libelle: str = "", *, grand: bool = False) -> SafeString:
    """Statut d'un dossier, déduit : couleur, glyphe et texte. `code` : « en_cours » ou « en-cours »."""
    cle = code.replace("_", "-")
    taille = " j-etat--grand" if grand else ""
    texte = libelle or STATUTS[cle]
    return format_html('<span class="j-etat j-etat--{}{}">{}{}</span>', cle, taille, glyphe(cle), texte)


@register.simple_tag
def etat_ton(libelle: str, ton: str = "neutre", *, icone_nom: str = "") -> SafeString:
    """État d'autre chose qu'un dossier (séance, facture…), dans un des tons de la maison."""
    if ton not in TONS:
        raise ValueError(f"ton inconnu : {ton}")
    dessin = icone(icone_nom) if icone_nom else ""
    return format_html('<span class="j-etat j-ton--{}">{}{}</span>', ton, dessin, libelle)


@register.simple_tag
def suivi(libelle: str) -> SafeString:
    """Suivi posé à la main (contour pointillé). Rien quand il est vide."""
    if not libelle:
        return SafeString("")
    return format_html(
        '<span class="j-suivi"><span class="j-vu">Suivi : </span>{}<span>{}</span></span>', icone("tag"), libelle
    )


@register.simple_tag
def marque(origine: str) -> SafeString:
    """D'où vient une date : « calculee » ou « main » ; rien sinon (D1, D2)."""
    if origine not in MARQUES:
        return SafeString("")
    dessin, texte, classe = MARQUES[origine]
    return format_html('<span class="j-marque{}">{}{}</span>', classe, icone(dessin), texte)


@register.simple_tag
def nombre(valeur: int | str, *, alerte: bool = False, dit: str = "") -> SafeString:
    """Compte dans une pastille. `dit` complète pour les lecteurs d'écran (« informations manquantes »)."""
    classe = " j-nombre--alerte" if alerte else ""
    suite = format_html('<span class="j-vu"> {}</span>', dit) if dit else ""
    return format_html('<span class="j-nombre{}">{}{}</span>', classe, valeur, suite)


@register.inclusion_tag("ui/composants/barre_heures.html")
def barre_heures(realisees: int, programmees: int, financees: int | None, *, texte: bool = True) -> dict:
    """Heures réalisées, programmées, financées (minutes) : texte et barre. Le dépassement est en rouge.

    `financees` inconnu ou nul : seules les heures faites sont dites.
    """
    financees = financees or 0
    total = max(realisees + programmees, financees, 1)
    fait = min(realisees, financees) if financees else realisees
    prevu = max(0, min(realisees + programmees, financees or total) - fait)
    trop = max(0, realisees + programmees - financees) if financees else 0
    parts = _parts([("fait", fait), ("prevu", prevu), ("trop", trop)], total)
    dit = f"{montrer_duree(realisees)} réalisées, {montrer_duree(programmees)} programmées"
    return {
        "parts": parts,
        "realisees": realisees,
        "financees": financees,
        "trop": trop,
        "texte": texte,
        "dit": f"{dit}, {montrer_duree(financees)} financées" if financees else dit,
    }


def _parts(valeurs: list[tuple[str, int]], total: int) -> list[dict]:
    parts, x = [], 0.0
    for classe, valeur in valeurs:
        largeur = round(100 * valeur / total, 2)
        if largeur:
            parts.append({"classe": classe, "x": f"{x:.2f}", "largeur": f"{largeur:.2f}"})
        x += largeur
    return parts


@register.simple_tag
def manque(quoi: str, combien: int = 0, *, bloque: bool = False) -> SafeString:
    """Ce qui manque pour franchir une étape : « Facturer : 2 éléments », ou « Complet »."""
    if not combien:
        return format_html(
            '<span class="j-manque j-manque--rien">{}<span>{}</span></span>', icone("check"), quoi or "Complet"
        )
    classe, unite = " j-manque--bloque" if bloque else "", "élément" if combien == 1 else "éléments"
    return format_html(
        '<span class="j-manque{}">{}<span><b>{}</b> : {} {}</span></span>',
        classe,
        icone("alert-triangle"),
        quoi,
        combien,
        unite,
    )


@register.simple_tag
def avatar(qui: object, *, taille: int = 0) -> SafeString:
    """Initiales dans un rond, teinte stable pour un même nom. `taille` : 28 ou 40 ; petit sinon."""
    nom = str(qui)
    mots = [mot for mot in nom.replace("-", " ").split() if mot[0].isalnum()]
    initiales = "".join(mot[0] for mot in (mots[:1] + mots[-1:] if len(mots) > 1 else mots)).upper()
    ton = "abcd"[crc32(nom.encode()) % 4]
    grandeur = f" j-avatar--{taille}" if taille else ""
    return format_html(
        '<span class="j-avatar j-avatar--{}{}" aria-hidden="true">{}</span>', ton, grandeur, initiales
    )
