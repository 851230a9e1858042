"""L'onglet Historique d'une fiche, le même partout : une ligne par acte, et ses filtres."""

from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from jalon.socle.formats import montrer_date
from jalon.socle.listes import BOOLEEN, CHOIX, PERIODE, Colonne, Filtre, Liste, rendre

from .models import Entree
from .operations import noter_consultation
from .queries import auteurs_de, champs_de, derniere_visite, nombre_par_d_autres

AUTOMATIQUE = "automatique"
COLONNES = (
    Colonne("acte", "Ce qui a changé", gabarit="journal/acte.html", classe="c-nom c-acte"),
    Colonne("quand", "Par qui, quand", gabarit="journal/quand.html", tri=["id"], classe="c-quand", ordre=1),
)


def _par(entrees: QuerySet, auteur: Any, _utilisateur: Any) -> QuerySet:
    return entrees.filter(auteur=None if auteur == AUTOMATIQUE else auteur)


def _touchant(entrees: QuerySet, champ: str, _utilisateur: Any) -> QuerySet:
    return entrees.touchant(champ)


def _entre(entrees: QuerySet, bornes: tuple, _utilisateur: Any) -> QuerySet:
    debut, fin = bornes
    entrees = entrees.filter(horodatage__date__gte=debut) if debut else entrees
    return entrees.filter(horodatage__date__lte=fin) if fin else entrees


class ListeHistorique(Liste):
    """Les entrées d'une fiche. Cinq requêtes par page, le même nombre pour une ligne ou trente.

    Le compte s'arrête à dix mille : une fiche très longue s'ouvre aussi vite qu'une courte.
    """

    code = "historique"
    titre = "Historique"
    guide = "historique"
    modele = Entree
    nom_singulier, nom_pluriel = "acte", "actes"
    tri_defaut = "-quand"
    par_page = 30
    classe_tableau = "j-historique"
    vide_titre = "Rien encore"
    vide_texte = "Chaque changement laissera ici qui l’a fait, quand, la valeur d’avant et celle d’après."
    colonnes = COLONNES

    def __init__(self, sujet: Model, visite: datetime | None) -> None:
        self.sujet, self.visite = sujet, visite
        self.filtres = (
            Filtre("qui", "Par qui", CHOIX, _par, options=self._auteurs),
            Filtre("champ", "Ce qui a changé", CHOIX, _touchant, options=self._champs, ordre=1),
            Filtre("periode", "Période", PERIODE, _entre, ordre=2),
            *self._depuis_ma_visite(),
        )

    def queryset(self, utilisateur: Any) -> QuerySet:
        return Entree.objects.du_sujet(self.sujet)

    def _auteurs(self, _utilisateur: Any) -> list[tuple[Any, str]]:
        return [(cle or AUTOMATIQUE, nom) for cle, nom in auteurs_de(self.sujet)]

    def _champs(self, _utilisateur: Any) -> list[tuple[str, str]]:
        return champs_de(self.sujet)

    def _depuis_ma_visite(self) -> tuple[Filtre, ...]:
        if self.visite is None:
            return ()
        libelle = f"Par d’autres depuis le {montrer_date(self.visite.date())}"
        return (Filtre("visite", libelle, BOOLEEN, self._apres_visite, ordre=3),)

    def _apres_visite(self, entrees: QuerySet, is_apres: bool, utilisateur: Any) -> QuerySet:
        nouvelles = entrees.par_d_autres(utilisateur, self.visite)
        return nouvelles if is_apres else entrees.exclude(pk__in=nouvelles.order_by().values("pk"))


def rendre_historique(
    request: HttpRequest, sujet: Model, gabarit: str = "ui/liste/page.html", **contexte: Any
) -> HttpResponse:
    """La page d'une fiche ouverte sur son historique ; note la visite, dont la prochaine partira.

    Le gabarit inclut `journal/historique.html`. `contexte` : ce que ce gabarit demande.
    """
    visite = derniere_visite(request.user, sujet)
    noter_consultation(par=request.user, sujet=sujet)
    contexte |= {"visite": visite, "nouveautes": nombre_par_d_autres(sujet, request.user, visite)}
    return rendre(request, ListeHistorique(sujet, visite), gabarit, **contexte)
