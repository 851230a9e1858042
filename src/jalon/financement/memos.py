"""Les mémos d'une convention : ce que le financement apprend aux mémos (F9)."""

from django.db.models import Q
from django.http import HttpRequest

from jalon.memos.registres import Porteur
from jalon.socle.acces import exiger

from .models import Convention
from .operations.memos import lier_memo
from .views.commun import contexte_fiche, convention_ou_404


class PorteurConvention(Porteur):
    """Lisible de qui peut lire le financement ; le lien est une ligne à part."""

    code, libelle, droit = "convention", "cette convention", "financement.lecture"
    gabarit = "financement/conventions/memos.html"
    url_fil, url_nouveau = "financement:convention_memos", "financement:convention_memos_nouveau"
    relations = ("lien_convention__convention",)
    ordre = 10

    def trouver(self, request: HttpRequest, cle: int) -> Convention:
        exiger(request.user, self.droit)
        return convention_ou_404(request, cle)

    def contexte(self, request: HttpRequest, objet: Convention) -> dict:
        return contexte_fiche(request, objet, "memos")

    def lisibles(self, utilisateur) -> Q:
        visibles = Convention.objects.visibles_par(utilisateur)
        return Q(lien_convention__convention__in=visibles.values("pk"))

    def est_lisible(self, objet: Convention, utilisateur) -> bool:
        return utilisateur.a_le_droit(self.droit)

    def de(self, objet: Convention) -> Q:
        return Q(lien_convention__convention=objet)

    def lier_enregistre(self, memo, objet: Convention) -> None:
        lier_memo(memo=memo, convention=objet)

    def objet_de(self, memo) -> Convention:
        return memo.lien_convention.convention
