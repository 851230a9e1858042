"""Une passe : les étalons, chaque geste de chaque profil à la suite, huit clients ensemble, l'export entier."""

import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import gestes as catalogue
from client import Client, Reponse
from django.conf import settings
from django.test import Client as ClientDjango
from serveur import ETALON, Serveur, serveur

from jalon.comptes.models import Utilisateur

PROFILS = ("conseiller", "gestionnaire", "responsable")
DOMAINE = "demo.example.org"
A_FROID, FOIS = 3, int(os.environ.get("FOIS", "15"))
CLIENTS, PAR_CLIENT = 8, 40
SEULS = os.environ.get("SEULS", "")  # ne joue que les gestes dont le nom contient ce texte


def mesurer() -> dict[str, Any]:
    """Ce que la base des réglages a donné, prêt à écrire."""
    with serveur(ETALON) as nu:
        etalons = {nom: _resumer(nom, "", *_jouer(geste, Client(nu.port))) for nom, geste in _etalons().items()}
        debit_nu = _ensemble(nu, [("dossiers", {}, "/dossiers/")])
    with serveur() as produit:
        lignes = [ligne for profil in PROFILS for ligne in _profil(profil, produit, etalons)]
        debit = {} if SEULS else _ensemble(produit, _melange())
        liste = {} if SEULS else _ensemble(produit, [("liste", _temoins(_compte("gestionnaire")), "/production/")])
        export = {} if SEULS else _exporter(produit)
    return {"etalons": etalons, "gestes": lignes, "debit_nu": debit_nu, "debit": debit, "debit_liste": liste,
            "export": export}  # fmt: skip


def _compte(profil: str) -> Utilisateur:
    return Utilisateur.objects.pour_connexion().get(courriel=f"{profil}@{DOMAINE}")


def _temoins(qui: Utilisateur) -> dict[str, str]:
    """Les témoins d'une session ouverte."""
    navigateur = ClientDjango()
    navigateur.force_login(qui, backend=settings.AUTHENTICATION_BACKENDS[0])
    return {nom: morceau.value for nom, morceau in navigateur.cookies.items()}


def _etalons() -> dict[str, catalogue.Geste]:
    responsable = _compte("responsable")
    numeros = [dossier.numero for dossier in catalogue._dossiers(_compte("gestionnaire"))]
    dix = "&".join(f"animateurs={cle}" for cle in catalogue.personnes_montrees(responsable))
    return {
        catalogue.DOSSIERS_NUS: catalogue.lire("dossiers", "/dossiers/"),
        catalogue.PERSONNES_NUES: catalogue.lire("personnes", "/personnes/"),
        catalogue.DOSSIER_NU: catalogue.lire("dossier", *(f"/dossier/{n}/" for n in numeros)),
        catalogue.SEMAINE_NUE: catalogue.lire("semaine", f"/semaine/?{dix}"),
    }


# ── Un par un ──
def _profil(profil: str, produit: Serveur, etalons: dict) -> list[dict]:
    qui = _compte(profil)
    client = Client(produit.port, _temoins(qui))
    client.lire("/dossiers/nouveau/")  # reçoit le témoin des formulaires
    lignes = []
    for geste in catalogue.gestes(qui):
        if SEULS in geste.nom:
            reponses, etat = _jouer(geste, client)
            ligne = _resumer(geste.nom, profil, reponses, etat)
            etalon = etalons.get(geste.etalon)
            if etalon and ligne["mediane"]:
                ligne["ratio"] = ligne["mediane"] / etalon["mediane"]
            lignes.append(ligne)
            print(f"{profil:<13}{geste.nom:<58}{ligne['requetes']:>4}{ligne['sql']:>9.1f}{ligne['calcul']:>9.1f}"
                  f"{ligne['mediane']:>9.1f}{ligne['octets'] // 1024:>6} ko {etat}", flush=True)  # fmt: skip
    return lignes


