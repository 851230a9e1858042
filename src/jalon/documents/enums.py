"""Listes fermées des documents."""

from django.db.models import TextChoices


class Genre(TextChoices):
    """Les quatre sortes de documents d'un dossier (F5)."""

    CONVENTION = "convention", "Convention de financement"
    PIECE = "piece", "Pièce justificative"
    BENEFICIAIRE = "beneficiaire", "Document du bénéficiaire"
    COURRIER = "courrier", "Courrier ou courriel"


class Sort(TextChoices):
    """Ce qu'est devenu un courriel : lu dans un fichier déposé, ou parti de Jalon."""

    DEPOSE = "depose", "Déposé"
    ENVOYE = "envoye", "Envoyé"
    ECHEC = "echec", "Non parti"


class Apercu(TextChoices):
    """Comment un fichier se regarde dans la page."""

    PDF = "pdf", "Pages"
    IMAGE = "image", "Image"
    TEXTE = "texte", "Texte"
    COURRIEL = "courriel", "Courriel"
    AUCUN = "aucun", "Aucun"


class Acte(TextChoices):
    DOCUMENT_AJOUTE = "document_ajoute", "Document ajouté"
    DOCUMENT_MODIFIE = "document_modifie", "Document modifié"
    DOCUMENT_REMPLACE = "document_remplace", "Document remplacé"
    DOCUMENT_SUPPRIME = "document_supprime", "Document supprimé"
    DOCUMENT_RESTAURE = "document_restaure", "Document restauré"
    MESSAGE_CLASSE = "message_classe", "Message classé"
