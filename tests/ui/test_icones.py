"""Une icône demandée par un gabarit existe dans la liste : sinon la page montre un vide."""

import re
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[2]
DEMANDES = (
    re.compile(r"{%\s*icone\s+[\"']([\w/-]+)[\"']"),
    re.compile(r"icone_nom=[\"']([\w-]+)[\"']"),
    re.compile(r"\bicone=[\"']([\w-]+)[\"']"),
    re.compile(r"\bicone\([\"']([\w-]+)[\"']"),
    re.compile(r"{%\s*vide\s+[\"']([\w-]+)[\"']"),
)


def test_chaque_icone_demandee_est_dans_la_liste():
    lignes = (DEPOT / "scripts" / "icones.txt").read_text(encoding="utf-8").splitlines()
    connues = {ligne.split("#")[0].strip().replace("/", "-") for ligne in lignes}
    absentes = set()
    for fichier in (DEPOT / "src" / "jalon").rglob("*"):
        if fichier.suffix not in (".html", ".py", ".js") or "vendor" in fichier.parts:
            continue
        texte = fichier.read_text(encoding="utf-8")
        demandees = {nom for motif in DEMANDES for nom in motif.findall(texte)}
        absentes |= {f"{fichier.name} : {nom}" for nom in demandees if nom not in connues}
    assert not absentes
