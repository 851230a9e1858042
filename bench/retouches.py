"""Ce qui distingue une copie du gabarit : noms, numéros, adresses ; chaque valeur découle du rang de la copie.

Les noms sont inventés : une part vient de la démonstration (on y trouve des noms fréquents), le reste se compose
de syllabes, pour qu'un nom rare existe et que les homonymes ne noient pas les doublons.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from clonage import Copie
from tables import lire

from jalon.annuaire.models import Personne, Societe
from jalon.comptes.models import Equipe, Utilisateur
from jalon.demonstration import fiches
from jalon.demonstration.donnees import noms
from jalon.dossiers.models import Dossier
from jalon.financement.models import Convention
from jalon.socle.models import Compteur
from jalon.socle.recherche_texte import cle_tri, texte_recherche
from jalon.structure.models import Centre, Lieu, Reglages

FREQUENTS = ("Martin", "Le Gall")  # chacun porté par une personne sur deux cents
DEBUTS = (
    "Bar", "Cou", "Dal", "Er", "Fon", "Gar", "Hou", "Kar", "Lan", "Mor", "Nev", "Pou", "Qui", "Ros", "Sal", "Tre",
    "Val", "Ver", "Zan", "Bel", "Cha", "Du", "Fer", "Gui", "Jau", "Lou", "Man", "Nor", "Per", "Ri",
)  # fmt: skip
MILIEUX = (
    "ba", "cha", "de", "fi", "go", "la", "li", "ma", "mo", "na", "ni", "ra", "ri", "ro", "sa", "ti", "va", "vi",
    "yo", "zé",
)  # fmt: skip
FINS = (
    "dec", "guen", "lard", "nier", "rel", "sson", "tier", "veau", "zin", "let", "mont", "pin", "quet", "ré",
    "taud", "voir", "beau", "cher", "doux", "gand", "lin", "mel", "nard", "pel", "rier", "seau", "tel", "vic",
    "bert", "ton",
)  # fmt: skip
JOUR = re.compile(r"\b(\d\d)/(\d\d)/(\d{4})\b")


# ── Personnes ──
def renommer(personne: Personne, k: int) -> None:
    """Donne l'identité de la copie ; deux fiches de même nom en gardent un commun, et restent des doublons."""
    alea = Random(f"{k} {personne.cle_identite}")
    prenoms = noms.PRENOMS_MME if personne.civilite == "mme" else noms.PRENOMS_M
    personne.nom, personne.prenom = _nom(alea), alea.choice(prenoms)
    if personne.nom_naissance:
        personne.nom_naissance = _nom(alea)


def _nom(alea: Random) -> str:
    tirage = alea.random()
    if tirage < 0.01:
        return FREQUENTS[tirage < 0.005]
    if tirage < 0.09:
        return alea.choice(noms.NOMS)
    return alea.choice(DEBUTS) + alea.choice(MILIEUX) + alea.choice(FINS)


PERSONNE = (
    "nom", "prenom", "nom_naissance", "courriel", "telephone_mobile", "telephone_fixe", "cle_tri", "cle_identite",
    "texte_recherche", "texte_coordonnees",
)  # fmt: skip


