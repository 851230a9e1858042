"""Le sommaire : dans quel ordre, et sous quel titre, les guides se lisent."""

from .pages import Page, pages

GROUPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Les dossiers",
        (
            *("production", "ouvrir-un-dossier", "dossier", "contacts", "objectifs", "dates", "financement"),
            *("seances", "emargement", "signer", "evenements", "memos", "documents", "historique"),
        ),
    ),
    ("L’annuaire", ("annuaire-personnes", "annuaire-societes", "doublons")),
    ("Les modèles de document", ("modeles", "marqueurs")),
    ("Le catalogue et les conventions", ("prestations", "prestations-listes", "conventions")),
    ("La maison", ("structure-premier-demarrage", "structure", "comptes", "profils", "equipes")),
)
AUTRES = "Aussi"


def sommaire() -> list[tuple[str, list[Page]]]:
    """(titre, guides) : les groupes qui ont une page, puis les guides qu'aucun groupe ne nomme."""
    toutes = pages()
    ranges = {code for _, codes in GROUPES for code in codes}
    groupes = [(titre, [toutes[code] for code in codes if code in toutes]) for titre, codes in GROUPES]
    reste = [page for code, page in toutes.items() if code not in ranges]
    return [(titre, choisies) for titre, choisies in [*groupes, (AUTRES, reste)] if choisies]


def voisines(page: Page) -> list[Page]:
    """Les guides du même groupe, celui-ci compris."""
    return next(choisies for _, choisies in sommaire() if page in choisies)
