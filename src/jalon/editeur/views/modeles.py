"""Admin > Modèles : la liste, la fiche, créer, modifier."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit

from ..enums import TONS_GRAVITE, ContexteModele, Destinataire, Gravite
from ..forms import ModeleForm, valeurs_de
from ..listes import MODELES
from ..models import ModeleDocument, VersionModele
from ..operations import creer_modele, modifier_modele
from ..queries import usages_du_modele, versions_de
from ..registres import MARQUEURS
from ..rules import refus_publication
from .commun import ECRITURE, GET_OU_POST, LECTURE, modele_ou_404

NEUF = {"contexte": ContexteModele.DOSSIER.value, "destinataire": Destinataire.BENEFICIAIRE.value}


@droit_requis(LECTURE)
def modeles(request: HttpRequest) -> HttpResponse:
    return rendre(request, MODELES)


@droit_requis(LECTURE)
def modele(request: HttpRequest, pk: int) -> HttpResponse:
    """La fiche, ses versions, ce que le contrôle a vu de la dernière, où il sert."""
    objet = modele_ou_404(request, pk)
    versions = versions_de(objet)
    derniere = versions[0] if versions else None
    constats = derniere.constats if derniere else None
    is_publiee = derniere is not None and derniere.pk == objet.en_vigueur_id
    contexte = {
        "modele": objet,
        "versions": versions,
        "derniere": derniere,
        "constats": groupes_de(derniere),
        "employes": [MARQUEURS.obtenir(code) for code in derniere.marqueurs if code in MARQUEURS]
        if derniere
        else [],
        "empechement": refus_publication(objet.etat, constats, is_publiee),
        "usages": usages_du_modele(objet),
        "entrees": historique(objet),
    }
    return render(request, "editeur/modele.html", contexte)


def groupes_de(version: VersionModele | None) -> list[dict[str, Any]]:
    """Les constats par gravité, dans l'ordre où l'on s'en occupe : à corriger, à savoir, réparé."""
    if version is None:
        return []
    groupes = [
        {"gravite": g, "ton": TONS_GRAVITE[g], "lignes": [c for c in version.constats if c["gravite"] == g]}
        for g in Gravite
    ]
    return [groupe for groupe in groupes if groupe["lignes"]]


@GET_OU_POST
@droit_requis(ECRITURE)
def nouveau(request: HttpRequest) -> HttpResponse:
    form = ModeleForm(request.POST or None, par=request.user, initial=NEUF)
    if request.method == "POST" and form.is_valid():
        try:
            cree = creer_modele(
                par=request.user, donnees=form.donnees, prestations=form.cleaned_data["prestations"]
            )
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, f"Modèle « {cree} » créé : déposez maintenant son fichier.")
            return redirect("editeur:modele", cree.pk)
    return _formulaire(request, form, None, reverse("editeur:modeles"))


@GET_OU_POST
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    objet = modele_ou_404(request, pk)
    form = ModeleForm(request.POST or None, par=request.user, modele=objet, initial=valeurs_de(objet))
    if request.method == "POST" and form.is_valid() and _modifier(request, form, objet):
        messages.success(request, f"Modèle « {objet} » enregistré.")
        return redirect("editeur:modele", pk)
    return _formulaire(request, form, modele_ou_404(request, pk), reverse("editeur:modele", args=[pk]))


def _modifier(request: HttpRequest, form: ModeleForm, objet: ModeleDocument) -> bool:
    try:
        modifier_modele(
            par=request.user,
            modele=objet,
            version=form.version_lue,
            donnees=form.donnees,
            prestations=form.cleaned_data["prestations"],
        )
    except Conflit as conflit:
        frais = modele_ou_404(request, objet.pk)
        montrer_conflit(form, frais, valeurs_de(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(request: HttpRequest, form: ModeleForm, objet: ModeleDocument | None, retour: str) -> HttpResponse:
    contexte = {"form": form, "modele": objet, "retour": retour}
    return render(request, "editeur/formulaire.html", contexte, status=422 if form.errors else 200)
