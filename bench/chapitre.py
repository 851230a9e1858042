"""Écrit le chapitre des gestes de docs/performances.md, entre deux repères ; le reste ne change pas."""

from pathlib import Path

DEBUT, FIN = "<!-- bench : début -->", "<!-- bench : fin -->"
ENTETE = (
    "| Geste | Profil | Requêtes | SQL (ms) | Processeur (ms) | Médiane (ms) | p95 (ms) | ko | × nue |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def ecrire(document: Path, mesures: list[dict]) -> None:
    """Remplace ce que la passe précédente avait écrit, ou l'ajoute à la fin."""
    texte = document.read_text()
    corps = "\n\n".join([DEBUT, "## Les gestes", *(_base(mesure) for mesure in mesures), FIN])
    avant, _, suite = texte.partition(DEBUT)
    document.write_text(f"{avant.rstrip()}\n\n{corps}\n{suite.partition(FIN)[2]}")


def _base(mesure: dict) -> str:
    titre = f"### {mesure['version']} · {mesure['dossiers']} dossiers"
    quand = f"Mesuré le {mesure['date']} : {mesure['machine']}, charge {mesure['charge']:.1f}."
    nues = ", ".join(f"{nom} {e['mediane']:.1f} ms" for nom, e in mesure["etalons"].items())
    lignes = "\n".join(_ligne(ligne) for ligne in mesure["gestes"])
    return "\n\n".join([titre, f"{quand} Vues nues : {nues}.", f"{ENTETE}\n{lignes}", _ensemble(mesure)])


def _ligne(g: dict) -> str:
    ratio = f"{g['ratio']:.1f}" if g["ratio"] else ""
    nom = f"{g['nom']} ({g['etat']})" if g["etat"] else g["nom"]
    temps = f"{g['sql']:.1f} | {g['calcul']:.1f} | {g['mediane']:.1f} | {g['p95']:.1f}"
    return f"| {nom} | {g['profil']} | {g['requetes']} | {temps} | {g['octets'] / 1024:.0f} | {ratio} |"


def _ensemble(mesure: dict) -> str:
    phrases = []
    for cle, nom in (("debit_nu", "vue nue"), ("debit_liste", "Production"), ("debit", "mélange")):
        if d := mesure[cle]:
            phrases.append(f"{nom} {d['debit']:.0f} req/s, p95 {d['p95']:.0f} ms, {d['erreurs']} erreur(s)")
    texte = f"Huit clients : {' ; '.join(phrases)}."
    if e := mesure["export"]:
        texte += (
            f" Export de {e['lignes']} lignes : premier octet {e['premier_octet']:.0f} ms, "
            f"{e['duree'] / 1000:.1f} s, "
            f"{e['memoire'] / 1e6:.0f} Mo au plus haut."
        )
    return texte
