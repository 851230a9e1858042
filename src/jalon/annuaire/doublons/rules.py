"""Décider qu'une paire de fiches est un doublon probable. Pur, sans requête ni horloge.

Deux fiches ne se comparent que si elles partagent une clé : le calcul suit les clés, jamais toutes les paires.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jalon.socle.recherche_texte import cle_tri

from ..rules import POIDS_AUTRE_NAISSANCE, POIDS_NOM, Identite, comparer, nom_essentiel

# Un téléphone partagé ne suffit pas : un foyer, un standard le partagent.
SEUIL_PAIRE = 30
POIDS_ANNEE = 15
POIDS_SIRET, POIDS_SIREN, POIDS_RAISON, POIDS_AUTRE_SIREN = 90, 60, 50, -60
MEME_NOM, MEME_ANNEE = "même nom", "même année de naissance"

Cle = tuple[str, ...]


@dataclass(frozen=True)
class Trait:
    """Ce qui rapproche deux fiches : le score et ses raisons, et ce qu'on en dit hors du périmètre."""

    score: int = 0
    motifs: tuple[str, ...] = ()
    score_public: int = 0
    motifs_publics: tuple[str, ...] = ()

    @property
    def is_probable(self) -> bool:
        return max(self.score, self.score_public) >= SEUIL_PAIRE

    @property
    def raison(self) -> str:
        """« même nom, même courriel »."""
        return ", ".join(self.motifs)

    @property
    def raison_publique(self) -> str:
        return ", ".join(self.motifs_publics)


# ── Personnes ──


def cle_identite(nom: str, prenom: str) -> str:
    """Les mots du nom et du prénom, rangés : « Le Gall Anne » et « anne le-gall » ont la même clé."""
    return cle_tri(" ".join(Identite(nom, prenom).mots))


def cles_personne(identite: Identite) -> set[Cle]:
    """Ce que deux doublons ont en commun : le nom, le courriel, ou un téléphone et la date de naissance."""
    cles: set[Cle] = set()
    if identite.is_nommee:
        cles.add(("nom", *identite.mots))
    if identite.courriel:
        cles.add(("courriel", identite.courriel.lower()))
    if identite.date_naissance:
        cles |= {("telephone", numero, str(identite.date_naissance)) for numero in identite.telephones}
    return cles


def rapprocher_personnes(une: Identite, autre: Identite) -> Trait:
    """Ce qui rapproche deux personnes, pour qui voit leurs détails et pour qui ne les voit pas."""
    ressemblance = comparer(une, autre)
    meme_nom = une.is_nommee and une.mots == autre.mots
    annees = _annee(une.date_naissance), _annee(autre.date_naissance)
    public, motifs = POIDS_NOM if meme_nom else 0, [MEME_NOM] if meme_nom else []
    if meme_nom and all(annees):
        public += POIDS_ANNEE if annees[0] == annees[1] else POIDS_AUTRE_NAISSANCE
        motifs += [MEME_ANNEE] if annees[0] == annees[1] else []
    return Trait(ressemblance.score, ressemblance.motifs, public, tuple(motifs))


def _annee(jour: date | None) -> int | None:
    return jour.year if jour else None


# ── Sociétés ──


@dataclass(frozen=True)
class Enseigne:
    """Ce que l'on compare de deux sociétés : leurs noms, anciens compris, et leurs numéros."""

    noms: frozenset[str]
    siret: str = ""
    siren: str = ""


def enseigne(noms: Iterable[str], siret: str = "", siren: str = "") -> Enseigne:
    """Les noms réduits à l'essentiel (« Ateliers Duval, S.A.S. » : « ateliers duval »)."""
    essentiels = frozenset(cle for nom in noms if len(cle := cle_tri(nom_essentiel(nom))) > 1)
    return Enseigne(essentiels, siret, siren or siret[:9])


def cles_societe(societe: Enseigne) -> set[Cle]:
    cles: set[Cle] = {("nom", nom) for nom in societe.noms}
    return cles | {("siren", societe.siren)} if societe.siren else cles


def rapprocher_societes(une: Enseigne, autre: Enseigne) -> Trait:
    """Ce qui rapproche deux sociétés. Deux établissements d'une même entreprise ont chacun leur fiche."""
    if une.siret and autre.siret and une.siret != autre.siret:
        return Trait()
    score, motifs = 0, []
    if une.siret and une.siret == autre.siret:
        score, motifs = POIDS_SIRET, ["même SIRET"]
    elif une.siren and une.siren == autre.siren:
        score, motifs = POIDS_SIREN, ["même SIREN"]
    if une.noms & autre.noms:
        score += POIDS_RAISON
        motifs.append(MEME_NOM)
    if une.siren and autre.siren and une.siren != autre.siren:
        score += POIDS_AUTRE_SIREN
    return Trait(score, tuple(motifs), score, tuple(motifs))
