"""Un million de séances, sur SQLite puis sur un PostgreSQL privé : plan et temps de ce que lit chaque écran.

    make bench-seances            un million de séances
    make bench-seances N=100000   moins

Rien ne reste : la base est dans un dossier temporaire. Un temps est la médiane de cinq lectures, en millisecondes.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[1]
for dossier in ("src", "scripts"):
    sys.path.insert(0, str(DEPOT / dossier))
FOIS = 5
ANIMATEURS, DOSSIERS = 200, 50_000
PAR_JOUR = 8  # séances d'un animateur
JOURS_A_VENIR = 30  # le reste est passé ; une séance sur cinq cents y reste à valider

SUITE = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {nombre})"
INSTANTS = {
    "sqlite": "datetime('{origine}', '+' || ({jour}) || ' days', '+' || ({heure}) || ' hours')",
    "postgresql": "timestamptz '{origine}+00' + ({jour}) * interval '1 day' + ({heure}) * interval '1 hour'",
}
JOUR, HEURE = f"i / {ANIMATEURS * PAR_JOUR}", f"8 + (i / {ANIMATEURS}) % {PAR_JOUR}"


def main(nombre: int) -> None:
    """Remplit et mesure chaque moteur dans son propre processus."""
    from postgres import postgresql_prive
    from preparation import environnement_python

    environnement_python("test")
    with tempfile.TemporaryDirectory(prefix="jalon-bench-") as donnees:
        lancer(nombre, donnees, {})
    with postgresql_prive() as adresse, tempfile.TemporaryDirectory(prefix="jalon-bench-") as donnees:
        lancer(nombre, donnees, {"DATABASE_URL": adresse})


def lancer(nombre: int, donnees: str, environnement: dict[str, str]) -> None:
    reglages = {"DJANGO_SETTINGS_MODULE": "jalon.config.settings.dev", "JALON_DONNEES": donnees}
    from preparation import PYTHON

    ordre = [PYTHON, __file__, str(nombre), "--ici"]
    subprocess.run(ordre, check=True, env=os.environ | reglages | environnement)


def ici(nombre: int) -> None:
    """Une base neuve, remplie, mesurée."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        creer_base(connection)
    call_command("migrate", verbosity=0)
    debut = time.perf_counter()
    monde = remplir(nombre)
    titre = f"{connection.vendor} · {nombre:,} séances · {platform.machine()}, {os.cpu_count()} cœurs"
    print(f"\n## {titre.replace(',', ' ')} · rempli en {time.perf_counter() - debut:.0f} s")
    for nom, lire in lectures(monde).items():
        montrer(nom, lire)


def creer_base(connexion) -> None:
    """La base que nomment les réglages : un PostgreSQL privé naît sans elle."""
    with connexion._nodb_cursor() as curseur:
        curseur.execute(f"CREATE DATABASE {connexion.settings_dict['NAME']}")


def montrer(nom: str, lire: Callable) -> None:
    """Le temps médian d'une lecture, puis son plan."""
    temps = []
    for _ in range(FOIS):
        debut = time.perf_counter()
        lignes = len(list(lire()))
        temps.append((time.perf_counter() - debut) * 1000)
    print(f"\n{nom} : {statistics.median(temps):.1f} ms, {lignes} lignes", flush=True)
    print("\n".join(f"    {ligne}" for ligne in lire().explain().splitlines() if ligne.strip()))


def remplir(nombre: int) -> dict:
    """Deux cents animateurs d'une maison, cinquante mille dossiers, et les séances d'un trait."""
    from django.db import connection, transaction

    from jalon.comptes.models import Utilisateur

    monde = socle()
    with transaction.atomic(), connection.cursor() as curseur:
        for ordre in ordres(nombre, monde, connection.vendor):
            curseur.execute(ordre)
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")
    return monde | {
        nom: Utilisateur.objects.pour_connexion().get(pk=monde[nom].pk) for nom in ("administrateur", "conseiller")
    }


def socle() -> dict:
    """Comptes, agendas et dossiers, en bloc : des noms de rien, les liens qui comptent."""
    from django.contrib.auth.hashers import make_password

    from jalon.annuaire.enums import RolePersonne
    from jalon.annuaire.models import Personne, RoleDePersonne
    from jalon.comptes.models import Profil, Utilisateur
    from jalon.dossiers.enums import Avancement, MotifAcces, Statut
    from jalon.dossiers.models import AccesDossier, Dossier
    from jalon.prestations.models import Action, Prestation

    profils = {profil.code: profil for profil in Profil.objects.all()}
    secret = make_password(None)
    comptes = Utilisateur.objects.bulk_create(
        Utilisateur(
            nom=f"Compte{n}", prenom="Essai", courriel=f"bench{n}@example.org", password=secret,
            profil=profils["administrateur" if n == 0 else "conseiller"],
        )
        for n in range(ANIMATEURS)
    )  # fmt: skip
    agendas = Personne.objects.bulk_create(
        Personne(nom=f"Anime{n}", prenom="Essai", utilisateur=c) for n, c in enumerate(comptes)
    )
    RoleDePersonne.objects.bulk_create(RoleDePersonne(personne=p, role=RolePersonne.PERSONNEL) for p in agendas)
    suivis = Personne.objects.bulk_create(
        (Personne(nom=f"Suivi{n}", prenom="Essai") for n in range(DOSSIERS)), batch_size=2000
    )
    prestation = Prestation.objects.create(code="BENCH", libelle="Bilan de compétences")
    dossiers = Dossier.objects.bulk_create(
        (
            Dossier(
                numero=f"BENCH-{n:06}", beneficiaire=personne, prestation=prestation,
                conseiller=comptes[n % ANIMATEURS], avancement=Avancement.EN_COURS, statut=Statut.EN_COURS,
            )
            for n, personne in enumerate(suivis)
        ),
        batch_size=500,
    )  # fmt: skip
    AccesDossier.objects.bulk_create(
        (
            AccesDossier(dossier=d, utilisateur=comptes[n % ANIMATEURS], motif=MotifAcces.CONSEILLER)
            for n, d in enumerate(dossiers)
        ),
        batch_size=5000,
    )
    return {
        "administrateur": comptes[0], "conseiller": comptes[1], "agendas": agendas, "dossiers": dossiers,
        "action": Action.objects.create(libelle="Entretien", minutes=60),
    }  # fmt: skip


