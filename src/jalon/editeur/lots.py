"""Générer un document pour plusieurs dossiers de Production : un travail long, un fichier par dossier ou "
"un ZIP."""

import tempfile
import zipfile
from pathlib import Path
from typing import Any

from jalon.documents.queries import contenu_de
from jalon.documents.rules import nettoyer_nom
from jalon.dossiers.champs import ChampListe
from jalon.dossiers.models import Dossier
from jalon.socle.erreurs import Refus
from jalon.socle.listes.lots import PREPARE, TRAVAIL, ActeLot
from jalon.socle.travaux import Suivi
from jalon.ui.formulaires import ChampChoixBascule, FormulaireJalon

from . import moteur
from .enums import ContexteModele, FormatGenere
from .models import Generation, ModeleDocument
from .operations.generation import ranger
from .preparation import Preparation, preparer, remplir, verifier

RANGER, ZIP = "ranger", "zip"
SORTIES = ((RANGER, "Dans chaque dossier"), (ZIP, "Et réunis dans un ZIP"))
GROUPE = 25  # dossiers par appel du moteur et de LibreOffice


class GenererLotForm(FormulaireJalon):
    """Le modèle, le format, et s'il faut aussi réunir les fichiers. Sans les modèles qui demandent d'écrire."""

    modele = ChampListe(label="Modèle", largeur=12)
    format_voulu = ChampChoixBascule(
        label="Ce que l’on range", choices=FormatGenere.choices, initial=FormatGenere.PDF, largeur=12
    )
    sortie = ChampChoixBascule(label="Où", choices=SORTIES, initial=RANGER, largeur=12)

    def __init__(self, donnees, utilisateur) -> None:
        super().__init__(donnees)
        publies = (
            ModeleDocument.objects.publies().filter(contexte=ContexteModele.DOSSIER).select_related("en_vigueur")
        )
        sans_texte = [m.pk for m in publies if not any(t.get("is_exige") for t in m.textes_libres)]
        self.fields["modele"].limiter(publies.filter(pk__in=sans_texte))


def preparer_lot(dossiers: list[Dossier], par: Any, donnees: dict) -> dict[int, Any]:
    """{dossier: (préparation, .docx, PDF) ou son refus} ; un appel du moteur, un appel de LibreOffice."""
    prets: dict[int, Any] = {}
    complets = Dossier.objects.pour_page().filter(pk__in=[d.pk for d in dossiers])
    for dossier in complets.order_by("pk"):
        prets[dossier.pk] = _preparer_un(dossier, par, donnees["modele"])
    bonnes = [p for p in prets.values() if isinstance(p, Preparation)]
    if not bonnes:
        return prets
    remplis = {p.dossier.pk: (p, rempli) for p, rempli in zip(bonnes, remplir(bonnes), strict=True)}
    faits = [(p, docx) for p, docx in remplis.values() if isinstance(docx, bytes)]
    prets |= {cle: rempli for cle, (_, rempli) in remplis.items() if isinstance(rempli, Refus)}
    pdfs: list[Any] = [None] * len(faits)
    if faits and donnees["format_voulu"] != FormatGenere.DOCX:
        pdfs = moteur.en_pdfs([docx for _, docx in faits])
    return prets | {p.dossier.pk: (p, docx, pdf) for (p, docx), pdf in zip(faits, pdfs, strict=True)}


def _preparer_un(dossier: Dossier, par: Any, modele: ModeleDocument) -> Preparation | Refus:
    try:
        preparation = preparer(par=par, objet=dossier, modele=modele)
        verifier(preparation)
    except Refus as refus:
        return refus
    return preparation


def _executer(dossier: Dossier, par: Any, donnees: dict) -> None:
    preparation, docx, pdf = donnees[PREPARE]
    ranger(
        par=par,
        preparation=preparation,
        docx=docx,
        pdf=pdf,
        format_voulu=donnees["format_voulu"],
        travail=donnees[TRAVAIL],
    )


def _conclure(suivi: Suivi, donnees: dict) -> None:
    """Réunit les fichiers dans un ZIP, confié à l'auteur du travail ; sans effet s'il ne l'a pas demandé."""
    faites = Generation.objects.filter(travail=suivi.travail.pk).select_related("pdf__derniere", "docx__derniere")
    if donnees["sortie"] != ZIP or not faites:
        return
    with tempfile.TemporaryDirectory(prefix="jalon-zip-") as dossier:
        chemin = Path(dossier) / "documents.zip"
        with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED) as archive:
            for generation in faites:
                for document in filter(None, (generation.pdf, generation.docx)):
                    archive.writestr(document.derniere.nom_fichier, contenu_de(document.derniere))
        suivi.garder_fichier(chemin, nettoyer_nom(f"{donnees['modele'].intitule}.zip"))


GENERER = ActeLot(
    "generer",
    "Générer un document",
    "file-text",
    "documents.ecriture",
    _executer,
    GenererLotForm,
    phrase="Le modèle se remplit pour chaque dossier et le document s’y range. Un dossier auquel il manque une "
    "mention légale, ou que le modèle ne couvre pas, est refusé avec sa raison ; les autres se font.",
    ordre=40,
    preparer=preparer_lot,
    groupe=GROUPE,
    conclure=_conclure,
    immediat_max=0,
)
