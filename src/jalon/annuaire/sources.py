"""Ce que la recherche globale trouve dans l'annuaire."""

from django.urls import reverse

from jalon.recherche.registres import SOURCES, Resultat, SourceRecherche

from . import propositions
from .models import Personne, Societe
from .rules import numero_entreprise


def chercher_personnes(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Les personnes dont un nom, ou une coordonnée visible, commence par la saisie. Une requête."""
    trouvees = propositions.personnes_trouvees(q, utilisateur)[:limite]
    return [
        Resultat(str(p), propositions.detail_personne(p), reverse("annuaire:personne", args=[p.pk]))
        for p in trouvees
    ]


def chercher_societes(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Les sociétés que la saisie trouve ; 9 ou 14 chiffres sont un SIREN ou un SIRET. Une requête."""
    numero = numero_entreprise(q)
    trouvees = propositions.societes_trouvees(q, utilisateur)[:limite]
    return [_societe(s, exact=bool(numero) and numero in (s.siret, s.siren)) for s in trouvees]


def _societe(societe: Societe, *, exact: bool) -> Resultat:
    adresse = reverse("annuaire:societe", args=[societe.pk])
    return Resultat(str(societe), propositions.detail_societe(societe), adresse, exact)


def inscrire() -> None:
    """Appelée au démarrage."""
    lecture = "annuaire.lecture"
    for source in (
        SourceRecherche(
            "personnes",
            "Personnes",
            "user",
            chercher_personnes,
            lecture,
            20,
            "annuaire:personnes",
            lambda utilisateur: Personne.objects.visibles_par(utilisateur).actives(),
        ),
        SourceRecherche(
            "societes",
            "Sociétés",
            "building",
            chercher_societes,
            lecture,
            30,
            "annuaire:societes",
            lambda utilisateur: Societe.objects.visibles_par(utilisateur).actives(),
        ),
    ):
        SOURCES.ajouter(source)
