"""Admin > Utilisateurs : qui se connecte, avec quel profil, et depuis quand."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from jalon.socle.listes import BOOLEEN, CHOIX, CHOIX_MULTIPLE, Acte, Colonne, Filtre, Liste, Vue
from jalon.structure.models import Centre

from .models import Equipe, Invitation, Membre, Profil, Utilisateur
from .rules import ADMINISTRER

CELLULES = "comptes/cellules"
LECTURE = "admin.lecture"


def _profils(_utilisateur: Any) -> list[tuple[int, str]]:
    return [(profil.pk, profil.libelle) for profil in Profil.objects.order_by("libelle", "pk")]


def _equipes(_utilisateur: Any) -> list[tuple[int, str]]:
    return [(equipe.pk, equipe.libelle) for equipe in Equipe.objects.order_by("libelle", "pk")]


def _centres(_utilisateur: Any) -> list[tuple[int, str]]:
    return list(Centre.objects.order_by("cle_tri", "pk").values_list("pk", "libelle"))


def _de_equipe(utilisateurs: QuerySet, equipe: int, _utilisateur: Any) -> QuerySet:
    return utilisateurs.filter(pk__in=Membre.objects.filter(equipe=equipe).values("utilisateur"))


def _de_centre(utilisateurs: QuerySet, centre: int, _utilisateur: Any) -> QuerySet:
    """Le sien, ou l'un de ses autres centres."""
    autres = Utilisateur.autres_centres.through.objects.filter(centre=centre).values("utilisateur")
    return utilisateurs.filter(centre=centre) | utilisateurs.filter(pk__in=autres)


def _invites(utilisateurs: QuerySet, is_invite: bool, _utilisateur: Any) -> QuerySet:
    en_cours = Exists(Invitation.objects.valables(timezone.now()).filter(utilisateur=OuterRef("pk")))
    return utilisateurs.filter(en_cours) if is_invite else utilisateurs.exclude(en_cours)


def _equipes_de(utilisateur: Utilisateur) -> str:
    return ", ".join(sorted(equipe.libelle for equipe in utilisateur.equipes.all()))


def _derniere(utilisateur: Utilisateur) -> str:
    return f"{timezone.localtime(utilisateur.last_login):%d/%m/%Y}" if utilisateur.last_login else "jamais"


def _rien_si_vide(lire: Any) -> Any:
    return lambda objet: "" if lire(objet) else "c-rien"


class ListeUtilisateurs(Liste):
    """Cinq requêtes par page, avec les équipes, plus une par vue comptée et une par filtre à options."""

    code, titre, modele = "utilisateurs", "Utilisateurs", Utilisateur
    guide = "comptes"
    url, droit, fil = "comptes:utilisateurs", LECTURE, (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel = "utilisateur", "utilisateurs"
    champ_recherche = "texte_recherche"
    tri_defaut = "nom"
    libelle_recherche, invite_recherche = "Chercher un utilisateur par nom ou courriel", "Nom, courriel"
    vide_titre = "Aucun utilisateur"
    vide_texte = "Invitez vos collègues : chacun choisit son mot de passe, et voit ce que son profil lui ouvre."
    colonnes = (
        Colonne("nom", "Nom, courriel", gabarit=f"{CELLULES}/nom.html", valeur=str, tri=["cle_tri"],
                classe="c-nom"),
        Colonne("courriel", "Courriel", ordre=1, is_affichable=False),
        Colonne("profil", "Profil", "profil.libelle", tri=["profil__libelle"], ordre=2),
        Colonne("centre", "Centre", "centre.libelle", tri=["centre__cle_tri"], ordre=3, classe="c-nomme",
                classe_cellule=_rien_si_vide(lambda u: u.centre_id)),
        Colonne("equipes", "Équipes", _equipes_de, classe="c-second", ordre=4,
                preparer=lambda utilisateurs: utilisateurs.prefetch_related("equipes")),
        Colonne("connexion", "Dernière connexion", _derniere, tri=["last_login"], classe="c-nomme j-num", ordre=5),
        Colonne("etat", "État", gabarit=f"{CELLULES}/etat.html", valeur=lambda u: u.etat.label, tri=["-is_active"],
                classe="c-etat", ordre=6),
    )  # fmt: skip
    filtres = (
        Filtre("actif", "Actif", BOOLEEN, lambda qs, valeur, _: qs.filter(is_active=valeur)),
        Filtre("profil", "Profil", CHOIX_MULTIPLE, lambda qs, profils, _: qs.filter(profil__in=profils), _profils,
               ordre=1),
        Filtre("equipe", "Équipe", CHOIX, _de_equipe, _equipes, ordre=2),
        Filtre("centre", "Centre", CHOIX, _de_centre, _centres, ordre=3),
        Filtre("jamais", "Jamais connecté", BOOLEEN, lambda qs, valeur, _: qs.filter(last_login__isnull=valeur),
               ordre=4),
        Filtre("invitation", "Invitation en cours", BOOLEEN, _invites, ordre=5),
    )  # fmt: skip
    vues = (
        Vue("tous", "Tous", {}),
        Vue("actifs", "Actifs", {"actif": "oui"}, ordre=1),
        Vue("jamais", "Jamais connectés", {"actif": "oui", "jamais": "oui"}, ordre=2),
        Vue("desactives", "Désactivés", {"actif": "non"}, ordre=3),
    )
    actes = (Acte("inviter", "Inviter quelqu’un", "comptes:utilisateur_nouveau", "user-plus", ADMINISTRER),)

    def queryset(self, utilisateur: Any) -> QuerySet:
        return Utilisateur.objects.visibles_par(utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.select_related("profil", "centre").with_invitation()


UTILISATEURS = ListeUtilisateurs()
