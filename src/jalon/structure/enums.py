"""Listes fermées de la structure."""

from django.db.models import IntegerChoices, TextChoices

# Les écrans de la structure appartiennent à l'administration.
LECTURE, ECRITURE = "admin.lecture", "admin.ecriture"


class TypeLieu(TextChoices):
    SALLE = "salle", "Salle"
    BUREAU = "bureau", "Bureau"
    COLLECTIF = "collectif", "Espace collectif"
    AUTRE = "autre", "Autre"


class NatureCentre(TextChoices):
    PRINCIPAL = "principal", "Siège"
    ANTENNE = "antenne", "Antenne"
    PARTENAIRE = "partenaire", "Local partenaire"


class Regime(TextChoices):
    """Régimes de TVA d'un organisme (domaine, « Structure » ; CGI, articles 293 B et 261-4-4° a)."""

    FRANCHISE = "franchise", "Franchise en base (article 293 B)"
    ATTESTATION = "attestation", "Assujetti, avec l’attestation de formation"
    ASSUJETTI = "assujetti", "Assujetti, sans attestation"
    NON_ASSUJETTI = "non_assujetti", "Non assujetti"


class Jour(IntegerChoices):
    """Jours de la semaine, numérotés comme `date.isoweekday()`."""

    LUNDI = 1, "Lundi"
    MARDI = 2, "Mardi"
    MERCREDI = 3, "Mercredi"
    JEUDI = 4, "Jeudi"
    VENDREDI = 5, "Vendredi"
    SAMEDI = 6, "Samedi"
    DIMANCHE = 7, "Dimanche"


class Mois(IntegerChoices):
    JANVIER = 1, "Janvier"
    FEVRIER = 2, "Février"
    MARS = 3, "Mars"
    AVRIL = 4, "Avril"
    MAI = 5, "Mai"
    JUIN = 6, "Juin"
    JUILLET = 7, "Juillet"
    AOUT = 8, "Août"
    SEPTEMBRE = 9, "Septembre"
    OCTOBRE = 10, "Octobre"
    NOVEMBRE = 11, "Novembre"
    DECEMBRE = 12, "Décembre"


class Territoire(TextChoices):
    """Où l'on chôme quels jours ; les valeurs sont celles de la bibliothèque `holidays`."""

    METROPOLE = "", "Métropole"
    ALSACE_MOSELLE = "57", "Alsace et Moselle"
    GUADELOUPE = "971", "Guadeloupe"
    MARTINIQUE = "972", "Martinique"
    GUYANE = "973", "Guyane"
    REUNION = "974", "La Réunion"
    MAYOTTE = "976", "Mayotte"
    NOUVELLE_CALEDONIE = "NC", "Nouvelle-Calédonie"
    POLYNESIE = "PF", "Polynésie française"


class Acte(TextChoices):
    REGLAGES_MODIFIES = "reglages_modifies", "Réglages modifiés"
    LOGO_CHANGE = "logo_change", "Logo changé"
    LOGO_RETIRE = "logo_retire", "Logo retiré"
    REGIME_TVA_CHANGE = "regime_tva_change", "Régime de TVA changé"
    REGIME_TVA_ANNULE = "regime_tva_annule", "Changement de régime de TVA annulé"
    CENTRE_CREE = "centre_cree", "Centre créé"
    CENTRE_MODIFIE = "centre_modifie", "Centre modifié"
    CENTRE_DESACTIVE = "centre_desactive", "Centre désactivé"
    CENTRE_REACTIVE = "centre_reactive", "Centre réactivé"
    CENTRE_SUPPRIME = "centre_supprime", "Centre supprimé"
    HORAIRES_REGLES = "horaires_regles", "Horaires d’ouverture réglés"
    LIEU_CREE = "lieu_cree", "Lieu créé"
    LIEU_MODIFIE = "lieu_modifie", "Lieu modifié"
    LIEU_DESACTIVE = "lieu_desactive", "Lieu désactivé"
    LIEU_REACTIVE = "lieu_reactive", "Lieu réactivé"
    LIEU_SUPPRIME = "lieu_supprime", "Lieu supprimé"
    RESSOURCE_CREEE = "ressource_creee", "Ressource créée"
    RESSOURCE_MODIFIEE = "ressource_modifiee", "Ressource modifiée"
    RESSOURCE_DESACTIVEE = "ressource_desactivee", "Ressource désactivée"
    RESSOURCE_REACTIVEE = "ressource_reactivee", "Ressource réactivée"
    RESSOURCE_SUPPRIMEE = "ressource_supprimee", "Ressource supprimée"
    FERMETURE_CREEE = "fermeture_creee", "Fermeture ajoutée"
    FERMETURE_MODIFIEE = "fermeture_modifiee", "Fermeture modifiée"
    FERMETURE_DESACTIVEE = "fermeture_desactivee", "Fermeture levée"
    FERMETURE_REACTIVEE = "fermeture_reactivee", "Fermeture rétablie"
    FERMETURE_SUPPRIMEE = "fermeture_supprimee", "Fermeture supprimée"
