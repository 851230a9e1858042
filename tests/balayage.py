"""Toutes les adresses du produit, et de quoi les essayer : vrais identifiants, d'un autre périmètre, absents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from PIL import Image

from jalon.annuaire.models import DoublonPersonne, DoublonSociete
from jalon.annuaire.operations import changer_photo, creer_etiquette, creer_personne, creer_societe, rattacher
from jalon.documents.operations import ajouter_document
from jalon.dossiers.operations import declencher_evenement
from jalon.editeur.operations.installation import installer_modeles
from jalon.emargement.queries import attendus
from jalon.installation.registres import ETAPES
from jalon.memos.models import Memo
from jalon.memos.operations import ajouter_memo
from jalon.memos.registres import PORTEURS
from jalon.planning.models import Seance
from jalon.prestations.operations import creer_action, enregistrer_deroule
from jalon.prestations.rules import LigneDeroule
from jalon.prestations.tables import TABLES
from jalon.socle.listes.registre import LISTES
from jalon.socle.models import Travail, VueEnregistree
from jalon.structure.enums import Regime
from jalon.structure.models import Fermeture, RegimeTva, Ressource
from tests import fabriques
from tests.documents import fichiers
from tests.editeur import modeles_docx
from tests.maison import Maison

SEANCE = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
ENCODE = "application/x-www-form-urlencoded"
ABSENTS = {"numero": "2026-999999", "pk": 999_999, "modele": 999_999, "empreinte": "0" * 16}
JETON = re.compile(rb'(name="csrfmiddlewaretoken" value="|name="jalon-jeton" content=")[^"]*')


@dataclass(frozen=True)
class Adresse:
    """Une adresse du produit : son modèle, son nom complet, ses paramètres, le droit que sa vue déclare."""

    modele: str
    nom: str
    parametres: tuple[str, ...]
    droit: str | None


def adresses() -> list[Adresse]:
    return list(_parcourir(get_resolver()))


def _parcourir(resolveur, debut: str = "", espaces: tuple[str, ...] = ()) -> Iterator[Adresse]:
    for motif in resolveur.url_patterns:
        modele = debut + str(motif.pattern)
        if hasattr(motif, "url_patterns"):
            suite = (*espaces, motif.namespace) if motif.namespace else espaces
            yield from _parcourir(motif, modele, suite)
            continue
        nom = ":".join([*espaces, motif.name or ""])
        yield Adresse(modele, nom, tuple(motif.pattern.regex.groupindex), getattr(motif.callback, "droit", None))


@dataclass
class Exemples:
    """Les identifiants d'essai d'une maison."""

    maison: Maison
    cles: dict[str, int]
    autres: dict[str, int]
    mots: dict[str, str | int]

    def reels(self, adresse: Adresse) -> str:
        """L'adresse, avec de vrais identifiants. Lève `KeyError` si un paramètre n'a pas d'exemple."""
        return self._adresse(adresse, self.maison.dossier.numero, self.cles)

    def hors_perimetre(self, adresse: Adresse) -> str | None:
        """L'adresse d'un objet qui existe ailleurs, ou None si l'objet n'a pas de périmètre."""
        prefixe = _prefixe_cle(adresse.modele)
        if "numero" not in adresse.parametres and not ("pk" in adresse.parametres and prefixe in self.autres):
            return None
        return self._adresse(adresse, self.maison.dossiers["louis"].numero, {**self.cles, **self.autres})

    def absents(self, adresse: Adresse) -> str | None:
        """L'adresse d'un objet qui n'existe pas, ou None si l'adresse n'en désigne aucun."""
        manquants = {nom: valeur for nom, valeur in ABSENTS.items() if nom in adresse.parametres}
        return (
            reverse(adresse.nom, kwargs={**self._parametres(adresse, "", self.cles), **manquants})
            if manquants
            else None
        )

    def _adresse(self, adresse: Adresse, numero: str, cles: dict[str, int]) -> str:
        return reverse(adresse.nom, kwargs=self._parametres(adresse, numero, cles))

    def _parametres(self, adresse: Adresse, numero: str, cles: dict[str, int]) -> dict:
        prefixe = _prefixe(adresse.modele)
        propres = {
            "numero": numero,
            "pk": cles.get(_prefixe_cle(adresse.modele)),
            "code": self.mots.get(f"{prefixe}code"),
            "modele": self.mots.get(f"{_prefixe_cle(adresse.modele)}modele"),
        }
        return {nom: propres[nom] if nom in propres else self.mots[nom] for nom in adresse.parametres}


