"""Où en est le premier démarrage."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.urls import reverse

from jalon.comptes.models import Utilisateur
from jalon.comptes.registres import ECRANS_ADMIN

from .enums import EtatEtape
from .models import EtapePassee
from .registres import ETAPES, Etape
from .rules import CompteAdmin, etat_etape

ADMINISTRER = "admin.ecriture"


@dataclass(frozen=True)
class EtapeSituee:
    """Une étape, son état, et l'adresse où elle se fait."""

    etape: Etape
    etat: EtatEtape
    url: str

    @property
    def is_finie(self) -> bool:
        return self.etat != EtatEtape.A_FAIRE


def etapes_de(utilisateur: Any) -> list[EtapeSituee]:
    """Les étapes et leur état, dans l'ordre. Une requête."""
    etapes = [(etape, ecran) for etape in ETAPES if (ecran := ECRANS_ADMIN.obtenir(etape.ecran))]
    questions = {f"faite_{etape.code}": Exists(etape.faits()) for etape, _ in etapes}
    questions |= {f"passee_{e.code}": Exists(EtapePassee.objects.filter(code=e.code)) for e, _ in etapes}
    reponses = Utilisateur.objects.filter(pk=utilisateur.pk).values(**questions).get()
    return [EtapeSituee(etape, _etat(reponses, etape.code), reverse(ecran.url_name)) for etape, ecran in etapes]


def _etat(reponses: dict[str, bool], code: str) -> EtatEtape:
    return etat_etape(reponses[f"faite_{code}"], reponses[f"passee_{code}"])


def avancement(etapes: list[EtapeSituee]) -> dict[str, Any]:
    """Ce que montre la page : les étapes, combien sont finies, la prochaine."""
    return {
        "etapes": etapes,
        "finies": sum(situee.is_finie for situee in etapes),
        "prochaine": next((situee for situee in etapes if not situee.is_finie), None),
    }


def comptes_admin() -> list[CompteAdmin]:
    """Tous les comptes, vus par la commande d'installation. Une requête."""
    comptes = Utilisateur.objects.pour_connexion().order_by("pk")
    return [
        CompteAdmin(u.courriel, u.is_active, u.a_le_droit(ADMINISTRER), u.has_usable_password()) for u in comptes
    ]
