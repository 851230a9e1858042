"""Le contrôle d'un modèle au dépôt : refusé, réparé, ou lu marqueur par marqueur (issue 8, « Lint at upload »)."""

from dataclasses import asdict, dataclass

from jalon.documents.examen import Examen
from jalon.documents.rules import extension_de
from jalon.socle.erreurs import Refus

from ..enums import FormatModele, Gravite
from ..moteur import en_docx
from ..moteur.surete import dangers
from ..moteur.surete_odt import dangers_odt
from .analyse import Analyse, Cadre
from .autre_notation import NON_REPRIS
from .polices import polices_remplacees
from .reparation import reparer

CHAMP = "fichiers"
SEULS_FORMATS = "Un modèle est un document Word (.docx) ou OpenDocument (.odt) : enregistrez-le ainsi."
REPARE = "Word avait coupé « {marqueur} » : il est recollé."
CONVERTI = "« {avant} » devient « {apres} »."
POLICE = "La police « {police} » n’est pas sur ce serveur : le PDF en montrera une autre. Essayez {conseil}."
CONSEIL = "Carlito, Liberation Sans ou Liberation Serif"
SANS_MARQUEUR = "Ce modèle n’a aucun marqueur : le document sera le même pour tous."


@dataclass(frozen=True)
class Constat:
    """Ce que le contrôle a vu : une gravité, une phrase, et le marqueur en cause s'il y en a un."""

    gravite: str
    texte: str
    marqueur: str = ""
    propose: str = ""


@dataclass(frozen=True)
class Controle:
    """Un modèle contrôlé : le .docx prêt à remplir, les constats, les codes des marqueurs qu'il emploie."""

    pret: bytes
    constats: list[dict]
    marqueurs: list[str]


def en_word(examen: Examen) -> bytes:
    """Le .docx d'un modèle : le sien, ou son .odt converti, jugé avant et après. Lève `Refus` (« fichiers »)."""
    format_lu = extension_de(examen.nom)
    if format_lu not in FormatModele.values:
        raise Refus(SEULS_FORMATS, champ=CHAMP)
    docx = examen.contenu
    if format_lu == FormatModele.ODT:
        _refuser(dangers_odt(docx))
        try:
            docx = en_docx(docx)
        except Refus as refus:
            raise Refus(refus.message, champ=CHAMP) from None
    _refuser(dangers(docx))
    return docx


def _refuser(fautes: list[str]) -> None:
    if fautes:
        raise Refus(" ".join(fautes), champ=CHAMP)


def controler(examen: Examen, cadre: Cadre) -> Controle:
    """Contrôle un fichier examiné. Lève `Refus` (champ « fichiers ») : autre format, macros, liens, objets."""
    docx = en_word(examen)
    reparation = reparer(docx)
    analyse = Analyse(cadre)
    for partie in reparation.textes:
        analyse.lire(partie)
    polices = polices_remplacees(docx)
    constats = [
        *(Constat(Gravite.ERREUR, f.texte, f.marqueur, f.propose) for f in analyse.fautes),
        *(Constat(Gravite.ERREUR, NON_REPRIS.format(ecrit=ecrit), ecrit) for ecrit in reparation.non_repris),
        *(Constat(Gravite.REPARE, REPARE.format(marqueur=m), m) for m in reparation.recolles),
        *(Constat(Gravite.REPARE, CONVERTI.format(avant=a, apres=b), b) for a, b in reparation.convertis),
        *(Constat(Gravite.AVIS, POLICE.format(police=p, conseil=CONSEIL)) for p in polices),
    ]
    if not analyse.codes and not analyse.fautes and not reparation.non_repris:
        constats.append(Constat(Gravite.AVIS, SANS_MARQUEUR))
    return Controle(reparation.contenu, [asdict(c) for c in dict.fromkeys(constats)], sorted(analyse.codes))