def _prefixe(modele: str) -> str:
    return modele.split("<")[0]


def _prefixe_cle(modele: str) -> str:
    """Ce que désigne `pk` : « dossiers/seances/ » pour une séance d'un dossier."""
    return modele.replace("<str:numero>/", "").split("<")[0]


def exemples(maison: Maison) -> Exemples:
    """Pose ce qui manque à la maison pour que chaque adresse ait un objet réel."""
    qui = maison.utilisateurs
    lien = rattacher(par=maison.admin, personne=maison.personnes["claire"], societe=maison.societes["duval"])
    changer_photo(par=maison.admin, personne=maison.personnes["claire"], fichier=_image())
    vue, vue_autre = (
        VueEnregistree.objects.create(utilisateur=qui[cle], liste="dossiers", nom="Essai")
        for cle in ("conseiller", "nantes")
    )
    travail, travail_autre = (
        Travail.objects.create(utilisateur=qui[cle], libelle="Essai", fonction="listes.export")
        for cle in ("conseiller", "nantes")
    )
    ressource = Ressource.objects.create(libelle="Vidéoprojecteur")
    ferme = Fermeture.objects.create(libelle="Pont", date_debut="2026-05-15", date_fin="2026-05-15")
    tva = RegimeTva.objects.create(regime=Regime.values[0], date_effet="2026-01-01")
    doublons = _doublons(maison)
    catalogue = _catalogue(maison)
    session, session_autre = (_session(qui[cle]) for cle in ("conseiller", "nantes"))
    document, document_autre = (_document(maison, cle) for cle in ("claire", "louis"))
    entree = declencher_evenement(
        par=maison.admin, dossier=maison.dossier, type_evenement="entree", date_evenement=timezone.localdate()
    )
    memo, memo_autre = (
        _relance(maison, cle, dossier) for cle, dossier in (("conseiller", "claire"), ("nantes", "louis"))
    )
    seance = _seance(maison, "claire")
    cles = {
        "dossiers/evenements/": entree.pk,
        **catalogue,
        **doublons,
        "annuaire/personnes/": maison.personnes["claire"].pk,
        "annuaire/societes/": maison.societes["duval"].pk,
        "admin/conventions/": maison.conventions["opco"].pk,
        "admin/prestations/": maison.prestations["bilan"].pk,
        "admin/centres/": maison.centres["rennes"].pk,
        "admin/lieux/": maison.lieux["rennes"].pk,
        "admin/ressources/": ressource.pk,
        "admin/equipes/": maison.utilisateurs["conseiller"].equipes.order_by("pk").first().pk,
        "admin/profils/": maison.utilisateurs["conseiller"].profil_id,
        "admin/jours-fermes/": ferme.pk,
        "admin/reglages/tva/": tva.pk,
        "memos/": memo.pk,
        "listes/": vue.pk,
        "travaux/": travail.pk,
        "admin/utilisateurs/": qui["gestionnaire"].pk,
        "compte/sessions/": session.pk,
        "documents/": document,
        "dossiers/seances/": seance.pk,
        "admin/modeles/": modeles_docx.modele(maison.admin).pk,
        "seances/": _reunion(maison, "conseiller"),
    }
    mots = {
        "dossiers/documents/generer/modele": installer_modeles(codes=["courrier-libre"])[0].pk,
        "dossiers/seances/modele": installer_modeles(codes=["convocation-seance"])[0].pk,
        "admin/conventions/modele": modeles_docx.modele(
            maison.admin, "{{ convention.reference }}", code="convention-essai", contexte="convention"
        ).pk,
        "dossiers/code": "identite",
        "listes/code": "dossiers",
        "controle/code": "incomplets",
        "premier-demarrage/code": next(iter(ETAPES)).code,
        "type_evenement": "entree",
        "acte": LISTES.obtenir("dossiers").lots_de(qui["conseiller"])[0].code,
        "lien": lien.pk,
        "nom": "dossier.png",
        "guide/code": "dossier",
        "rang": 1,
        "page": 1,
        "empreinte": ABSENTS["empreinte"],
        "uidb36": "1",
        "key": "perimee",
        "jeton": "perime",
        "cle": attendus(seance)[0].cle,
    }
    autres = {
        "listes/": vue_autre.pk,
        "travaux/": travail_autre.pk,
        "compte/sessions/": session_autre.pk,
        "documents/": document_autre,
        "dossiers/seances/": _seance(maison, "louis").pk,
        "seances/": _reunion(maison, "nantes"),
        "memos/": memo_autre.pk,
    }
    return Exemples(maison, cles, autres, mots)


