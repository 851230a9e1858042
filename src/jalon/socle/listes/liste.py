"""La liste : déclarée une fois, lue depuis l'adresse (A2, règles 3, 5, 7)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from jalon.socle.recherche_texte import chercher

from .declarations import Acte, Colonne, Vue, permis
from .elements import Compte
from .etat import Etat, lire_etat
from .filtres import Filtre, FiltreLie, lier
from .lecture import Lecture
from .lots import ActeLot, permis_aux
from .page import PageListe
from .preferences import colonnes_choisies, vues_enregistrees
from .registre import LISTES

PAR_PAGE = 25


class Liste:
    """Une liste d'objets d'un modèle. On en dérive une classe par écran ; une instance sert toujours.

    La sous-classe donne `modele`, `queryset(utilisateur)` (toujours `visibles_par`), ses colonnes et le reste
    s'il diffère. Les pièces plus hautes ajoutent aux registres `registre_colonnes`, `registre_filtres`,
    `registre_vues`, `registre_actes`, `registre_lots` (`jalon.socle.registres.Registre`).

    Inscrite dans `LISTES` au démarrage, elle a les colonnes au choix, les vues personnelles, l'export (avec
    `droit_export`) et les actes par lot. `droit` : sans lui, ces écrans se refusent comme la liste elle-même.

    Coût d'une page : trois requêtes (compte, identifiants, objets), deux de plus pour une liste inscrite
    (colonnes, vues personnelles ; une troisième si rien n'a encore demandé les collègues), une par
    `prefetch_related`, par filtre dont les options viennent de la base et par vue comptée ; le même pour une ligne
    ou vingt-cinq.
    """

    code = "liste"
    titre = ""
    guide = ""  # sa page dans docs/guide, celle de son code par défaut
    url = ""  # nom de l'adresse de la liste, pour la recherche globale
    droit: str | None = None
    droit_export: str | None = None  # sans lui, rien ne s'exporte
    droit_partage: str | None = "pilotage.ecriture"  # partager une vue avec ses équipes
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
    lots: Sequence[ActeLot] = ()
    registre_lots: Iterable[ActeLot] = ()

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

    @property
    def is_inscrite(self) -> bool:
        """Vrai si ses outils (colonnes, vues, export, lots) ont une adresse."""
        return LISTES.obtenir(self.code) is self

    def colonnes_permises(self, utilisateur: Any) -> list[Colonne]:
        """Toutes les colonnes, les déclarées et celles des registres, dans leur ordre, export compris."""
        return permis([*self.colonnes, *self.registre_colonnes], utilisateur)

    def colonnes_affichables(self, utilisateur: Any) -> list[Colonne]:
        """Celles que l'écran peut montrer ; la première d'office nomme la ligne et vient toujours d'abord."""
        visibles = [colonne for colonne in self.colonnes_permises(utilisateur) if colonne.is_affichable]
        fixe = next((colonne for colonne in visibles if colonne.par_defaut), None)
        return sorted(visibles, key=lambda colonne: colonne is not fixe)

    def colonnes_de(self, utilisateur: Any) -> list[Colonne]:
        """Les colonnes visibles : celles que la personne a choisies, dans son ordre, ou celles d'office."""
        toutes = self.colonnes_affichables(utilisateur)
        choisies = colonnes_choisies(self.code, utilisateur) if self.is_inscrite else None
        if choisies is None:
            return [colonne for colonne in toutes if colonne.par_defaut]
        par_code = {colonne.code: colonne for colonne in toutes}
        codes = dict.fromkeys([toutes[0].code, *choisies]) if toutes else ()
        return [par_code[code] for code in codes if code in par_code]

    def filtres_de(self, utilisateur: Any) -> list[FiltreLie]:
        return [lier(f, utilisateur) for f in permis([*self.filtres, *self.registre_filtres], utilisateur)]

    def vues_de(self, utilisateur: Any) -> list[Vue]:
        """Les vues déclarées, puis les personnelles et celles que partagent les collègues."""
        personnelles = vues_enregistrees(self.code, utilisateur) if self.is_inscrite else []
        return [*permis([*self.vues, *self.registre_vues], utilisateur), *personnelles]

    def actes_de(self, utilisateur: Any) -> list[Acte]:
        return permis([*self.actes, *self.registre_actes], utilisateur)

    def lots_de(self, utilisateur: Any) -> list[ActeLot]:
        return permis_aux([*self.lots, *self.registre_lots], utilisateur) if self.is_inscrite else []

    def can_exporter(self, utilisateur: Any) -> bool:
        """Dit si la personne peut exporter cette liste."""
        return bool(self.is_inscrite and self.droit_export and utilisateur.a_le_droit(self.droit_export))

    def nommer(self, objet: Model) -> str:
        """L'objet en mots : case à cocher, refus d'un lot."""
        return str(objet)

    def compter_en_mots(self, compte: Compte | int) -> str:
        """« 38 dossiers », « 1 dossier », « plus de 10 000 dossiers »."""
        compte = compte if isinstance(compte, Compte) else Compte(compte)
        return f"{compte} {self.nom_pluriel if compte.nombre > 1 else self.nom_singulier}"

    # ── Lecture ──

    def lire(self, request: HttpRequest) -> PageListe:
        """La page que demande l'adresse. Aucune valeur de l'adresse ne provoque d'erreur."""
        return self.lire_donnees(request.GET, request.user, request.path)

    def lire_donnees(self, donnees: QueryDict, utilisateur: Any, chemin: str) -> PageListe:
        """Comme `lire`, sans requête HTTP."""
        filtres = self.filtres_de(utilisateur)
        etat = self.etat_de(donnees, utilisateur, filtres)
        colonnes = self._avec_apportees(self.colonnes_de(utilisateur), etat, utilisateur)
        lecture = Lecture(self, utilisateur, colonnes)
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

    def _avec_apportees(self, colonnes: list[Colonne], etat: Etat, utilisateur: Any) -> list[Colonne]:
        """Les colonnes, et celle que chaque filtre actif apporte pour dire pourquoi une ligne est là."""
        colonnes = list(colonnes)
        for lie, valeur in etat.filtres.items():
            code = lie.filtre.colonne(valeur) if lie.filtre.colonne else ""
            apportee = next((c for c in self.colonnes_affichables(utilisateur) if c.code == code), None)
            if apportee is not None and apportee not in colonnes:
                codes = [colonne.code for colonne in colonnes]
                place = codes.index(lie.filtre.a_la_place) if lie.filtre.a_la_place in codes else 1
                colonnes[place : place + (lie.filtre.a_la_place in codes)] = [apportee]
        return colonnes

    def lignes(self, donnees: QueryDict, utilisateur: Any) -> QuerySet:
        """Toutes les lignes que montre l'adresse, triées et sans pagination."""
        lecture, etat = self._lecture(donnees, utilisateur)
        return lecture.toutes(etat)

    def cles(self, donnees: QueryDict, utilisateur: Any) -> QuerySet:
        """Les clés de ces lignes, dans le même ordre : exports, actes par lot. Une requête, tranche comprise."""
        lecture, etat = self._lecture(donnees, utilisateur)
        return lecture.cles(etat)

    def charger(self, cles: Sequence[int], utilisateur: Any, colonnes: Sequence[Colonne]) -> list[Model]:
        """Les objets de ces clés que l'utilisateur voit, prêts pour ces colonnes, dans l'ordre des clés."""
        return Lecture(self, utilisateur, list(colonnes)).charger(cles)

    def _lecture(self, donnees: QueryDict, utilisateur: Any) -> tuple[Lecture, Etat]:
        etat = self.etat_de(donnees, utilisateur, self.filtres_de(utilisateur))
        return Lecture(self, utilisateur, self.colonnes_permises(utilisateur)), etat

    def etat_de(self, donnees: QueryDict, utilisateur: Any, filtres: list[FiltreLie]) -> Etat:
        """Ce que disent ces paramètres, pour ces filtres ; une colonne permise trie même cachée."""
        tris = {colonne.code for colonne in self.colonnes_permises(utilisateur) if colonne.tri}
        return lire_etat(donnees, filtres, tris, self.tri_defaut)
