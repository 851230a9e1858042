"""La liste des séances : toutes celles dont on lit le contenu, à valider d'abord."""

from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.prestations.models import Action, Prestation
from jalon.socle.formats import montrer_date, montrer_duree
from jalon.socle.jours import minuit
from jalon.socle.listes import BOOLEEN, CHOIX, CHOIX_MULTIPLE, PERIODE, Acte, Colonne, Filtre, Liste, Vue
from jalon.socle.recherche_texte import chercher

from .enums import EtatSeance, GenreSeance
from .lignes import animateurs_de, etat_de, lignes_de_seances, titre_de
from .lots import VALIDER
from .models import Animation, Participation, Seance
from .models.agendas import agendas_lus

CELLULES = "planning/cellules"


def _par(champ: str):
    return lambda seances, valeur, utilisateur: seances.filter(**{champ: valeur})


def _par_animateur(seances: QuerySet, animateur: str, _utilisateur) -> QuerySet:
    return seances.des_agendas([animateur])


def _par_prestation(seances: QuerySet, prestation: str, _utilisateur) -> QuerySet:
    suivies = Participation.objects.filter(dossier__prestation=prestation)
    return seances.filter(pk__in=suivies.values("seance"))


def _par_periode(seances: QuerySet, periode: tuple[date | None, date | None], _utilisateur) -> QuerySet:
    debut, fin = periode
    seances = seances.filter(debut__gte=minuit(debut)) if debut else seances
    return seances.filter(debut__lt=minuit(fin + timedelta(days=1))) if fin else seances


def _a_valider(seances: QuerySet, valeur: bool, _utilisateur) -> QuerySet:
    maintenant = timezone.now()
    if valeur:
        return seances.a_valider(maintenant)
    return seances.exclude(etat=EtatSeance.PROGRAMMEE, fin__lt=maintenant)


def _miennes(seances: QuerySet, valeur: bool, utilisateur) -> QuerySet:
    animees = Animation.objects.filter(personne__utilisateur=utilisateur).values("seance")
    return seances.filter(pk__in=animees) if valeur else seances.exclude(pk__in=animees)


def _animateurs(utilisateur) -> list[tuple[str, str]]:
    return [(str(p.pk), str(p)) for p in agendas_lus(utilisateur).order_by("cle_tri", "pk")]


def _options(modele):
    return lambda utilisateur: [(str(o.pk), str(o)) for o in modele.objects.filter(is_active=True)]


def _avec_animateur(seances: QuerySet) -> QuerySet:
    premiere = Animation.objects.filter(seance=OuterRef("pk")).order_by("rang", "pk")
    return seances.annotate(tri_animateur=Subquery(premiere.values("personne__cle_tri")[:1]))


def _heures(seance: Seance) -> str:
    debut, fin = timezone.localtime(seance.debut), timezone.localtime(seance.fin)
    return f"{montrer_date(debut.date())} {debut:%H:%M} – {fin:%H:%M}"


def _etat(seance: Seance) -> str:
    return etat_de(seance, timezone.now())[0]


def _lieu(seance: Seance) -> str:
    return str(seance.lieu) if seance.lieu else "Visioconférence" if seance.lien_visio else ""


