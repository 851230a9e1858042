"""Le processus du moteur : lit une demande sur l'entrée, écrit une réponse par ligne sur la sortie.

Usage interne : `python -I enfant.py <secondes de processeur>`. Ni base, ni environnement, ni secret ; mémoire,
calcul et fichiers sont bornés avant de lire quoi que ce soit.
"""

import base64
import json
import resource
import sys
from io import BytesIO
from pathlib import Path

MEMOIRE = 1024**3  # octets
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def borner(secondes: int) -> None:
    """Pose les limites du processus (`secondes` de processeur) ; elles ne se relèvent plus."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE, MEMOIRE))
    resource.setrlimit(resource.RLIMIT_CPU, (secondes, secondes + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def repondre(**reponse) -> None:
    sys.stdout.write(json.dumps(reponse) + "\n")
    sys.stdout.flush()


def rendre_un(docx: bytes, contexte: dict) -> bytes:
    """Remplit le modèle ; lève ce que docxtpl et jinja2 lèvent."""
    from docxtpl import DocxTemplate

    from jalon.editeur.moteur.bac import environnement, preparer

    modele = DocxTemplate(BytesIO(docx))
    modele.init_docx()
    modele.render(preparer(contexte, modele), environnement(), autoescape=True)
    sortie = BytesIO()
    modele.save(sortie)
    return sortie.getvalue()


def repondre_un(docx: bytes, contexte: dict) -> None:
    from jalon.editeur.moteur.fautes import en_mots
    from jalon.editeur.moteur.transport import deballer

    try:
        repondre(docx=base64.b64encode(rendre_un(docx, deballer(contexte))).decode())
    except Exception as faute:
        repondre(erreur=en_mots(faute))


def repondre_marqueurs(docx: bytes) -> None:
    from jalon.editeur.moteur.fautes import en_mots
    from jalon.editeur.moteur.lecture import lire_marqueurs

    try:
        lus, facultatifs = lire_marqueurs(docx)
        repondre(marqueurs=sorted(lus), facultatifs=sorted(facultatifs))
    except Exception as faute:
        repondre(erreur=en_mots(faute))


def principal() -> None:
    borner(int(sys.argv[1]))
    from jalon.editeur.moteur.surete import dangers

    demande = json.loads(sys.stdin.buffer.read())
    docx = base64.b64decode(demande["docx"])
    contextes = demande.get("contextes", [{}])
    if refus := dangers(docx):
        for _ in contextes:
            repondre(erreur=" ".join(refus))
    elif demande["geste"] == "marqueurs":
        repondre_marqueurs(docx)
    else:
        for contexte in contextes:
            repondre_un(docx, contexte)


if __name__ == "__main__":
    principal()
