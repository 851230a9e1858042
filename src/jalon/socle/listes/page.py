"""Une page de liste, prête pour les gabarits : en-têtes, lignes, puces, filtres, vues, pagination."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import QueryDict
from django.urls import reverse

from jalon.socle.formats import montrer_nombre
from jalon.socle.recherche_texte import est_trop_courte

from .declarations import Acte, Colonne, Vue
from .elements import Cellule, Compte, EnTete, FormulaireFiltre, Ligne, Puce, Selection, VueLue
from .etat import Etat
from .filtres import FiltreLie, Parametres
from .lots import ActeLot

if TYPE_CHECKING:
    from .liste import Liste


@dataclass
class PageListe:
    """Ce que les gabarits montrent d'une liste."""

    declaration: "Liste"
    utilisateur: Any
    chemin: str
    etat: Etat
    colonnes: list[Colonne]
    filtres: list[FiltreLie]
    compte: Compte
    selection: Selection
    compter: Callable[[Etat], Compte]

    @property
    def code(self) -> str:
        return self.declaration.code

    @property
    def adresse(self) -> str:
        """L'adresse canonique de cette page : à garder, à partager."""
        return self.etat.adresse(self.chemin)

    # ── En-têtes et lignes ──

    @cached_property
    def tri(self) -> str:
        return self.etat.tri or self.declaration.tri_defaut

    @cached_property
    def entetes(self) -> list[EnTete]:
        return [self._entete(colonne) for colonne in self.colonnes]

    def _entete(self, colonne: Colonne) -> EnTete:
        if not colonne.tri:
            return EnTete(colonne, "", "")
        sens = {colonne.code: "ascending", f"-{colonne.code}": "descending"}.get(self.tri, "")
        suivant = {"": colonne.code, "ascending": f"-{colonne.code}", "descending": self._apres(colonne)}[sens]
        voulu = "" if suivant == self.declaration.tri_defaut else suivant
        return EnTete(colonne, self.etat.trie_par(voulu).adresse(self.chemin), sens)

    def _apres(self, colonne: Colonne) -> str:
        """Après l'ordre inverse : l'ordre habituel quand aucun en-tête n'y ramène, sinon l'ordre croissant."""
        habituelle = self.declaration.tri_defaut.removeprefix("-")
        return colonne.code if habituelle in {c.code for c in self.colonnes} else self.declaration.tri_defaut

    @cached_property
    def lignes(self) -> list[Ligne]:
        return [self._ligne(objet) for objet in self.selection.objets]

    def _ligne(self, objet: Model) -> Ligne:
        cellules = [Cellule(colonne, objet) for colonne in self.colonnes]
        nom = self.declaration.nommer(objet) if self.can_choisir else ""
        return Ligne(objet, self.declaration.classe_ligne(objet), cellules, nom)

    @property
    def compte_texte(self) -> str:
        """« 38 dossiers », « 1 dossier », « plus de 10 000 dossiers »."""
        return self.declaration.compter_en_mots(self.compte)

    @property
    def legende(self) -> str:
        """Le nom du tableau : le compte et l'ordre."""
        triee = next((e.colonne.libelle for e in self.entetes if e.sens), "")
        accord = "e" if self.declaration.is_feminin else ""
        return f"{self.compte_texte}, trié{accord}s par {triee.lower()}" if triee else self.compte_texte

    # ── Recherche et filtres ──

    @property
    def is_trop_courte(self) -> bool:
        """Vrai s'il faut demander deux lettres au moins (A2)."""
        return est_trop_courte(self.etat.q)

    @property
    def is_restreinte(self) -> bool:
        """Vrai si une recherche ou un filtre retire des lignes."""
        return bool(self.etat.q or self.etat.filtres)

    @cached_property
    def puces(self) -> list[Puce]:
        return [
            Puce(f.code, f.libelle, f.nommer(valeur), self.etat.sans(f).adresse(self.chemin))
            for f, valeur in self.etat.filtres.items()
        ]

    @property
    def adresse_nue(self) -> str:
        """« Tout effacer » : ni recherche ni filtre."""
        return self.etat.nu().adresse(self.chemin)

    @cached_property
    def caches_recherche(self) -> Parametres:
        """Ce que l'adresse garde quand la recherche change."""
        return self.etat.sans_recherche().parametres()

    @cached_property
    def formulaires(self) -> list[FormulaireFiltre]:
        return [self._formulaire(filtre) for filtre in self.filtres]

    def _formulaire(self, filtre: FiltreLie) -> FormulaireFiltre:
        sans = self.etat.sans(filtre)
        valeur = self.etat.filtres.get(filtre)
        return FormulaireFiltre(filtre, valeur, sans.parametres(), sans.adresse(self.chemin))

    # ── Rien à montrer ──

    @property
    def is_page_absente(self) -> bool:
        """Vrai si l'on a demandé une page au-delà de la dernière."""
        return self.selection.numero > 1 and not self.selection.objets

    @property
    def phrase_page_absente(self) -> str:
        return f"La liste compte {self.compte_texte}."

    @property
    def titre_rien_trouve(self) -> str:
        """« Aucun dossier ne correspond »."""
        return f"{self._aucun} ne correspond"

    @property
    def phrase_rien_trouve(self) -> str:
        """Ce qui a été cherché, en mots."""
        criteres = [f"{puce.libelle} : {puce.valeur}" for puce in self.puces]
        cherche = [f"« {self.etat.q} »"] if self.etat.q else []
        return f"Vous avez demandé {' · '.join([*cherche, *criteres])}."

    @property
    def libelle_effacer(self) -> str:
        return "Effacer les filtres" if self.etat.filtres else "Effacer la recherche"

    @property
    def titre_vide(self) -> str:
        return self.declaration.vide_titre or f"{self._aucun} pour l’instant"

    @property
    def _aucun(self) -> str:
        declaration = self.declaration
        return f"{'Aucune' if declaration.is_feminin else 'Aucun'} {declaration.nom_singulier}"

    # ── Vues et actes ──

    @cached_property
    def vues(self) -> list[VueLue]:
        """Les vues permises. Celle qu'on regarde : la plus précise dont toute la demande est dans l'adresse."""
        couples = [(vue, self._etat_de(vue)) for vue in self.declaration.vues_de(self.utilisateur)]
        contenues = [etat for _, etat in couples if self._contient(etat)]
        active = max(contenues, key=self._precision, default=None)
        return [self._vue(vue, etat, etat is active) for vue, etat in couples]

    def _vue(self, vue: Vue, etat: Etat, is_active: bool) -> VueLue:
        return VueLue(
            vue, etat.adresse(self.chemin), is_active, lambda: self.compter(etat) if vue.compter else None
        )

    def _contient(self, etat: Etat) -> bool:
        filtree = all(self.etat.filtres.get(filtre) == valeur for filtre, valeur in etat.filtres.items())
        return filtree and etat.q in ("", self.etat.q)

    def _precision(self, etat: Etat) -> tuple[int, bool]:
        return len(etat.filtres) + bool(etat.q), bool(etat.tri) and etat.tri == self.etat.tri

    def _etat_de(self, vue: Vue) -> Etat:
        donnees = QueryDict(mutable=True)
        for nom, valeur in vue.parametres.items():
            donnees.setlist(nom, [valeur] if isinstance(valeur, str) else list(valeur))
        return self.declaration.etat_de(donnees, self.utilisateur, self.filtres)

    # ── Outils d'une liste inscrite : colonnes, vues personnelles, export, actes par lot ──

    @cached_property
    def is_outillee(self) -> bool:
        return self.declaration.is_inscrite and getattr(self.utilisateur, "is_authenticated", False)

    @property
    def is_personnalisee(self) -> bool:
        """Vrai si les colonnes ne sont pas celles d'office : la largeur de chacune suit alors son contenu."""
        office = [c.code for c in self.declaration.colonnes_affichables(self.utilisateur) if c.par_defaut]
        filtres = [(lie.filtre, valeur) for lie, valeur in self.etat.filtres.items() if lie.filtre.colonne]
        places = {filtre.colonne(valeur): filtre.a_la_place for filtre, valeur in filtres}
        return [places.get(c.code) or c.code for c in self.colonnes] != office

    @cached_property
    def is_vue_enregistrable(self) -> bool:
        """Vrai si l'adresse demande quelque chose qu'aucune vue ne porte déjà."""
        if not (self.is_outillee and (self.is_restreinte or self.etat.tri)):
            return False
        ici = self.etat.en_page(1).adresse(self.chemin)
        return all(vue.adresse != ici for vue in self.vues)

    @property
    def vue_a_gerer(self) -> VueLue | None:
        """La vue personnelle qu'on regarde."""
        return next((vue for vue in self.vues if vue.is_active and vue.vue.is_mienne), None)

    @property
    def retour(self) -> str:
        """Le paramètre que portent les outils : l'adresse de cette page."""
        return urlencode({"retour": self.adresse})

    @property
    def can_exporter(self) -> bool:
        return self.is_outillee and self.declaration.can_exporter(self.utilisateur)

    @cached_property
    def lots(self) -> list[ActeLot]:
        return self.declaration.lots_de(self.utilisateur) if self.is_outillee else []

    @cached_property
    def can_choisir(self) -> bool:
        """Vrai si l'on peut cocher des lignes : il y a quelque chose à en faire."""
        return bool(self.lots) or self.can_exporter

    @property
    def libelle_tout_choisir(self) -> str:
        """« Choisir les 38 » ; rien quand la page montre tout, ou que le compte n'est pas exact."""
        if not self.compte.exact or self.compte.nombre <= len(self.lignes):
            return ""
        return f"Choisir les {self.compte}"

    @cached_property
    def actes(self) -> list[tuple[Acte, str]]:
        """Les actes permis et leur adresse."""
        return [(acte, reverse(acte.url)) for acte in self.declaration.actes_de(self.utilisateur)]

    @property
    def actes_principaux(self) -> list[tuple[Acte, str]]:
        """Ceux que propose une liste vide."""
        return [(acte, adresse) for acte, adresse in self.actes if acte.is_principal]

    @cached_property
    def fil(self) -> list[tuple[str, str]]:
        """Les pages d'où l'on vient : nom et adresse."""
        return [(libelle, reverse(url)) for libelle, url in self.declaration.fil]

    # ── Pagination ──

    @property
    def intervalle(self) -> str:
        """« 1 – 25 sur 38 » ; rien quand la page est vide."""
        if not self.lignes:
            return ""
        premier = montrer_nombre(self.selection.debut + 1, 0)
        dernier = montrer_nombre(self.selection.debut + len(self.lignes), 0)
        return f"{premier} – {dernier} sur {self.compte}"

    @property
    def adresse_precedente(self) -> str:
        return self._page(self.selection.numero - 1) if self.selection.numero > 1 else ""

    @property
    def adresse_suivante(self) -> str:
        return self._page(self.selection.numero + 1) if self.selection.suite else ""

    @property
    def adresse_premiere(self) -> str:
        return self._page(1)

    def _page(self, numero: int) -> str:
        return self.etat.en_page(numero).adresse(self.chemin)

    def __iter__(self) -> Iterator[Ligne]:
        return iter(self.lignes)
