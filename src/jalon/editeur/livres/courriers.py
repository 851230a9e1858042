"""Ce que l'on envoie : convocation, courrier libre."""

from ..enums import ContexteModele, Destinataire
from .charte import Page
from .declarations import ModeleLivre


def _adresse(page: Page) -> None:
    page.texte("{{ beneficiaire.nom_complet }}", droite=True, gras=True)
    page.texte("{{ beneficiaire.adresse_complete }}", droite=True)
    page.texte("{{ structure.ville }}, le {{ jour|date_longue }}", droite=True)


def _convocation(page: Page) -> None:
    _adresse(page)
    page.titre("Convocation", "{{ prestation.intitule }} · dossier {{ dossier.numero }}")
    page.texte("{{ beneficiaire.civilite or 'Bonjour' }} {{ beneficiaire.nom }},")
    page.texte(
        "Nous vous attendons pour votre action « {{ prestation.intitule }} », avec {{ "
        "conseiller.nom_complet }}, aux "
        "dates suivantes :"
    )
    page.tableau(
        "s in seances_programmees",
        (
            ("Date", "{{ s.jour_semaine }} {{ s.date }}", 42),
            ("Horaires", "{{ s.debut }} – {{ s.fin }}", 34),
            ("Séance", "{{ s.action }}", 44),
            ("Où", "{% if s.visio %}{{ s.visio }}{% else %}{{ s.lieu }} {{ s.adresse }}{% endif %}", 50),
        ),
    )
    page.texte(
        "En cas d’empêchement, prévenez-nous au plus tôt : {{ structure.telephone }}, {{ "
        "structure.courriel }}. Si un "
        "aménagement vous est nécessaire, dites-le-nous : nous chercherons la solution avec vous."
    )
    page.texte("{{ conseiller.nom_complet }}", droite=True)


def _convocation_seance(page: Page) -> None:
    _adresse(page)
    page.titre("Convocation", "{{ prestation.intitule }} · dossier {{ dossier.numero }}")
    page.texte("{{ beneficiaire.civilite or 'Bonjour' }} {{ beneficiaire.nom }},")
    page.texte("Nous vous attendons pour la séance suivante de votre action « {{ prestation.intitule }} » :")
    page.fiche(
        (
            ("Séance", "{{ seance.action }}"),
            ("Date", "{{ seance.jour_semaine|capitalize }} {{ seance.date|date_longue }}"),
            ("Horaires", "De {{ seance.debut }} à {{ seance.fin }} ({{ seance.duree }})"),
            ("Avec", "{{ seance.animateurs }}"),
            (
                "Où",
                "{% if seance.visio %}À distance : {{ seance.visio }}{% else %}{{ seance.lieu }}"
                "{% if seance.adresse %}, {{ seance.adresse }}{% endif %}{% endif %}",
            ),
        )
    )
    page.texte(
        "En cas d’empêchement, prévenez-nous au plus tôt : {{ structure.telephone }}, {{ structure.courriel }}. "
        "Si un aménagement vous est nécessaire, dites-le-nous : nous chercherons la solution avec vous."
    )
    page.texte("{{ conseiller.nom_complet }}", droite=True)


def _courrier(page: Page) -> None:
    _adresse(page)
    page.texte("Objet : {{ texte.objet }}", gras=True)
    page.texte("Dossier {{ dossier.numero }}")
    page.texte("{{ texte.corps }}")
    page.texte("{{ conseiller.nom_complet }}", droite=True)


CONVOCATION = ModeleLivre(
    "convocation",
    "Convocation",
    "Les séances programmées, leurs horaires et leurs lieux.",
    Destinataire.BENEFICIAIRE,
    _convocation,
)
CONVOCATION_SEANCE = ModeleLivre(
    "convocation-seance",
    "Convocation à une séance",
    "Une séance, son horaire, son lieu : un document par participant.",
    Destinataire.BENEFICIAIRE,
    _convocation_seance,
    contexte=ContexteModele.SEANCE,
)
COURRIER = ModeleLivre(
    "courrier-libre",
    "Courrier libre",
    "Un courrier au bénéficiaire, dont vous écrivez l’objet et le texte.",
    Destinataire.BENEFICIAIRE,
    _courrier,
    textes=(("objet", "Objet", True), ("corps", "Texte du courrier", True)),
)
