"""`jalon verifier emargements` : recalcule la chaîne de chaque séance signée."""

from collections.abc import Iterator

from jalon.planning.models import Seance
from jalon.socle.controles import Controle, Ecart

from .models import RegistreSeance, Sceau
from .queries import verifier_chaine


def verifier_emargements() -> Iterator[Ecart]:
    """Un écart par sceau altéré ou manquant ; un contenu effacé par règle n'en est pas un."""
    registres = {registre.seance_id: registre for registre in RegistreSeance.objects.order_by("seance")}
    signees = set(Sceau.objects.order_by().values_list("seance", flat=True).distinct())
    noms = Seance.objects.select_related("action").in_bulk(signees | set(registres))
    for pk in sorted(signees | set(registres)):
        sceaux = Sceau.objects.filter(seance=pk).avec_contenu().order_by("rang")
        for verdict in verifier_chaine(registres.get(pk), sceaux):
            if verdict.is_faute:
                yield Ecart(str(noms[pk]), f"signature {verdict.rang} : {verdict.phrase}")


CONTROLE = Controle("emargements", "Émargements", verifier_emargements, ordre=50)
