"""Émargements manquants : les séances passées où il manque une signature, par âge (F4)."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce, TruncTime
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.planning.models import Animation, Participation, Seance

from .models import Sceau
from .queries import ABSENTS, VIVANTES
from .rules.signatures import MIDI, REPRISE

DEPUIS = timedelta(days=366)  # au-delà, une signature ne se rattrape plus
SEMAINE, MOIS = timedelta(days=7), timedelta(days=30)
RECENTS, DU_MOIS, ANCIENS = "recents", "mois", "anciens"
AGES = {RECENTS: "7 jours ou moins", DU_MOIS: "8 à 30 jours", ANCIENS: "Plus de 30 jours"}


def seances_a_signer(utilisateur: Any, maintenant: datetime) -> QuerySet[Seance]:
    """Les séances finies depuis moins d'un an, lisibles, à qui il manque des signatures : annotation `manquent`.

    Le compte suit les mêmes règles qu'`attendus` : ni les absents, ni une action qui ne s'émarge pas ; le double
    quand la séance couvre deux demi-journées.
    """
    finies = Seance.objects.lisibles_par(utilisateur).filter(
        etat__in=VIVANTES, action__isnull=False, fin__lt=maintenant, debut__gte=maintenant - DEPUIS
    )
    return _compter(finies).filter(manquent__gt=0)


def _compter(seances: QuerySet[Seance]) -> QuerySet[Seance]:
    fuseau = timezone.get_current_timezone()
    deux = Q(_commence__lt=time(MIDI.hour), _finit__gt=time(REPRISE.hour))
    venus = Participation.objects.exclude(presence__in=ABSENTS)
    seances = seances.annotate(
        _commence=TruncTime("debut", tzinfo=fuseau), _finit=TruncTime("fin", tzinfo=fuseau)
    ).annotate(
        _fois=Case(When(deux, then=2), default=1, output_field=IntegerField()),
        _beneficiaires=_si("action__is_emargee_beneficiaire", _combien(venus)),
        _animateurs=_si("action__is_emargee_animateur", _combien(Animation.objects.all())),
        _signees=_combien(Sceau.objects.en_vigueur()),
    )
    return seances.annotate(manquent=F("_fois") * (F("_beneficiaires") + F("_animateurs")) - F("_signees"))


def _si(champ: str, combien: Any) -> Case:
    return Case(When(**{champ: True}, then=combien), default=0, output_field=IntegerField())


def _combien(lignes: QuerySet) -> Coalesce:
    """Combien de ces lignes la séance a."""
    siennes = lignes.filter(seance=OuterRef("pk")).order_by().values("seance").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(siennes), Value(0), output_field=IntegerField())


def finies_depuis(age: str, maintenant: datetime) -> Q:
    """De la semaine, du mois, ou plus anciennes."""
    if age == RECENTS:
        return Q(fin__gte=maintenant - SEMAINE)
    if age == DU_MOIS:
        return Q(fin__lt=maintenant - SEMAINE, fin__gte=maintenant - MOIS)
    return Q(fin__lt=maintenant - MOIS)


def par_age(seances: QuerySet[Seance], maintenant: datetime) -> dict[str, int]:
    """{âge: nombre de séances}. Une requête."""
    return seances.aggregate(**{age: Count("pk", filter=finies_depuis(age, maintenant)) for age in AGES})


def pour_liste(seances: QuerySet[Seance], utilisateur: Any) -> QuerySet[Seance]:
    """Avec `siennes`, les participations dont on voit le dossier, et les animateurs. Deux requêtes de plus."""
    visibles = Dossier.objects.visibles_par(utilisateur).values("pk")
    siennes = Participation.objects.filter(dossier__in=visibles).select_related("dossier__beneficiaire")
    animations = Animation.objects.select_related("personne").order_by("rang", "pk")
    return seances.select_related("action").prefetch_related(
        Prefetch("participations", siennes.order_by("dossier__cle_tri", "pk"), to_attr="siennes"),
        Prefetch("animations", animations),
    )