def ordres(nombre: int, monde: dict, moteur: str) -> list[str]:
    """Les insertions : une séance, un animateur, un dossier, et ce que les séances à venir occupent."""
    from django.utils import timezone

    jours = nombre // (ANIMATEURS * PAR_JOUR) - JOURS_A_VENIR
    origine = (timezone.now() - timezone.timedelta(days=jours)).strftime("%Y-%m-%d 00:00:00")
    instant = INSTANTS[moteur]
    debut = instant.format(origine=origine, jour=JOUR, heure=HEURE)
    fin = instant.format(origine=origine, jour=JOUR, heure=f"{HEURE} + 1")
    suite = SUITE.format(nombre=nombre)
    premier = {nom: monde[nom][0].pk for nom in ("agendas", "dossiers")}
    agenda = f"{premier['agendas']} + i % {ANIMATEURS}"
    dossier = f"{premier['dossiers']} + (i % {ANIMATEURS} + {ANIMATEURS} * ((i / {ANIMATEURS}) % 250))"
    a_venir = f"{JOUR} > {jours}"
    oubliee = f"(i / {ANIMATEURS}) % 500 = 7"
    etat = f"CASE WHEN {a_venir} OR {oubliee} THEN 'programmee' ELSE 'realisee' END"
    presence = f"CASE WHEN {a_venir} OR {oubliee} THEN 'attendu' ELSE 'present' END"
    colonnes = (
        "id, created_at, updated_at, version, genre, intitule, debut, fin, minutes, lien_visio, notes, etat, "
        "annulee_par, motif, action_id"
    )
    return [
        f"INSERT INTO planning_seance ({colonnes}) {suite} SELECT i + 1, {debut}, {debut}, 1, 'individuelle', '', "
        f"{debut}, {fin}, 60, '', '', {etat}, '', '', {monde['action'].pk} FROM n",
        f"INSERT INTO planning_animation (rang, personne_id, seance_id) {suite} SELECT 0, {agenda}, i + 1 FROM n",
        f"INSERT INTO planning_participation (presence, motif, dossier_id, seance_id) {suite} "
        f"SELECT {presence}, '', {dossier}, i + 1 FROM n",
        "INSERT INTO planning_occupation (cle, nature, debut, fin, is_active, is_exclusive, is_derogation, motif, "
        f"places, seance_id) {suite} SELECT 'p' || ({agenda}), 'animateur', {debut}, {fin}, TRUE, TRUE, FALSE, "
        f"'', 1, i + 1 FROM n WHERE {a_venir}",
    ]


def lectures(monde: dict) -> dict[str, Callable]:
    """Ce que lit chaque écran : la semaine de dix personnes, l'onglet, à valider, la liste."""
    from datetime import timedelta

    from django.http import QueryDict
    from django.utils import timezone

    from jalon.planning.journee import minuit, seances_a_valider, seances_du_jour
    from jalon.planning.listes import LISTE
    from jalon.planning.models import Seance
    from jalon.planning.queries import chevauchements, seances_du_dossier

    maintenant, jour = timezone.now(), timezone.localdate()
    lundi = minuit(jour - timedelta(days=jour.weekday()))
    dix = [agenda.pk for agenda in monde["agendas"][:10]]
    rendus = {"semaine, dix personnes": lambda: semaine(monde["administrateur"])}

    def semaine(qui):
        siennes = Seance.objects.visibles_par(qui).entre(lundi, lundi + timedelta(days=7))
        return siennes.des_agendas(dix).order_by("debut", "pk")

    rendus["onglet d’un dossier"] = lambda: seances_du_dossier(monde["dossiers"][1])
    cle, demain = f"p{dix[1]}", lundi + timedelta(days=8)
    rendus["conflits d’un moment"] = lambda: chevauchements([cle], demain, demain + timedelta(hours=12))
    for nom in ("administrateur", "conseiller"):
        qui = monde[nom]
        rendus |= {
            f"aujourd’hui, {nom}": lambda qui=qui: seances_du_jour(qui, jour, is_pour_tous=True)[:41],
            f"à valider, {nom}": lambda qui=qui: seances_a_valider(qui, maintenant, is_pour_tous=True)[:25],
            f"à valider (moi), {nom}": lambda qui=qui: seances_a_valider(qui, maintenant, is_pour_tous=False)[:25],
            f"liste, première page, {nom}": lambda qui=qui: LISTE.cles(QueryDict(""), qui)[:26],
            f"liste, compte borné, {nom}": lambda qui=qui: LISTE.cles(QueryDict(""), qui).order_by()[:10_001],
        }
    return rendus


if __name__ == "__main__":
    voulu = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    (ici if "--ici" in sys.argv else main)(voulu)