def _jouer(geste: catalogue.Geste, client: Client) -> tuple[list[Reponse], str]:
    """Les réponses après mise en route, et ce qui s'est mal passé ou une chaîne vide."""
    reponses, etat = [], ""
    try:
        for _ in range(A_FROID):
            geste.jouer(client)
        reponses = [geste.jouer(client) for _ in range(FOIS)]
    except (LookupError, StopIteration, OSError) as erreur:
        etat = f"non joué : {erreur!r}"
        client.connexion.close()
    mauvaises = sorted({reponse.statut for reponse in reponses if not reponse.is_bonne})
    return reponses, etat or (f"statut {mauvaises}" if mauvaises else "")


def _resumer(nom: str, profil: str, reponses: list[Reponse], etat: str) -> dict:
    def mediane(champ: str) -> float:
        return statistics.median([getattr(reponse, champ) for reponse in reponses] or [0])

    temps = sorted(reponse.ms for reponse in reponses) or [0]
    return {
        "nom": nom, "profil": profil, "etat": etat, "requetes": max([r.requetes for r in reponses] or [0]),
        "sql": mediane("sql_ms"), "calcul": mediane("calcul_ms"), "mediane": mediane("ms"),
        "p95": temps[min(len(temps) - 1, int(len(temps) * 0.95))],
        "octets": max([len(r.corps) for r in reponses] or [0]), "ratio": None,
    }  # fmt: skip


# ── Huit ensemble ──
def _melange() -> list[tuple[str, dict, str]]:
    """Ce que huit personnes font en même temps : listes, recherches, pages, agenda."""
    adresses = []
    for profil in PROFILS:
        qui = _compte(profil)
        temoins = _temoins(qui)
        numeros = [dossier.numero for dossier in catalogue._dossiers(qui)[:8]]
        lues = ["/", "/production/", "/production/?q=martin", "/agenda/", "/annuaire/personnes/"]
        lues += [f"/dossiers/{n}/{onglet}" for n in numeros for onglet in ("", "seances/", "financement/")]
        adresses += [(profil, temoins, adresse) for adresse in lues]
    return adresses


def _ensemble(produit: Serveur, adresses: list[tuple[str, dict, str]]) -> dict:
    """Le débit de huit clients, leur p95, et combien de réponses étaient mauvaises."""

    def jouer(rang: int) -> list[Reponse]:
        clients: dict[str, Client] = {}
        reponses = []
        for tour in range(PAR_CLIENT):
            nom, temoins, adresse = adresses[(rang * 7 + tour) % len(adresses)]
            client = clients.setdefault(nom, Client(produit.port, temoins))
            reponses.append(client.lire(adresse))
        return reponses

    debut = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as fils:
        reponses = [reponse for lot in fils.map(jouer, range(CLIENTS)) for reponse in lot]
    duree = time.perf_counter() - debut
    temps = sorted(reponse.ms for reponse in reponses)
    return {
        "debit": len(reponses) / duree, "mediane": statistics.median(temps), "p95": temps[int(len(temps) * 0.95)],
        "erreurs": sum(not reponse.is_bonne for reponse in reponses),
    }  # fmt: skip


# ── L'export entier ──
def _exporter(produit: Serveur) -> dict:
    """Tous les dossiers de la maison, en CSV : premier octet, durée, et ce qu'il a ajouté à la mémoire."""
    maison = Utilisateur.objects.pour_connexion().actifs().filter(profil__code="administrateur")
    qui = maison.order_by("pk").first()
    client = Client(produit.port, _temoins(qui))
    client.lire("/production/")
    avant = produit.memoire()
    reponse = catalogue.envoyer(client, "/listes/dossiers/exporter/", forme="csv")
    return {
        "profil": qui.profil.code, "premier_octet": reponse.premier_octet_ms, "duree": reponse.ms,
        "octets": len(reponse.corps), "lignes": reponse.corps.count(b"\n"), "statut": reponse.statut,
        "memoire_avant": avant, "memoire": produit.memoire(),
    }  # fmt: skip
