"""Les dossiers dans la recherche globale ; le numéro exact passe avant tout, annulés compris."""

from django.urls import reverse

from jalon.recherche.registres import Resultat, SourceRecherche
from jalon.socle.recherche_texte import chercher

from .models import Dossier


def chercher_dossiers(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Au plus `limite` dossiers du périmètre. Deux requêtes."""
    exact = Dossier.objects.joignables_par(utilisateur).filter(numero__iexact=q.strip())
    trouves = [_resultat(d, exact=True) for d in exact.pour_liste()]
    lignes = chercher(Dossier.objects.visibles_par(utilisateur), "texte_recherche", q)
    for dossier in lignes.pour_liste().order_by("-created_at", "-pk")[:limite]:
        if all(dossier.numero != t.titre.split(" · ")[0] for t in trouves):
            trouves.append(_resultat(dossier))
    return trouves[:limite]


def _resultat(dossier: Dossier, *, exact: bool = False) -> Resultat:
    etat = "annulé" if dossier.annule_at else dossier.get_statut_display()
    details = (dossier.beneficiaire.naissance_en_mots, dossier.prestation, etat)
    return Resultat(
        titre=f"{dossier.numero} · {dossier.beneficiaire}",
        detail=" · ".join(str(detail) for detail in details if detail),
        url=reverse("dossiers:dossier", args=[dossier.numero]),
        exact=exact,
    )


SOURCE = SourceRecherche(
    "dossiers",
    "Dossiers",
    "folders",
    chercher_dossiers,
    "dossiers.lecture",
    ordre=0,
    url_liste="dossiers:liste",
    approcher=Dossier.objects.visibles_par,
)
