"""Les objets qui portent des mémos dans les pièces d'en dessous : dossier, personne, société."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.queries import details_visibles
from jalon.annuaire.views import personnes, societes
from jalon.annuaire.views.commun import detaillee_ou_403, societe_ou_404
from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.journal.operations import noter_consultation
from jalon.socle.acces import exiger

from .registres import Porteur

ONGLET = "memos"


class PorteurLie(Porteur):
    """Un objet que le mémo désigne par une clé étrangère du nom de son code."""

    def de(self, objet) -> Q:
        return Q(**{self.code: objet})

    def lier(self, memo, objet) -> None:
        setattr(memo, self.code, objet)

    def objet_de(self, memo):
        return getattr(memo, self.code)


class PorteurDossier(PorteurLie):
    code, libelle, droit = "dossier", "ce dossier", "dossiers.lecture"
    gabarit = "memos/onglet_dossier.html"
    url_fil, url_nouveau = "memos:dossier", "memos:dossier_nouveau"
    relations = ("dossier__beneficiaire", "dossier__prestation")

    def trouver(self, request: HttpRequest, cle: str) -> Dossier:
        exiger(request.user, self.droit)
        return dossier_visible(request, cle)

    def contexte(self, request: HttpRequest, objet: Dossier) -> dict:
        noter_consultation(par=request.user, sujet=objet)
        return contexte_page(request, objet, ONGLET)

    def lisibles(self, utilisateur) -> Q:
        return Q(dossier__in=Dossier.objects.joignables_par(utilisateur).values("pk"))

    def est_lisible(self, objet: Dossier, utilisateur) -> bool:
        return Dossier.objects.joignables_par(utilisateur).filter(pk=objet.pk).exists()

    def cle_de(self, objet: Dossier) -> str:
        return objet.numero

    def nommer(self, objet: Dossier) -> str:
        return f"{objet.beneficiaire} · {objet.numero}"

    def refuser(self, objet: Dossier) -> str | None:
        return "Ce dossier est annulé : restaurez-le avant d’y écrire." if objet.annule_at else None


class PorteurPersonne(PorteurLie):
    """Comme un commentaire : lisible seulement de qui voit les détails de la personne."""

    code, libelle, droit = "personne", "cette personne", "annuaire.lecture"
    gabarit = "memos/onglet_personne.html"
    url_fil, url_nouveau = "memos:personne", "memos:personne_nouveau"
    relations = ("personne",)

    def trouver(self, request: HttpRequest, cle: int) -> Personne:
        exiger(request.user, self.droit)
        return detaillee_ou_403(request, cle)

    def contexte(self, request: HttpRequest, objet: Personne) -> dict:
        return personnes.contexte_fiche(request, objet, ONGLET)

    def lisibles(self, utilisateur) -> Q:
        visibles = Personne.objects.visibles_par(utilisateur).details_visibles_par(utilisateur)
        return Q(Exists(visibles.filter(pk=OuterRef("personne"))))  # une fiche à la fois, jamais tout l'annuaire

    def est_lisible(self, objet: Personne, utilisateur) -> bool:
        return utilisateur.a_le_droit(self.droit) and details_visibles(objet, utilisateur)


class PorteurSociete(PorteurLie):
    code, libelle, droit = "societe", "cette société", "annuaire.lecture"
    gabarit = "memos/onglet_societe.html"
    url_fil, url_nouveau = "memos:societe", "memos:societe_nouveau"
    relations = ("societe",)

    def trouver(self, request: HttpRequest, cle: int) -> Societe:
        exiger(request.user, self.droit)
        return societe_ou_404(request, cle)

    def contexte(self, request: HttpRequest, objet: Societe) -> dict:
        return societes.contexte_fiche(request, objet, ONGLET)

    def lisibles(self, utilisateur) -> Q:
        return Q(societe__in=Societe.objects.visibles_par(utilisateur).values("pk"))

    def est_lisible(self, objet: Societe, utilisateur) -> bool:
        return utilisateur.a_le_droit(self.droit)


LIES = (PorteurDossier(), PorteurPersonne(), PorteurSociete())