def personnes(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    gardees = {cle for (cle,) in lire('SELECT id FROM "garde_annuaire_personne"')}
    toutes = list(Personne.objects.order_by("pk"))
    origines = {p.pk: (p.cle_identite, p.nom_naissance, p.courriel, p.telephone_fixe) for p in toutes}
    for copie in copies[1:]:
        for personne in toutes:
            if copie.is_reculee and personne.pk not in gardees:
                continue
            personne.cle_identite, personne.nom_naissance, courriel, fixe = origines[personne.pk]
            cle = personne.pk + copie.k * pas
            renommer(personne, copie.k)
            alea = Random(cle)
            personne.courriel = courriel and fiches.courriel(personne.prenom, personne.nom, alea)
            personne.telephone_mobile = personne.telephone_mobile and f"+33700{alea.randrange(1_000_000):06d}"
            personne.telephone_fixe = fixe and f"+33900{alea.randrange(1_000_000):06d}"
            personne.preparer()
            yield (cle, *(getattr(personne, champ) for champ in PERSONNE))


# ── Dossiers ──
DOSSIER = ("numero", "cle_tri", "texte_recherche", "statut_pourquoi")


def dossiers(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    """Numérotés du plus ancien au plus récent, à la suite de ceux du gabarit ; les compteurs suivent."""
    gardes = {cle for (cle,) in lire('SELECT id FROM "garde_dossiers_dossier"')}
    tous = list(Dossier.objects.select_related("beneficiaire").order_by("created_at", "pk"))
    origines = {d.pk: (d.statut_pourquoi, d.beneficiaire.cle_identite, d.beneficiaire.nom_naissance) for d in tous}
    voulus = [
        (dossier.created_at - timedelta(days=copie.jours), copie, dossier)
        for copie in copies[1:]
        for dossier in tous
        if not copie.is_reculee or dossier.pk in gardes
    ]
    voulus.sort(key=lambda voulu: voulu[0])
    modele, rangs = Reglages.courants().format_numero, _rangs()
    for moment, copie, dossier in voulus:
        pourquoi, identite, naissance = origines[dossier.pk]
        rangs[moment.year] += 1
        dossier.beneficiaire.cle_identite, dossier.beneficiaire.nom_naissance = identite, naissance
        renommer(dossier.beneficiaire, copie.k)
        dossier.beneficiaire.preparer()
        dossier.numero = modele.format(annee=moment.year, numero=rangs[moment.year])
        dossier.statut_pourquoi = _reculer_les_jours(pourquoi, copie.jours)
        dossier.preparer()
        yield (dossier.pk + copie.k * pas, *(getattr(dossier, champ) for champ in DOSSIER))
    for annee, rang in rangs.items():
        Compteur.objects.update_or_create(serie=f"dossier-{annee}", defaults={"valeur": rang})


def _rangs() -> dict[int, int]:
    compteurs = Compteur.objects.filter(serie__startswith="dossier-").values_list("serie", "valeur")
    return defaultdict(int, {int(serie.rpartition("-")[2]): valeur for serie, valeur in compteurs})


def _reculer_les_jours(texte: str, jours: int) -> str:
    """« sortie du 24/08/2026 », reculé d'autant que l'événement."""

    def reculer(trouve: re.Match) -> str:
        jour, mois, annee = map(int, trouve.groups())
        return f"{date(annee, mois, jour) - timedelta(days=jours):%d/%m/%Y}"

    return JOUR.sub(reculer, texte) if jours else texte


# ── La maison : comptes, centres, sociétés, conventions ──
UTILISATEUR = ("courriel", "nom", "prenom", "cle_tri", "texte_recherche")


def utilisateurs(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    """Même nom que la fiche de la personne ; même mot de passe que dans le gabarit."""
    fiches_liees = {p.utilisateur_id: p for p in Personne.objects.filter(utilisateur__isnull=False)}
    for copie in _maisons(copies):
        for compte in Utilisateur.objects.order_by("pk"):
            modele = fiches_liees.get(compte.pk) or Personne(nom=compte.nom, prenom=compte.prenom, civilite="m")
            personne = Personne(civilite=modele.civilite, nom=modele.nom, prenom=modele.prenom)
            personne.preparer()
            renommer(personne, copie.k)
            local, _, domaine = compte.courriel.partition("@")
            courriel = f"{local}.{copie.k}@{domaine}"
            cherche = texte_recherche(personne.nom, personne.prenom, courriel)
            cle = compte.pk + copie.k * pas
            yield cle, courriel, personne.nom, personne.prenom, cle_tri(personne.nom, personne.prenom), cherche


def _maisons(copies: Sequence[Copie], espace: str = "s") -> list[Copie]:
    return [copie for copie in copies[1:] if copie.k == getattr(copie, espace)]


STRUCTURE = ("libelle", "cle_tri", "texte_recherche")


def _renommees(modele: type, copies: Sequence[Copie], pas: int, espace: str, champs: tuple) -> Iterator[tuple]:
    for copie in _maisons(copies, espace):
        for objet in modele.objects.order_by("pk"):
            objet.libelle = f"{objet.libelle} {copie.k}"
            if "code" in champs:
                objet.code = f"{objet.code}-{copie.k}"
            objet.preparer()
            yield (objet.pk + copie.k * pas, *(getattr(objet, champ) for champ in champs))


CENTRE = (*STRUCTURE, "code")


def centres(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    return _renommees(Centre, copies, pas, "g", CENTRE)


def equipes(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    return _renommees(Equipe, copies, pas, "s", STRUCTURE)


def lieux(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    return _renommees(Lieu, copies, pas, "s", STRUCTURE)


SOCIETE = ("raison_sociale", "siret", "siren", "cle_tri", "cle_nom", "texte_recherche")


def societes(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    for copie in _maisons(copies, "g"):
        for societe in Societe.objects.order_by("pk"):
            cle = societe.pk + copie.k * pas
            alea = Random(cle)
            societe.raison_sociale = f"{societe.raison_sociale} {_nom(alea)} {copie.k}"
            societe.siret = societe.siret and fiches.siret(1000 + cle)
            societe.siren = ""
            societe.preparer()
            yield (cle, *(getattr(societe, champ) for champ in SOCIETE))


CONVENTION = ("reference", "cle_tri", "texte_recherche")


def conventions(copies: Sequence[Copie], pas: int) -> Iterator[tuple]:
    for copie in _maisons(copies, "p"):
        for convention in Convention.objects.pour_liste().order_by("pk"):
            reference = f"{convention.reference}-{copie.k}"
            cherche = texte_recherche(reference, convention.intitule, convention.financeur)
            yield convention.pk + copie.k * pas, reference, cle_tri(reference), cherche
