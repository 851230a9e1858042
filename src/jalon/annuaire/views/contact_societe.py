"""Créer une personne depuis l'onglet Contacts de sa société, et y revenir."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..forms import ContactForm
from ..models import Societe
from ..operations import creer_contact
from .commun import societe_ou_404, zone_doublons

PREFIXE = "contact_%s"


@droit_requis("annuaire.ecriture")
def creer(request: HttpRequest, pk: int) -> HttpResponse:
    """La personne créée est rattachée à la société ; qui existe déjà se rattache d'un geste."""
    societe = societe_ou_404(request, pk)
    retour = reverse("annuaire:societe_contacts", args=[pk])
    form = ContactForm(request.POST or None, par=request.user, auto_id=PREFIXE)
    if request.method == "POST" and form.is_valid() and _creer(request, form, societe):
        return aller(request, retour)
    zone = zone_doublons("annuaire:personne_doublons", form, rattacher=societe.pk)
    contexte = {"form": form, "societe": societe, "retour_contacts": retour, **zone}
    return render(request, "annuaire/contact_creer.html", contexte, status=422 if form.errors else 200)


def _creer(request: HttpRequest, form: ContactForm, societe: Societe) -> bool:
    try:
        lien = creer_contact(par=request.user, societe=societe, donnees=form.donnees, **form.lien)
        messages.success(request, f"Contact {lien.personne} créé et rattaché à {societe}.")
    except Refus as refus:
        form.refuser(refus)
    return not form.errors
