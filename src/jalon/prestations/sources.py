"""Ce que la recherche globale trouve du catalogue : les prestations, et les écrans d'administration."""

from django.urls import reverse

from jalon.comptes.registres import ecrans_de
from jalon.recherche.registres import SOURCES, Resultat, SourceRecherche
from jalon.socle.formats import normaliser
from jalon.socle.recherche_texte import chercher

from .models import Prestation


def chercher_prestations(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Les prestations dont le nom, le code ou la famille correspond. Une requête."""
    trouvees = chercher(Prestation.objects.visibles_par(utilisateur), "texte_recherche", q)
    return [
        Resultat(
            str(p), " · ".join(x for x in (p.code, p.resume) if x), reverse("prestations:prestation", args=[p.pk])
        )
        for p in trouvees.order_by("cle_tri", "pk")[:limite]
    ]


def chercher_ecrans(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Les écrans d'administration permis dont un mot commence par la saisie."""
    debut = f" {normaliser(q)}"
    trouves = [e for e in ecrans_de(utilisateur) if debut in f" {normaliser(e.libelle)}"]
    return [Resultat(e.libelle, "écran d’administration", reverse(e.url_name)) for e in trouves[:limite]]


def inscrire() -> None:
    """Appelée au démarrage."""
    for source in (
        SourceRecherche(
            "prestations",
            "Prestations",
            "certificate",
            chercher_prestations,
            "admin.lecture",
            50,
            "prestations:prestations",
            Prestation.objects.visibles_par,
        ),
        SourceRecherche("ecrans_admin", "Administration", "settings", chercher_ecrans, ordre=91),
    ):
        SOURCES.ajouter(source)
