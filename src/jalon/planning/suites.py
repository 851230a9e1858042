"""Ce que deviennent les séances quand leurs dossiers se transfèrent, s'annulent, se restaurent."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import SuiteAnnulation, SuiteTransfert
from jalon.dossiers.transferts import Transfert
from jalon.socle.erreurs import Refus

from .enums import EtatSeance
from .models import Occupation, Participation, Seance
from .models.agendas import ANIMENT
from .operations import deplacer_seance
from .operations.dossier_annule import liberer_seances, reprendre_seances
from .queries import seances_a_venir

NOMMEES = 5  # séances qui restent, nommées dans l'aperçu


def agenda_de(utilisateur: Utilisateur | None) -> Personne | None:
    """La fiche qui porte l'agenda de ce compte ; None s'il n'anime pas."""
    if utilisateur is None:
        return None
    return Personne.objects.filter(utilisateur=utilisateur, roles__role__in=ANIMENT).distinct().first()


def _qui_suivent(agenda: Personne, dossiers: QuerySet[Dossier]) -> QuerySet[Seance]:
    """Les séances à venir de cet agenda dont tous les dossiers se transfèrent."""
    siennes = Participation.objects.filter(seance=OuterRef("pk"))
    a_venir = Seance.objects.filter(etat=EtatSeance.PROGRAMMEE, debut__gt=timezone.now())
    suivent = a_venir.filter(Exists(siennes.filter(dossier__in=dossiers)), animations__personne=agenda)
    seules = suivent.exclude(Exists(siennes.exclude(dossier__in=dossiers)))
    return seules.select_related("action").order_by("debut", "pk")


def lister(par: Any, transfert: Transfert, dossiers: QuerySet[Dossier]) -> list[str]:
    """Les séances à venir qui suivent, et celles qui restent, une à une. Cinq requêtes au plus."""
    de, vers = agenda_de(transfert.de), agenda_de(transfert.vers)
    suivent = _qui_suivent(de, dossiers.order_by().values("pk")) if de else Seance.objects.none()
    nombre = suivent.count()
    if not nombre:
        return []
    if transfert.vers is None:
        return [f"{_en_mots(nombre)} à venir : l’agenda du collègue choisi les reçoit, là où il est libre."]
    if vers is None:
        return [f"{_en_mots(nombre)} à venir restent à {transfert.de} : {transfert.vers} n’a pas d’agenda."]
    prises = list(_prises(suivent, vers))
    phrases = [f"{_en_mots(nombre - len(prises))} à venir, de l’agenda de {de} à celui de {vers}."]
    phrases += [f"{seance} reste à {de} : ce moment est déjà pris chez {vers}." for seance in prises[:NOMMEES]]
    if len(prises) > NOMMEES:
        phrases.append(f"Et {len(prises) - NOMMEES} autres restent de même.")
    return phrases


def _prises(seances: QuerySet[Seance], agenda: Personne) -> QuerySet[Seance]:
    """Celles dont le moment est déjà pris dans cet agenda."""
    la = Occupation.objects.filter(cle=f"p{agenda.pk}", is_active=True)
    ailleurs = la.filter(debut__lt=OuterRef("fin"), fin__gt=OuterRef("debut")).exclude(seance=OuterRef("pk"))
    return seances.filter(Exists(ailleurs))


def transferer(par: Any, transfert: Transfert, dossiers: list[Dossier]) -> str:
    """Passe les séances à venir d'un agenda à l'autre ; ce qui est pris ou ne s'écrit pas reste, et se compte."""
    de, vers = agenda_de(transfert.de), agenda_de(transfert.vers)
    if not (de and vers):
        return ""
    suivent = list(_qui_suivent(de, Dossier.objects.filter(pk__in=[d.pk for d in dossiers]).values("pk")))
    passees = sum(_passer(seance, de, vers, par) for seance in suivent)
    if not suivent:
        return ""
    reste = len(suivent) - passees
    return f"Avec eux, {_en_mots(passees)} à venir" + (f" ; {reste} à un moment déjà pris." if reste else ".")


def _passer(seance: Seance, de: Personne, vers: Personne, par: Any) -> bool:
    moment = {"debut": seance.debut, "fin": seance.fin}
    try:
        deplacer_seance(par=par, seance=seance, version=seance.version, animateur=(de, vers), **moment)
    except Refus:
        return False
    return True


def _en_mots(nombre: int) -> str:
    return f"{nombre} séance{'s' if nombre > 1 else ''}"


def _lister_annulation(dossier: Dossier) -> list[str]:
    """Une requête."""
    nombre = seances_a_venir(dossier, timezone.now()).count()
    return [f"{_en_mots(nombre)} à venir : le moment se libère, la restauration le reprend."] if nombre else []


TRANSFERT = SuiteTransfert("seances", lister, transferer)
ANNULATION = SuiteAnnulation("seances", _lister_annulation, liberer_seances, reprendre_seances)