COLONNES = (
    Colonne(
        "qui", "Séance", titre_de, f"{CELLULES}/qui.html", classe="c-nom", ordre=10,
        exporter=lambda s, u: titre_de(s),
    ),
    Colonne("date", "Date", _heures, f"{CELLULES}/date.html", tri=("debut",), classe="c-date", ordre=20),
    Colonne(
        "action", "Action", "nom", f"{CELLULES}/action.html", tri=("action__cle_tri",), classe="c-action", ordre=30
    ),
    Colonne(
        "animateur", "Animateur", animateurs_de, tri=("tri_animateur",), classe="c-anim c-second", ordre=40,
        preparer=_avec_animateur,
    ),
    Colonne("lieu", "Lieu", _lieu, classe="c-lieu c-second", ordre=45, par_defaut=False),
    Colonne(
        "duree", "Durée", lambda s: montrer_duree(s.minutes), tri=("minutes",), classe="c-duree c-tiers", ordre=50,
        exporter=lambda s, u: s.minutes,
    ),
    Colonne("etat", "État", _etat, f"{CELLULES}/etat.html", tri=("etat",), classe="c-etat", ordre=60),
    Colonne("actes", "Actes", gabarit=f"{CELLULES}/actes.html", classe="c-actes", ordre=90, is_exportee=False),
)  # fmt: skip
FILTRES = (
    Filtre("a_valider", "À valider", BOOLEEN, _a_valider, ordre=10),
    Filtre("periode", "Période", PERIODE, _par_periode, ordre=20),
    Filtre("animateur", "Animateur", CHOIX, _par_animateur, options=_animateurs, ordre=30),
    Filtre(
        "etat", "État", CHOIX_MULTIPLE, _par("etat__in"), options=lambda u: EtatSeance.choices, ordre=40
    ),
    Filtre("nature", "Nature", CHOIX_MULTIPLE, _par("genre__in"), options=lambda u: GenreSeance.choices, ordre=50),
    Filtre("prestation", "Prestation", CHOIX, _par_prestation, options=_options(Prestation), ordre=60),
    Filtre("action", "Action", CHOIX, _par("action"), options=_options(Action), ordre=70),
    Filtre("miennes", "Que j’anime", BOOLEEN, _miennes, ordre=80),
)  # fmt: skip


class ListeSeances(Liste):
    """Les séances d'un dossier du périmètre, et les réunions des agendas que l'on lit."""

    code = "seances"
    titre = "Séances"
    url, droit, droit_export = "planning:liste", "planning.lecture", "dossiers.exporter"
    modele = Seance
    nom_singulier, nom_pluriel, is_feminin = "séance", "séances", True
    colonnes, filtres, lots = COLONNES, FILTRES, (VALIDER,)
    vues = (
        Vue("toutes", "Toutes", {}, ordre=0, compter=False),
        Vue("a_valider", "À valider", {"a_valider": "oui"}, ordre=10),
        Vue("miennes", "Que j’anime", {"miennes": "oui"}, ordre=20, compter=False),
        Vue("hors_production", "Hors production", {"nature": "hors_production"}, ordre=30, compter=False),
    )
    actes = (
        Acte(
            "reunion",
            "Nouvelle réunion",
            "planning:reunion_nouvelle",
            droit="planning.ecriture",
            is_principal=False,
        ),
    )  # fmt: skip
    libelle_recherche = "Nom du bénéficiaire, numéro du dossier, objet d’une réunion"
    invite_recherche = "Nom ou numéro"
    champ_recherche = "intitule"
    tri_defaut = "-date"
    classe_tableau = "j-liste-seances"
    vide_titre = "Aucune séance"
    vide_texte = "Une séance se planifie depuis l’onglet Séances d’un dossier ; une réunion, d’ici."

    def queryset(self, utilisateur: Any) -> QuerySet:
        return Seance.objects.lisibles_par(utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.pour_lignes(utilisateur)

    def chercher(self, queryset: QuerySet, saisie: str, utilisateur: Any) -> QuerySet:
        """Par le bénéficiaire ou le numéro d'un dossier du périmètre ; par l'objet, hors production."""
        if not saisie.strip():
            return queryset
        trouves = chercher(Dossier.objects.visibles_par(utilisateur), "texte_recherche", saisie)
        suivies = Participation.objects.filter(dossier__in=trouves.order_by().values("pk")).values("seance")
        reunion = Q(genre=GenreSeance.HORS_PRODUCTION, intitule__icontains=saisie)
        return queryset.filter(Q(pk__in=suivies) | reunion)

    def lire_donnees(self, donnees, utilisateur, chemin):
        """La page lue ; chaque séance porte ce que la personne peut en faire."""
        page = super().lire_donnees(donnees, utilisateur, chemin)
        for ligne in lignes_de_seances(page.selection.objets, utilisateur):
            ligne.seance.ligne = ligne
        return page

    def nommer(self, objet: Seance) -> str:
        return str(objet)


LISTE = ListeSeances()
