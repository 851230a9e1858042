"""Catalogue des composants : chaque composant dans chaque état, clair et sombre ; un formulaire d'exemple."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from jalon.socle.acces import connecte
from jalon.socle.formats import normaliser
from jalon.ui.exemples import FormulaireExemple, FormulaireFiche, JeuExemple, lignes_exemple
from jalon.ui.reponses import Proposition, cree, propositions

SAISIE_FAUSSE = {
    "faux-beneficiaire": "MARTIN Claire",
    "faux-debut": "31/02/2026",
    "faux-part": "1 890,567",
    "faux-duree": "24 h 75",
}
STATUTS = ("previsionnel", "en_cours", "suspendu", "termine", "facture", "solde", "abandonne")


@require_GET
@connecte
def catalogue(request: HttpRequest) -> HttpResponse:
    """La planche des composants."""
    fautif = FormulaireExemple(SAISIE_FAUSSE, prefix="faux")
    sain = FormulaireExemple(prefix="sain", initial=_initiales())
    sain.verrouiller("beneficiaire", "Changer le bénéficiaire demande un droit : contactez l’administrateur.")
    sain.signaler_conflit("fin", auteur="Paul Henry", heure="10:42", valeur=date(2026, 9, 12))
    return render(
        request,
        "ui/catalogue/page.html",
        {"statuts": STATUTS, "themes": (("light", "Clair"), ("dark", "Sombre")), "sain": sain, "fautif": fautif},
    )


@require_http_methods(["GET", "POST"])
@connecte
def formulaire(request: HttpRequest) -> HttpResponse:
    """Un formulaire d'exemple : rien n'est écrit, la réponse montre ce qui a été compris."""
    form = FormulaireExemple(request.POST or None, initial=_initiales())
    form.verrouiller("beneficiaire", "Changer le bénéficiaire demande un droit : contactez l’administrateur.")
    lignes = JeuExemple(request.POST or None, initial=lignes_exemple(), prefix="parts")
    compris = None
    if request.method == "POST" and form.is_valid() and lignes.is_valid():
        compris = {**form.cleaned_data, "parts": lignes.lignes_gardees}
    statut = 422 if form.errors or any(lignes.errors) else 200
    contexte = {"form": form, "lignes": lignes, "compris": compris}
    return render(request, "ui/catalogue/formulaire.html", contexte, status=statut)


@require_http_methods(["GET", "POST"])
@connecte
def dialogue(request: HttpRequest) -> HttpResponse:
    """Un dialogue d'exemple : création à la volée d'un organisme qui n'est gardé nulle part."""
    form = FormulaireFiche(request.POST or None, initial={"nom": request.GET.get("nom", "")[:80]})
    if request.method == "POST" and form.is_valid():
        nom = form.cleaned_data["nom"]
        return cree(request, value=nom, text=nom, sinon=request.path)
    statut = 422 if form.errors else 200
    return render(request, "ui/catalogue/dialogue.html", {"form": form}, status=statut)


@require_GET
@connecte
def exemples(request: HttpRequest) -> HttpResponse:
    """Propositions d'exemple pour l'autocomplétion."""
    termes = normaliser(request.GET.get("q", "")).split()
    lignes = [p for p in ORGANISMES if all(t in normaliser(f"{p.text} {p.detail}") for t in termes)]
    return propositions(lignes)


def _initiales() -> dict:
    return {
        "beneficiaire": "MARTIN Claire",
        "organisme": "opco-horizon",
        "debut": date(2026, 9, 14),
        "fin": date(2026, 12, 18),
        "tarification": "horaire",
        "duree": 24 * 60,
        "tarif": Decimal("75.00"),
        "part": Decimal("1800.00"),
        "taux": Decimal("65.00"),
        "telephone": "+33199004512",
        "prevenir": True,
    }


ORGANISMES = [
    Proposition("opco-horizon", "OPCO Horizon", "Financeur · 01 99 00 33 00", "Suggérés pour ce dossier"),
    Proposition("region-armorique", "Région Armorique", "Financeur public", "Suggérés pour ce dossier"),
    Proposition("ateliers-duval", "Ateliers Duval SAS", "Employeur · Rennes", "Autres organismes"),
    Proposition("mission-horizon", "Mission Horizon Emploi", "Prescripteur · Rennes", "Autres organismes"),
]
