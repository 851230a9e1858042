"""Ce que l'on certifie : attestation de fin d'action, certificat de réalisation, synthèse d'un bilan."""

from ..enums import Destinataire
from .charte import Page
from .declarations import ModeleLivre


def _attestation(page: Page) -> None:
    page.titre("Attestation de fin d’action")
    page.texte(
        "{{ structure.nom }} atteste que {{ beneficiaire.nom_complet }} a suivi l’action "
        "« {{ prestation.intitule }} »."
    )
    page.fiche(
        (
            ("Nature", "{{ prestation.nature }}"),
            ("Objectif", "{{ prestation.objectif }}"),
            ("Dates", "Du {{ dossier.date_entree|date_longue }} au {{ dossier.date_sortie|date_longue }}"),
            ("Durée suivie", "{{ total.heures_realisees }}"),
            ("Dossier", "{{ dossier.numero }}"),
        )
    )
    page.article("Résultats de l’évaluation", "{{ texte.evaluation }}")
    page.puces("o in competences", "{{ o.objectif }}{% if o.issue %} : {{ o.issue }}{% endif %}")
    page.fait_a()
    page.signatures(("Pour {{ structure.nom }}", "Nom, qualité, signature et cachet"))


def _certificat(page: Page) -> None:
    page.titre("Certificat de réalisation")
    page.texte("Je soussigné, représentant de {{ structure.nom }}, dispensateur de l’action, certifie que :")
    page.fiche(
        (
            ("Bénéficiaire", "{{ beneficiaire.nom_complet }}"),
            ("Employeur", "{{ employeur.nom or 'Sans objet' }}"),
            ("Intitulé de l’action", "{{ prestation.intitule }}"),
            ("Nature de l’action", "{{ prestation.nature }}"),
            ("Dates", "Du {{ realisation.date_debut|date_longue }} au {{ realisation.date_fin|date_longue }}"),
            ("Durée réalisée", "{{ realisation.heures }}"),
            ("Établie d’après", "{{ realisation.source }}"),
            ("Référence du financeur", "{{ financement.reference or 'Sans objet' }}"),
            ("Dossier", "{{ dossier.numero }}"),
        )
    )
    page.si(
        "realisation.heures_signees and realisation.heures_sans_emargement",
        "Dont {{ realisation.heures_signees }} signées par le bénéficiaire et "
        "{{ realisation.heures_sans_emargement }} d’activités qui ne s’émargent pas, suivies par l’organisme.",
    )
    page.si(
        "realisation.heures_validees and not realisation.heures_signees",
        "Aucune séance n’a été signée par le bénéficiaire : la durée est celle des présences validées par "
        "l’organisme.",
    )
    page.texte(
        "Seules les heures où le bénéficiaire était présent sont comptées, jamais celles qui étaient seulement "
        "prévues. Les pièces qui l’établissent (feuilles d’émargement, relevés de connexion, productions) sont "
        "conservées par l’organisme et tenues à disposition."
    )
    page.fait_a()
    page.signatures(("Cachet et signature du dispensateur", "Nom et qualité du signataire"))


def _synthese(page: Page) -> None:
    page.titre("Synthèse du bilan de compétences", "Article L. 6313-4 du code du travail")
    page.texte(
        "Document remis à {{ beneficiaire.nom_complet }}, seul destinataire. Il n’est communiqué à quiconque sans "
        "son accord écrit."
    )
    page.fiche(
        (
            ("Bilan suivi", "{{ prestation.intitule }}"),
            ("Conseiller", "{{ conseiller.nom_complet }}"),
            (
                "Période",
                "Du {{ dossier.date_entree|date_longue }} au {{ dossier.date_fin_previsionnelle|date_longue }}",
            ),
            ("Dossier", "{{ dossier.numero }}"),
        )
    )
    page.article("1. Circonstances du bilan", "{{ texte.circonstances }}")
    page.article("2. Compétences et aptitudes au regard des perspectives", "{{ texte.competences }}")
    page.article("3. Éléments du projet et, le cas échéant, de formation", "{{ texte.projet }}")
    page.puces("o in resultats", "{{ o.objectif }}")
    page.article("4. Étapes prévues", "{{ texte.etapes }}")
    page.article("5. Observations du bénéficiaire", "{{ texte.observations }}")
    page.fait_a()
    page.signatures(("Le bénéficiaire", "Lu, date et signature"), ("Le conseiller", "Date et signature"))


ATTESTATION = ModeleLivre(
    "attestation-fin",
    "Attestation de fin d’action",
    "Remise au bénéficiaire à la fin : objectifs, nature, durée, résultats.",
    Destinataire.BENEFICIAIRE,
    _attestation,
    textes=(("evaluation", "Résultats de l’évaluation des acquis", True),),
)
CERTIFICAT = ModeleLivre(
    "certificat-realisation",
    "Certificat de réalisation",
    "Pour le financeur : ce qui a été réalisé, d’après les signatures.",
    Destinataire.FINANCEUR,
    _certificat,
)
SYNTHESE = ModeleLivre(
    "synthese-bilan",
    "Synthèse de bilan de compétences",
    "Remise au seul bénéficiaire à la fin de son bilan.",
    Destinataire.BENEFICIAIRE,
    _synthese,
    natures=("bilan",),
    textes=(
        ("circonstances", "Circonstances du bilan", True),
        ("competences", "Compétences et aptitudes au regard des perspectives", True),
        ("projet", "Éléments du projet et de formation", True),
        ("etapes", "Étapes prévues", False),
        ("observations", "Observations du bénéficiaire", False),
    ),
)
