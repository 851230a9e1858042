"""Admin > Modèles : la liste."""

from django.db.models import QuerySet

from jalon.socle.listes import CHOIX_MULTIPLE, Acte, Colonne, Filtre, Liste, Vue

from .enums import ContexteModele, Destinataire, EtatModele
from .models import ModeleDocument


def _couvertes(modele: ModeleDocument) -> str:
    return ", ".join(str(p) for p in modele.prestations.all()) or "toutes"


def _choix(code: str, libelle: str, choix: type, ordre: int) -> Filtre:
    def filtrer(modeles: QuerySet, valeurs: list[str], _) -> QuerySet:
        return modeles.filter(**{f"{code}__in": valeurs})

    return Filtre(code, libelle, CHOIX_MULTIPLE, filtrer, options=lambda _: choix.choices, ordre=ordre)


class ListeModeles(Liste):
    """Les modèles : quatre requêtes par page, plus une par vue comptée."""

    code = "modeles"
    titre = "Modèles"
    url, droit, droit_export = "editeur:modeles", "admin.lecture", "admin.lecture"
    modele = ModeleDocument
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel = "modèle", "modèles"
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher un modèle par intitulé ou code"
    invite_recherche = "Intitulé ou code"
    tri_defaut = "intitule"
    vide_titre = "Aucun modèle"
    vide_texte = "Un modèle est un document Word avec des marqueurs : la maison le remplit pour chaque dossier."
    colonnes = (
        Colonne(
            "intitule", "Modèle, code", "intitule", "editeur/cellules/nom.html", tri=["cle_tri"], classe="c-nom"
        ),
        Colonne("contexte", "Se remplit sur", lambda m: m.get_contexte_display(), classe="c-second", ordre=1),
        Colonne(
            "destinataire", "Destinataire", lambda m: m.get_destinataire_display(), classe="c-second", ordre=2
        ),
        Colonne("prestations", "Prestations", _couvertes, classe="c-second", ordre=3),
        Colonne(
            "version",
            "Version",
            lambda m: str(m.en_vigueur.numero) if m.en_vigueur else "—",
            classe="j-num c-nomme",
            ordre=4,
        ),
        Colonne(
            "etat",
            "État",
            gabarit="editeur/cellules/etat.html",
            tri=["etat"],
            classe="c-etat",
            ordre=5,
            exporter=lambda m, _: m.get_etat_display(),
        ),
    )
    filtres = (
        _choix("contexte", "Se remplit sur", ContexteModele, 1),
        _choix("destinataire", "Destinataire", Destinataire, 2),
        _choix("etat", "État", EtatModele, 3),
    )
    vues = (
        Vue("tous", "Tous", {}),
        Vue("publies", "Publiés", {"etat": EtatModele.PUBLIE.value}, ordre=1),
        Vue("brouillons", "Brouillons", {"etat": EtatModele.BROUILLON.value}, ordre=2),
        Vue("retires", "Retirés", {"etat": EtatModele.RETIRE.value}, ordre=3),
    )
    actes = (
        Acte("marqueurs", "Marqueurs", "editeur:marqueurs", "tag", "admin.lecture", is_principal=False),
        Acte("nouveau", "Nouveau modèle", "editeur:nouveau", droit="admin.ecriture"),
    )

    def queryset(self, utilisateur) -> QuerySet:
        return ModeleDocument.objects.visibles_par(utilisateur).pour_liste()


MODELES = ListeModeles()
