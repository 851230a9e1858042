"""Ce que signent la maison et ses clients : convention de formation, convention de bilan, contrat."""

from ..enums import Destinataire
from .charte import Page
from .declarations import ModeleLivre

PLANNING = (
    ("Date", "{{ s.jour_semaine }} {{ s.date }}", 42),
    ("Horaires", "{{ s.debut }} – {{ s.fin }}", 32),
    ("Durée", "{{ s.duree }}", 20),
    ("Séance", "{{ s.action }}", 42),
    ("Lieu", "{{ s.lieu }}{% if s.visio %} à distance{% endif %}", 34),
)
MAISON = (
    "{{ structure.nom }}, {{ structure.adresse_en_ligne }}, SIRET {{ structure.siret }}, déclaration d’activité "
    "enregistrée sous le numéro {{ structure.numero_declaration_activite }} (cet enregistrement ne vaut pas "
    "agrément de l’État), ci-après « l’organisme »,"
)
EMPLOYEUR = (
    "{{ employeur.nom }}{% if employeur.siret %}, SIRET {{ employeur.siret }}{% endif %}, "
    "{{ employeur.adresse_complete|replace('\\n', ', ') }}, ci-après « l’entreprise »,"
)
PERSONNE = (
    "{{ beneficiaire.nom_complet }}, {{ beneficiaire.adresse_complete|replace('\\n', ', ') }}, "
    "ci-après « le bénéficiaire »,"
)
PERIODE = "Du {{ dossier.date_entree|date_longue }} au {{ dossier.date_fin_previsionnelle|date_longue }}."
SIGNER = "Nom, qualité, date, signature et cachet"


def _parties(page: Page, *parties: str) -> None:
    page.texte("Entre les soussignés :", gras=True)
    for partie in parties:
        page.texte(partie)
    page.texte("il est convenu ce qui suit.")


def _seances(page: Page) -> None:
    page.si("seances_planning", "Calendrier prévu :")
    page.tableau("s in seances_planning", PLANNING)


def _prix(page: Page, titre: str) -> None:
    page.article(
        titre,
        "Prix : {{ financement.montant }} hors taxes, soit {{ financement.montant|en_lettres }}.",
        "{{ structure.mention_tva }}",
    )
    page.si("parts|length > 1", "Le prix est réparti ainsi :")
    page.puces("p in parts if parts|length > 1", "{{ p.financeur }} : {{ p.montant }}")
    page.texte("{{ prestation.conditions_reglement }}")


def _convention(page: Page) -> None:
    page.titre("Convention de formation professionnelle", "Articles L. 6353-1 et D. 6353-1 du code du travail")
    _parties(page, MAISON, EMPLOYEUR)
    page.article("1. Objet", "L’organisme réalise pour l’entreprise l’action suivante :")
    page.fiche(
        (
            ("Intitulé", "{{ prestation.intitule }}"),
            ("Nature", "{{ prestation.nature }}"),
            ("Objectif", "{{ prestation.objectif }}"),
            ("Bénéficiaire", "{{ beneficiaire.nom_complet }}"),
            ("Durée", "{{ financement.heures or prestation.duree }}"),
            ("Période", PERIODE),
            ("Dossier", "{{ dossier.numero }}"),
        )
    )
    page.article("2. Contenu et moyens", "{{ prestation.contenu }}", "{{ prestation.moyens }}")
    page.si("prestation.modalites_distance", "À distance : {{ prestation.modalites_distance }}")
    page.article("3. Déroulement", "L’action est animée par {{ conseiller.nom_complet }}.")
    _seances(page)
    page.article(
        "4. Suivi, évaluation et sanction", "{{ prestation.suivi_evaluation }}", "{{ prestation.sanction }}"
    )
    _prix(page, "5. Prix et règlement")
    page.article(
        "6. Interruption",
        "{{ prestation.conditions_abandon }}",
        "Les sommes dues au titre d’une action non réalisée ne sont pas facturées comme une action de formation.",
    )
    page.article(
        "7. Différend",
        "Les parties cherchent d’abord un accord amiable ; à défaut, le tribunal compétent est saisi.",
    )
    page.fait_a()
    page.signatures(("Pour l’organisme", SIGNER), ("Pour l’entreprise", SIGNER))


