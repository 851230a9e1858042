"""Actes sur les étiquettes des personnes."""

from collections.abc import Iterable

from django.db import models, transaction

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Etiquette, Personne

DROIT = "admin.ecriture"  # celui des listes de la maison
VIDE = "—"


@transaction.atomic
def creer_etiquette(*, par, libelle: str) -> Etiquette:
    """L'étiquette de ce nom, créée si elle manque, à la fin de la liste.

    Lève `AccesRefuse` sans le droit des listes de la maison, `Refus` si elle est désactivée.
    """
    exiger(par, DROIT)
    libelle = " ".join(libelle.split())
    if deja := Etiquette.objects.filter(libelle__iexact=libelle).order_by("pk").first():
        if not deja.is_active:
            raise Refus(f"L’étiquette « {deja} » est désactivée dans Admin.", champ="nouvelle_etiquette")
        return deja
    dernier = Etiquette.objects.aggregate(dernier=models.Max("rang"))["dernier"] or 0
    etiquette, creee = Etiquette.objects.get_or_create(libelle=libelle, defaults={"rang": dernier + 1})
    if creee:
        journaliser(par=par, acte=Acte.ETIQUETTE_CREEE, objet=etiquette, motif=libelle)
    return etiquette


def poser_etiquettes(par, personne: Personne, cles: Iterable[int], nouvelle: str = "") -> list[Changement]:
    """Remplace les étiquettes d'une personne et dit ce qui change ; `nouvelle` est créée et ajoutée.

    Une étiquette désactivée reste si elle y est déjà ; elle ne s'ajoute plus.
    """
    avant = set(personne.etiquettes.all())
    permises = Etiquette.objects.filter(models.Q(is_active=True) | models.Q(pk__in=[e.pk for e in avant]))
    apres = set(permises.filter(pk__in=list(cles)))
    if nouvelle.strip():
        apres.add(creer_etiquette(par=par, libelle=nouvelle))
    if avant == apres:
        return []
    personne.etiquettes.set(apres)
    return [Changement("etiquettes", "Étiquettes", _mots(avant), _mots(apres))]


def _mots(etiquettes: set[Etiquette]) -> str:
    return ", ".join(sorted(map(str, etiquettes))) or VIDE
