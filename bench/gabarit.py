"""Le gabarit des copies : la base de démonstration, complétée à la forme d'une maison qui sert depuis des années.

Par dossier : quatre événements, trois documents, deux mémos ; les fichiers sont ceux de la démonstration.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random

from django.db.models import Count
from django.utils import timezone

from jalon.demonstration.bloc import inserer
from jalon.demonstration.donnees.memos import ECHANGES, RELANCES, REMARQUES
from jalon.demonstration.lots import poser_lots_manquants
from jalon.documents.enums import Genre
from jalon.documents.models import Document, VersionDocument
from jalon.dossiers.models import Dossier, Evenement
from jalon.memos.enums import NatureMemo, Visibilite
from jalon.memos.models import Memo
from jalon.prestations.enums import TypeEvenement
from jalon.socle.recherche_texte import texte_recherche

EVENEMENTS, DOCUMENTS, MEMOS = 4, 3, 2  # par dossier
FAITS = (
    "Rendez-vous tripartite",
    "Comité de suivi",
    "Immersion en entreprise",
    "Changement de référent France Travail",
)
TITRES = ("Attestation d’assiduité", "Courrier au financeur", "Compte rendu d’entretien", "Lettre de motivation")


def poser() -> None:
    """La démonstration si elle n'y est pas, puis ce qui manque à chaque dossier."""
    poser_lots_manquants(timezone.localdate())
    comptes = {nom: Count(nom, distinct=True) for nom in ("evenements", "documents", "memos")}
    comptes = {f"n_{nom}": compte for nom, compte in comptes.items()}
    dossiers = list(Dossier.objects.select_related("conseiller").annotate(**comptes).order_by("pk"))
    alea = Random("jalon-bench")
    inserer([e for d in dossiers for e in _evenements(d, alea)])
    inserer([m for d in dossiers for m in _memos(d, alea)])
    _documents(dossiers, alea)


def _jour(dossier: Dossier, alea: Random) -> date:
    """Un jour entre l'ouverture du dossier et sa sortie, ou hier."""
    debut = timezone.localdate(dossier.created_at)
    fin = min(dossier.date_sortie or debut + timedelta(days=90), timezone.localdate() - timedelta(days=1))
    return debut + timedelta(days=alea.randint(0, max(0, (fin - debut).days)))


def _instant(jour: date, alea: Random) -> datetime:
    return timezone.make_aware(datetime.combine(jour, time(alea.randint(9, 17), alea.randrange(60))))


def _auteur(dossier: Dossier) -> int:
    return dossier.conseiller_id or dossier.created_by_id


def _evenements(dossier: Dossier, alea: Random) -> Iterator[Evenement]:
    """Des faits de la vie d'un dossier, sans effet sur son statut."""
    for _ in range(EVENEMENTS - dossier.n_evenements):
        jour = _jour(dossier, alea)
        yield Evenement(
            dossier=dossier, type=TypeEvenement.AUTRE, precision=alea.choice(FAITS), date_evenement=jour,
            auteur_id=_auteur(dossier), created_at=_instant(jour, alea),
        )  # fmt: skip


_textes = cycle((*ECHANGES, *REMARQUES))
_relances = cycle(RELANCES)


def _memos(dossier: Dossier, alea: Random) -> Iterator[Memo]:
    """Deux échanges sur trois, un mémo privé sur dix ; une relance sur huit, faite."""
    for _ in range(MEMOS - dossier.n_memos):
        jour, auteur = _jour(dossier, alea), _auteur(dossier)
        moment = _instant(jour, alea)
        nature = alea.choice(
            (NatureMemo.ECHANGE, NatureMemo.ECHANGE, NatureMemo.COMMENTAIRE, NatureMemo.ATTENTION)
        )
        memo = Memo(
            porte_sur="dossier", dossier=dossier, nature=nature, date_memo=jour, auteur_id=auteur,
            visibilite=Visibilite.MOI if alea.random() < 0.1 else Visibilite.EQUIPE,
            created_at=moment, updated_at=moment,
        )  # fmt: skip
        memo.sujet, memo.contenu = next(_textes)
        if alea.random() < 0.125:
            memo.nature, (memo.sujet, memo.contenu) = NatureMemo.RELANCE, next(_relances)
            memo.date_relance, memo.assigne_id = jour + timedelta(days=7), auteur
            memo.fait_at, memo.fait_par_id = moment + timedelta(days=7), auteur
        memo.texte_recherche = texte_recherche(memo.sujet, memo.contenu)
        yield memo


def _documents(dossiers: Sequence[Dossier], alea: Random) -> None:
    """Des écrits rangés, qui ne satisfont aucune pièce exigée : la complétude ne change pas."""
    fichiers = list(VersionDocument.objects.filter(courriel__isnull=True).order_by("pk"))
    documents = [_document(dossier, alea) for dossier in dossiers for _ in range(DOCUMENTS - dossier.n_documents)]
    inserer(documents)
    versions = [_version(document, alea.choice(fichiers)) for document in documents]
    inserer(versions)
    for document, version in zip(documents, versions, strict=True):
        document.derniere = version
        document.preparer()
    Document.objects.bulk_update(documents, ["derniere", "cle_tri", "texte_recherche"], batch_size=200)


def _document(dossier: Dossier, alea: Random) -> Document:
    jour = _jour(dossier, alea)
    moment = _instant(jour, alea)
    return Document(
        dossier=dossier, genre=alea.choice((Genre.BENEFICIAIRE, Genre.COURRIER)), titre=alea.choice(TITRES),
        date_document=jour, auteur_id=_auteur(dossier), created_at=moment, updated_at=moment,
    )  # fmt: skip


def _version(document: Document, fichier: VersionDocument) -> VersionDocument:
    repris = ("empreinte", "nom_fichier", "type_mime", "octets", "pages")
    return VersionDocument(
        document=document, numero=1, ajoutee_par_id=document.auteur_id, created_at=document.created_at,
        **{champ: getattr(fichier, champ) for champ in repris},
    )  # fmt: skip