def _tripartite(page: Page) -> None:
    page.titre(
        "Convention de bilan de compétences", "Articles L. 6313-4 et R. 6313-4 à R. 6313-8 du code du travail"
    )
    _parties(page, MAISON, EMPLOYEUR, PERSONNE)
    page.article("1. Objet")
    page.fiche(
        (
            ("Intitulé", "{{ prestation.intitule }}"),
            ("Objectif", "{{ prestation.objectif }}"),
            ("Durée", "{{ financement.heures or prestation.duree }}, vingt-quatre heures au plus"),
            ("Période", PERIODE),
            ("Conseiller", "{{ conseiller.nom_complet }}"),
            ("Dossier", "{{ dossier.numero }}"),
        )
    )
    page.article(
        "2. Contenu et déroulement",
        "Le bilan comprend trois phases : une phase préliminaire (analyse de la demande, choix du "
        "déroulement), une "
        "phase d’investigation (compétences, aptitudes, motivations, hypothèses d’évolution), une phase de "
        "conclusions (résultats, conditions du projet, étapes prévues, document de synthèse).",
        "{{ prestation.contenu }}",
    )
    _seances(page)
    page.article("3. Moyens et suivi", "{{ prestation.moyens }}", "{{ prestation.suivi_evaluation }}")
    page.article(
        "4. Résultats et synthèse",
        "Les résultats détaillés et le document de synthèse sont remis au seul bénéficiaire. Ils ne sont "
        "communiqués "
        "à l’entreprise, ou à quiconque, qu’avec son accord écrit. Le conseiller est tenu au secret "
        "professionnel.",
        "Les documents de travail sont détruits au terme du bilan, sauf accord écrit du bénéficiaire, "
        "pour un an au plus.",
    )
    page.article(
        "5. Accord du bénéficiaire",
        "Un bilan ne se fait qu’avec le consentement du bénéficiaire. Il dispose de dix jours, à compter de la "
        "réception de cette convention, pour la rendre signée. Sans réponse de sa part dans ce délai, il est "
        "considéré comme ayant refusé : le bilan ne commence pas. Un refus n’est pas une faute.",
    )
    _prix(page, "6. Prix et règlement")
    page.article("7. Interruption", "{{ prestation.conditions_abandon }}")
    page.fait_a()
    page.signatures(
        ("L’organisme", SIGNER),
        ("L’entreprise", SIGNER),
        ("Le bénéficiaire", "Reçue le …, date, signature"),
    )


def _contrat(page: Page) -> None:
    page.titre("Contrat de formation professionnelle", "Articles L. 6353-3 à L. 6353-7 du code du travail")
    _parties(page, MAISON, PERSONNE)
    page.article("1. Nature, objet, durée et effectif")
    page.fiche(
        (
            ("Intitulé", "{{ prestation.intitule }}"),
            ("Nature de l’action", "{{ prestation.nature }}"),
            ("Objet", "{{ prestation.objectif }}"),
            ("Durée", "{{ financement.heures or prestation.duree }}"),
            ("Période", PERIODE),
            ("Effectif", "Une personne : action individuelle, sauf les séances dites de groupe"),
            ("Dossier", "{{ dossier.numero }}"),
        )
    )
    page.article("2. Programme", "{{ prestation.contenu }}")
    _seances(page)
    page.article("3. Niveau requis", "{{ prestation.niveau_requis }}")
    page.article("4. Conditions de l’action", "{{ prestation.moyens }}")
    page.si(
        "prestation.a_distance",
        "Une partie de l’action se déroule à distance : {{ prestation.modalites_distance }}",
    )
    page.texte("Contrôle des connaissances : {{ prestation.suivi_evaluation }}")
    page.texte("Sanction : {{ prestation.sanction }}")
    page.article(
        "5. Intervenant",
        "{{ conseiller.nom_complet }}{% if conseiller.fonction %}, {{ conseiller.fonction }}{% endif %}.",
    )
    page.si("conseiller.diplomes", "Diplômes : {{ conseiller.diplomes }}")
    page.si("conseiller.titres", "Titres : {{ conseiller.titres }}")
    page.si("conseiller.references", "Références : {{ conseiller.references }}")
    page.article(
        "6. Délai de rétractation",
        "À compter de la signature, le bénéficiaire dispose de dix jours pour se rétracter par lettre "
        "recommandée avec "
        "avis de réception (quatorze jours si le contrat est conclu à distance ou hors établissement). "
        "Aucune somme "
        "n’est exigée avant la fin de ce délai.",
    )
    _prix(page, "7. Prix et paiement")
    page.texte(
        "À la fin du délai de rétractation, trente pour cent du prix au plus peuvent être demandés ; le solde est "
        "échelonné au fur et à mesure de l’action."
    )
    page.article(
        "8. Abandon et cessation anticipée",
        "{{ prestation.conditions_abandon }}",
        "Si le bénéficiaire est empêché par une force majeure reconnue, il rompt le contrat ; seules les heures "
        "effectivement suivies sont dues, au prorata de leur valeur prévue.",
    )
    page.fait_a()
    page.signatures(("Pour l’organisme", SIGNER), ("Le bénéficiaire", "Date et signature"))


CONVENTION = ModeleLivre(
    "convention-formation",
    "Convention de formation",
    "Entre la maison et l’employeur qui finance une action pour son salarié.",
    Destinataire.EMPLOYEUR,
    _convention,
)
TRIPARTITE = ModeleLivre(
    "convention-bilan",
    "Convention tripartite de bilan de compétences",
    "Entre la maison, l’employeur et le salarié, quand l’employeur finance le bilan.",
    Destinataire.EMPLOYEUR,
    _tripartite,
    natures=("bilan",),
)
CONTRAT = ModeleLivre(
    "contrat-formation",
    "Contrat de formation",
    "Avec une personne qui paie tout ou partie de son action : refusé tant qu’une mention légale manque.",
    Destinataire.BENEFICIAIRE,
    _contrat,
)
