"""Les gestes que l'on mesure : des adresses que l'on lit, des formulaires que l'on envoie, pour trois profils.

Un geste est un nom, l'étalon auquel il se compare, et de quoi le jouer une fois. Les objets se choisissent dans le
périmètre de chacun, pris un peu partout dans la base.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

from client import Client, Reponse, aplatir, formulaire
from django.http import QueryDict
from django.utils import timezone

from jalon.annuaire.models import Personne, Societe
from jalon.comptes.models import Utilisateur
from jalon.dossiers.listes import LISTE as DOSSIERS
from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance
from jalon.planning.models.agendas import agendas_lus
from jalon.prestations.models import Prestation

PAGE_PROFONDE = 200
ECHANTILLON = 40
DOSSIERS_NUS, PERSONNES_NUES, DOSSIER_NU, SEMAINE_NUE = "dossiers", "personnes", "dossier", "semaine"


@dataclass(frozen=True)
class Geste:
    """`jouer(client)` joue le geste une fois ; `etalon` : la vue nue qui montre les mêmes lignes."""

    nom: str
    jouer: Callable[[Client], Reponse]
    etalon: str = ""
    is_ecriture: bool = False


def lire(nom: str, *adresses: str, etalon: str = "", **entetes: str) -> Geste:
    """Un geste qui lit ces adresses à tour de rôle."""
    suite = cycle(adresses)
    return Geste(nom, lambda client: client.lire(next(suite), **entetes), etalon)


def gestes(qui: Utilisateur) -> list[Geste]:
    """Tous les gestes que ce profil peut faire."""
    return [*_listes(qui), *_recherches(qui), *_pages(qui), *_agenda(qui), *_annuaire(qui), *_ecritures(qui)]


def _dossiers(qui: Utilisateur) -> list[Dossier]:
    """Des dossiers de ce périmètre, pris partout dans la base."""
    visibles = Dossier.objects.visibles_par(qui).select_related("beneficiaire")
    cles = list(visibles.order_by("pk").values_list("pk", flat=True))
    return list(visibles.filter(pk__in=cles[:: max(1, len(cles) // ECHANTILLON)][:ECHANTILLON]))


# ── Production ──
def _listes(qui: Utilisateur) -> Iterator[Geste]:
    yield lire("Accueil", "/")
    page = min(PAGE_PROFONDE, max(1, Dossier.objects.visibles_par(qui).count() // 25))
    listes = {
        "Production, première page": "",
        "Production, page profonde": f"page={page}",
        "Production, deux filtres et un tri": "statut=en_cours&incomplets=oui&tri=-fin",
    }
    for colonne in DOSSIERS.colonnes_affichables(qui):
        if colonne.tri:
            listes[f"Production, triée par {colonne.libelle}"] = f"tri={colonne.code}"
    for lie in DOSSIERS.filtres_de(qui):
        if parametres := _valeur(lie, qui):
            listes[f"Production, filtre {lie.libelle}"] = parametres
    for vue in DOSSIERS.vues_de(qui):
        donnees = QueryDict(mutable=True)
        donnees.update(vue.parametres)
        listes[f"Production, vue {vue.libelle}"] = donnees.urlencode()
    for nom, parametres in listes.items():
        yield lire(nom, f"/production/?{parametres}", etalon=DOSSIERS_NUS)


def _valeur(lie: Any, qui: Utilisateur) -> str:
    """Une valeur de ce filtre, telle que l'adresse la porte."""
    if lie.type in ("choix", "choix_multiple"):
        options = lie.options
        return f"{lie.code}={options[len(options) // 2][0]}" if options else ""
    if lie.type == "booleen":
        return f"{lie.code}=oui"
    if lie.type == "periode":
        fin = timezone.localdate()
        return f"{lie.code}_du={fin - timedelta(days=30)}&{lie.code}_au={fin}"
    if lie.type == "texte":
        return f"{lie.code}=ren"
    return ""


