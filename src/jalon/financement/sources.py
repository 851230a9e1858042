"""Ce que la recherche globale trouve du financement : les conventions."""

from django.urls import reverse

from jalon.recherche.registres import SOURCES, Resultat, SourceRecherche
from jalon.socle.recherche_texte import chercher

from .models import Convention


def chercher_conventions(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Les conventions dont la référence, l'intitulé ou le financeur correspond. Une requête."""
    trouvees = chercher(Convention.objects.visibles_par(utilisateur), "texte_recherche", q)
    lues = trouvees.pour_liste().order_by("cle_tri", "pk")[:limite]
    return [_resultat(convention, q) for convention in lues]


def _resultat(convention: Convention, q: str) -> Resultat:
    detail = " · ".join(str(p) for p in (convention.financeur, convention.get_etat_display().lower()) if p)
    adresse = reverse("financement:convention", args=[convention.pk])
    exact = convention.reference.casefold() == q.strip().casefold()
    return Resultat(str(convention), detail, adresse, exact)


def inscrire() -> None:
    """Appelée au démarrage."""
    SOURCES.ajouter(
        SourceRecherche(
            "conventions",
            "Conventions",
            "file-text",
            chercher_conventions,
            "financement.lecture",
            40,
            "financement:conventions",
            Convention.objects.visibles_par,
        )
    )
