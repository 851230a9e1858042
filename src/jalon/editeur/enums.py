"""Listes fermées de l'éditeur."""

from django.db.models import TextChoices


class ContexteModele(TextChoices):
    """Sur quoi un modèle se remplit."""

    DOSSIER = "dossier", "Un dossier"
    SEANCE = "seance", "Une séance d’un dossier"
    CONVENTION = "convention", "Une convention de financement"


class Destinataire(TextChoices):
    """À qui le document est remis : ce qui est confidentiel ne va qu'au bénéficiaire, ou reste dans la maison."""

    BENEFICIAIRE = "beneficiaire", "Le bénéficiaire"
    EMPLOYEUR = "employeur", "L’employeur"
    FINANCEUR = "financeur", "Le financeur"
    PRESCRIPTEUR = "prescripteur", "Le prescripteur"
    INTERNE = "interne", "La maison (interne)"


class EtatModele(TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    PUBLIE = "publie", "Publié"
    RETIRE = "retire", "Retiré"


TONS_ETAT = {EtatModele.BROUILLON: "ambre", EtatModele.PUBLIE: "vert", EtatModele.RETIRE: "neutre"}


class FormatModele(TextChoices):
    DOCX = "docx", "Word (.docx)"
    ODT = "odt", "OpenDocument (.odt)"


class FormatGenere(TextChoices):
    """Ce que l'on range : le PDF, le fichier Word, ou les deux."""

    LES_DEUX = "les_deux", "PDF et Word"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class Gravite(TextChoices):
    """Ce que vaut un constat du contrôle d'un modèle. Une erreur empêche de publier ; un avis se lit."""

    ERREUR = "erreur", "À corriger"
    AVIS = "avis", "À savoir"
    REPARE = "repare", "Réparé"


TONS_GRAVITE = {Gravite.ERREUR: "rouge", Gravite.AVIS: "ambre", Gravite.REPARE: "info"}


class Famille(TextChoices):
    """Les familles de marqueurs, dans l'ordre de la liste."""

    BENEFICIAIRE = "beneficiaire", "Bénéficiaire"
    DOSSIER = "dossier", "Dossier"
    PRESTATION = "prestation", "Prestation"
    OBJECTIFS = "objectifs", "Objectifs"
    CONTACTS = "contacts", "Contacts"
    CONSEILLER = "conseiller", "Conseiller et gestionnaire"
    SEANCES = "seances", "Séances"
    FINANCEMENT = "financement", "Financement"
    STRUCTURE = "structure", "Structure"


class Nature(TextChoices):
    """Ce que donne un marqueur."""

    TEXTE = "texte", "Texte"
    DATE = "date", "Date"
    DUREE = "duree", "Durée"
    MONTANT = "montant", "Montant"
    IMAGE = "image", "Image"
    LISTE = "liste", "Liste (à répéter)"


class Acte(TextChoices):
    """Les actes de l'éditeur, tels que l'historique les nomme."""

    MODELE_CREE = "modele_cree", "Modèle créé"
    MODELE_MODIFIE = "modele_modifie", "Modèle modifié"
    MODELE_VERSION = "modele_version", "Version d’un modèle déposée"
    MODELE_PUBLIE = "modele_publie", "Modèle publié"
    MODELE_RETIRE = "modele_retire", "Modèle retiré"
    MODELE_REMIS = "modele_remis", "Modèle remis en service"
    DOCUMENT_GENERE = "document_genere", "Document généré"