# ── Recherches ──
def _recherches(qui: Utilisateur) -> Iterator[Geste]:
    rare = Personne.objects.order_by("-pk").first().nom.lower()
    numero = _dossiers(qui)[0].numero
    siret = Societe.objects.exclude(siret="").order_by("-pk").first().siret
    mots = {"nom commun": "martin", "nom rare": rare, "deux lettres": "ma", "numéro": numero}
    for nom, mot in mots.items():
        yield lire(f"Production, recherche {nom}", f"/production/?q={mot}", etalon=DOSSIERS_NUS)
    fragment = {"HX-Request": "true", "HX-Target": "recherche-resultats"}
    for nom, mot in {**mots, "SIRET": siret}.items():
        yield lire(f"Recherche globale, {nom}", f"/recherche/?q={mot}", **fragment)
    yield lire("Recherche globale, page entière", "/recherche/?q=martin")


# ── Page d'un dossier ──
ONGLETS = ("contacts", "objectifs", "financement", "seances", "documents", "evenements", "memos", "historique")


def _pages(qui: Utilisateur) -> Iterator[Geste]:
    numeros = [dossier.numero for dossier in _dossiers(qui)]
    yield lire("Page dossier", *(f"/dossiers/{n}/" for n in numeros), etalon=DOSSIER_NU)
    for onglet in ONGLETS:
        yield lire(f"Onglet {onglet}", *(f"/dossiers/{n}/{onglet}/" for n in numeros), etalon=DOSSIER_NU)


# ── Agenda, séances ──
def personnes_montrees(qui: Utilisateur) -> list[int]:
    """Dix animateurs que ce profil lit, les plus occupés de la semaine."""
    lundi = timezone.now() - timedelta(days=timezone.localdate().weekday())
    lus = agendas_lus(qui).values("pk")
    semaine = Seance.objects.entre(lundi, lundi + timedelta(days=7))
    occupes = semaine.filter(animations__personne__in=lus).values_list("animations__personne", flat=True)
    return [cle for cle in occupes.order_by("animations__personne").distinct() if cle][:10]


def _agenda(qui: Utilisateur) -> Iterator[Geste]:
    dix = personnes_montrees(qui)
    lundi = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    for nombre in sorted({1, len(dix)}) if dix else ():
        choix = "&".join(f"personnes={cle}" for cle in dix[:nombre])
        bornes = f"debut={lundi}&fin={lundi + timedelta(days=7)}"
        qui_sont = "une personne" if nombre == 1 else "dix personnes"
        yield lire(f"Agenda, semaine, {qui_sont}", f"/agenda/?vue=semaine&{choix}", etalon=SEMAINE_NUE)
        yield lire(f"Agenda, événements de la semaine, {qui_sont}", f"/agenda/evenements/?{bornes}&{choix}",
                   etalon=SEMAINE_NUE)  # fmt: skip
        mois = f"debut={lundi}&fin={lundi + timedelta(days=42)}"
        yield lire(f"Agenda, événements du mois, {qui_sont}", f"/agenda/evenements/?{mois}&{choix}")
        yield lire(f"Agenda, en liste, {qui_sont}", f"/agenda/?vue=liste&{choix}")
    yield lire("Séances, liste", "/seances/")
    yield lire("Séances, à valider", "/seances/?a_valider=oui&tri=date")
    yield lire("Relances", "/relances/")