def _session(utilisateur) -> UserSession:
    """Une session ouverte ailleurs par cette personne."""
    cle = f"ailleurs-{utilisateur.pk}"
    return UserSession.objects.create(user=utilisateur, session_key=cle, ip="::", user_agent="Firefox/130")


def _document(maison: Maison, cle: str) -> int:
    """Une image déposée sur le dossier ; le même contenu n'est qu'une fois dans le magasin."""
    depose = ajouter_document(
        par=maison.admin,
        porteur=maison.dossiers[cle],
        examen=fichiers.examen(fichiers.image(), "photo.png"),
        donnees={"titre": "Photo", "genre": "piece"},
    )
    return depose.pk


def _seance(maison: Maison, cle: str) -> Seance:
    """Une séance de ce dossier, dans l'agenda d'une personne qui n'a que lui."""
    return fabriques.seance(SEANCE, maison.dossiers[cle], par=maison.admin)


def _reunion(maison: Maison, qui: str) -> int:
    """Une réunion, hors production, dans l'agenda de cette personne."""
    agenda = fabriques.animateur(maison.utilisateurs[qui])
    return fabriques.reunion(SEANCE, par=maison.admin, animateurs=(agenda,)).pk


def _image() -> BytesIO:
    sortie = BytesIO()
    Image.new("RGB", (8, 8)).save(sortie, "PNG")
    return BytesIO(sortie.getvalue())


def _doublons(maison: Maison) -> dict[str, int]:
    """Une paire de personnes, une paire de sociétés."""
    creer_personne(par=maison.admin, donnees={"nom": "Martin", "prenom": "Claire"})
    creer_societe(par=maison.admin, donnees={"raison_sociale": "Ateliers Duval SARL"})
    return {
        "annuaire/doublons/personnes/": DoublonPersonne.objects.get().pk,
        "annuaire/doublons/societes/": DoublonSociete.objects.get().pk,
    }


def _relance(maison: Maison, auteur: str, dossier: str) -> Memo:
    """Un mémo d'équipe qui porte une relance, sur ce dossier."""
    return ajouter_memo(
        par=maison.utilisateurs[auteur],
        porteur=PORTEURS.obtenir("dossier"),
        objet=maison.dossiers[dossier],
        donnees={
            "nature": "relance",
            "contenu": "Essai",
            "visibilite": "equipe",
            "date_relance": timezone.localdate(),
        },
    )


def _catalogue(maison: Maison) -> dict[str, int]:
    """Une action, une première version en brouillon, et une valeur de chaque liste de la maison."""
    action = creer_action(par=maison.admin, donnees={"libelle": "Entretien", "minutes": 60})
    ligne = LigneDeroule(action)
    enregistrer_deroule(par=maison.admin, prestation=maison.prestations["bilan"], revision=0, lignes=[ligne])
    creer_etiquette(par=maison.admin, libelle="À revoir")
    valeurs = {
        f"admin/{table.segment}/": table.modele.objects.order_by("pk").first().pk for table in TABLES.values()
    }
    return {"admin/actions/": action.pk, **valeurs}


class Visiteur:
    """Quelqu'un qui essaie des adresses ; rien de ce qu'il fait n'est gardé."""

    def __init__(self, utilisateur=None) -> None:
        depart = Client()
        if utilisateur is not None:
            depart.force_login(utilisateur)
        self.session = depart.cookies.get(settings.SESSION_COOKIE_NAME)

    def demander(self, adresse: str, donnees: dict | str | None = None, **entetes) -> HttpResponse:
        """GET, ou POST si `donnees` est donné (un texte est déjà encodé) ; la base est remise comme avant."""
        client = Client()
        if self.session is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session.value
        encode = {"content_type": ENCODE} if isinstance(donnees, str) else {}
        with transaction.atomic():
            reponse = (
                client.get(adresse, headers=entetes)
                if donnees is None
                else client.post(adresse, donnees, headers=entetes, **encode)
            )
            transaction.set_rollback(True)
        return reponse


def octets(reponse: HttpResponse, adresse: str) -> bytes:
    """Ce que la réponse dit, sans le jeton ni l'adresse demandée, qui changent toujours."""
    return JETON.sub(b"", reponse.content).replace(adresse.encode(), b"")
