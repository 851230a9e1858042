"""La liste : déclarée une fois, lue depuis l'adresse (A2, règles 3, 5, 7)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from jalon.socle.recherche_texte import chercher

from .declarations import Acte, Colonne, Vue, permis
from .etat import Etat, lire_etat
from .filtres import Filtre, FiltreLie, lier
from .lecture import Lecture
from .page import PageListe

PAR_PAGE = 25


class Liste:
    """Une liste d'objets d'un modèle. On en dérive une classe par écran ; une instance sert toujours.

    La sous-classe donne `modele`, `queryset(utilisateur)` (toujours `visibles_par`), ses colonnes et le reste
    s'il diffère. Les pièces plus hautes ajoutent aux registres `registre_colonnes`, `registre_filtres`,
    `registre_vues`, `registre_actes` (`jalon.socle.registres.Registre`).

    Coût d'une page : trois requêtes (compte, identifiants, objets), plus une par `prefetch_related`, par
    filtre dont les options viennent de la base et par vue comptée ; le même pour une ligne ou vingt-cinq.
    """

    code = "liste"
    titre = ""
    modele: type[Model]
    fil: Sequence[tuple[str, str]] = ()  # (nom, nom d'adresse) des pages au-dessus
    nom_singulier, nom_pluriel, is_feminin = "élément", "éléments", False

    colonnes: Sequence[Colonne] = ()
    filtres: Sequence[Filtre] = ()
    vues: Sequence[Vue] = ()
    actes: Sequence[Acte] = ()
    registre_colonnes: Iterable[Colonne] = ()
    registre_filtres: Iterable[Filtre] = ()
    registre_vues: Iterable[Vue] = ()
    registre_actes: Iterable[Acte] = ()

    champ_recherche: str | None = None
    libelle_recherche = "Rechercher"
    invite_recherche = "Rechercher"
    tri_defaut = ""
    par_page = PAR_PAGE
    classe_tableau = ""
    gabarit_pied: str | None = None
    vide_titre = ""
    vide_texte = ""

    # ── Ce que la sous-classe définit ──

    def queryset(self, utilisateur: Any) -> QuerySet:
        """Les lignes que l'utilisateur peut voir, sans jointure inutile : elle sert à compter et à trier."""
        raise NotImplementedError

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        """Ce que l'affichage d'une page demande en plus (`select_related`, `with_…`)."""
        return queryset

    def chercher(self, queryset: QuerySet, saisie: str, utilisateur: Any) -> QuerySet:
        """Les lignes que trouve la saisie ; à redéfinir quand ce qui se cherche dépend de qui cherche."""
        return chercher(queryset, self.champ_recherche, saisie) if self.champ_recherche else queryset

    def classe_ligne(self, objet: Model) -> str:
        """Les classes de la ligne d'un objet."""
        return ""

    # ── Ce que l'utilisateur voit ──

    def colonnes_de(self, utilisateur: Any) -> list[Colonne]:
        """Les colonnes visibles, les déclarées et celles des registres, dans leur ordre."""
        toutes = permis([*self.colonnes, *self.registre_colonnes], utilisateur)
        return [colonne for colonne in toutes if colonne.par_defaut]

    def filtres_de(self, utilisateur: Any) -> list[FiltreLie]:
        return [lier(f, utilisateur) for f in permis([*self.filtres, *self.registre_filtres], utilisateur)]

    def vues_de(self, utilisateur: Any) -> list[Vue]:
        return permis([*self.vues, *self.registre_vues], utilisateur)

    def actes_de(self, utilisateur: Any) -> list[Acte]:
        return permis([*self.actes, *self.registre_actes], utilisateur)

    # ── Lecture ──

    def lire(self, request: HttpRequest) -> PageListe:
        """La page que demande l'adresse. Aucune valeur de l'adresse ne provoque d'erreur."""
        return self.lire_donnees(request.GET, request.user, request.path)

    def lire_donnees(self, donnees: QueryDict, utilisateur: Any, chemin: str) -> PageListe:
        """Comme `lire`, sans requête HTTP."""
        colonnes, filtres = self.colonnes_de(utilisateur), self.filtres_de(utilisateur)
        lecture = Lecture(self, utilisateur, colonnes)
        etat = self.etat_de(donnees, colonnes, filtres)
        compte, selection = lecture.page(etat)
        return PageListe(
            declaration=self,
            utilisateur=utilisateur,
            chemin=chemin,
            etat=etat.en_page(selection.numero),
            colonnes=colonnes,
            filtres=filtres,
            compte=compte,
            selection=selection,
            compter=lecture.compter,
        )

    def lignes(self, donnees: QueryDict, utilisateur: Any) -> QuerySet:
        """Toutes les lignes que montre l'adresse, triées et sans pagination : exports, actes par lot."""
        colonnes = self.colonnes_de(utilisateur)
        etat = self.etat_de(donnees, colonnes, self.filtres_de(utilisateur))
        return Lecture(self, utilisateur, colonnes).toutes(etat)

    def etat_de(self, donnees: QueryDict, colonnes: list[Colonne], filtres: list[FiltreLie]) -> Etat:
        """Ce que disent ces paramètres, pour ces colonnes et ces filtres."""
        return lire_etat(donnees, filtres, {c.code for c in colonnes if c.tri}, self.tri_defaut)