# ── Annuaire, conventions ──
def _annuaire(qui: Utilisateur) -> Iterator[Geste]:
    yield lire("Personnes, première page", "/annuaire/personnes/", etalon=PERSONNES_NUES)
    yield lire("Personnes, page profonde", f"/annuaire/personnes/?page={PAGE_PROFONDE}", etalon=PERSONNES_NUES)
    telephone = _dossiers(qui)[-1].beneficiaire.telephone_mobile.replace("+33", "0")
    for nom, mot in {"nom commun": "martin", "deux lettres": "ma", "téléphone": telephone}.items():
        yield lire(f"Personnes, recherche {nom}", f"/annuaire/personnes/?q={mot}", etalon=PERSONNES_NUES)
    yield lire("Sociétés, première page", "/annuaire/societes/", etalon=PERSONNES_NUES)
    yield lire("Sociétés, recherche", "/annuaire/societes/?q=atelier", etalon=PERSONNES_NUES)
    yield lire("Doublons", "/annuaire/doublons/")
    yield lire("Fiche personne", *(f"/annuaire/personnes/{d.beneficiaire_id}/" for d in _dossiers(qui)))
    cles = list(Societe.objects.order_by("pk").values_list("pk", flat=True))
    yield lire("Fiche société", *(f"/annuaire/societes/{cle}/" for cle in cles[:: max(1, len(cles) // 20)]))
    yield lire("Choisir une personne, à la frappe", "/annuaire/personnes/propositions/?q=mar")
    if qui.a_le_droit("financement.lecture"):
        yield lire("Conventions, avec leur consommation", "/admin/conventions/")


# ── Écritures : le formulaire se lit d'abord, son envoi seul se mesure ──
def envoyer(client: Client, adresse: str, action: str = "", **champs: str) -> Reponse:
    """Lit le formulaire, change ces champs, l'envoie ; une erreur de saisie revient en 422."""
    page = client.lire(adresse)
    saisis = formulaire(page.corps, action or adresse.split("?")[0])
    return client.poster(adresse, aplatir(saisis | {nom: [valeur] for nom, valeur in champs.items()}))


def _ecritures(qui: Utilisateur) -> Iterator[Geste]:
    if qui.a_le_droit("dossiers.ecriture"):
        yield _enregistrer(qui)
        yield _ouvrir(qui)
    if qui.a_le_droit("planning.ecriture"):
        yield _valider(qui)
    if qui.a_le_droit("annuaire.ecriture"):
        yield Geste("Doublons, à la frappe", _frapper)


def _enregistrer(qui: Utilisateur) -> Geste:
    adresses = cycle(f"/dossiers/{d.numero}/prestation/modifier/" for d in _dossiers(qui))
    rangs = iter(range(10_000_000))
    return Geste(
        "Enregistrer un bloc",
        lambda client: envoyer(client, next(adresses), numero_commande=f"BC-{next(rangs)}"),
        is_ecriture=True,
    )


def _ouvrir(qui: Utilisateur) -> Geste:
    personnes = cycle(d.beneficiaire_id for d in _dossiers(qui))
    prestation = str(Prestation.objects.filter(is_active=True).order_by("pk").first().pk)

    def jouer(client: Client) -> Reponse:
        personne = str(next(personnes))
        return envoyer(
            client, f"/dossiers/nouveau/?beneficiaire={personne}", beneficiaire=personne, prestation=prestation,
            is_confirme="on",
        )  # fmt: skip

    return Geste("Créer un dossier", jouer, is_ecriture=True)


def _valider(qui: Utilisateur) -> Geste:
    a_valider = Seance.objects.visibles_par(qui).a_valider(timezone.now()).order_by("-debut")
    cles = iter([*a_valider.values_list("pk", flat=True)[:500]])

    def jouer(client: Client) -> Reponse:
        jeton = next(valeur for nom, valeur in client.temoins.items() if nom.endswith("csrf"))
        champs = [("presence", "present"), ("csrfmiddlewaretoken", jeton)]
        return client.poster(f"/seances/{next(cles)}/pointer/", champs)

    return Geste("Valider une séance", jouer, is_ecriture=True)


def _frapper(client: Client) -> Reponse:
    jeton = next(valeur for nom, valeur in client.temoins.items() if nom.endswith("csrf"))
    champs = [("nom", "Martin"), ("prenom", "Claire"), ("csrfmiddlewaretoken", jeton)]
    return client.poster("/annuaire/personnes/doublons/", champs)
