"""Ce qu'impriment la feuille d'émargement et l'attestation d'assiduité (EM-01, EM-02, EM-05, EM-07)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance
from jalon.planning.queries import seances_du_dossier
from jalon.structure.fuseau import fuseau_de_la_maison
from jalon.structure.models import Reglages

from .enums import Moyen
from .heures import borner, heures_de
from .models import RegistreSeance, Sceau
from .pdf import image_en_ligne, rendre_pdf
from .queries import Attendu, attendus_de
from .rules.signatures import montrer_retard

Adresse = Callable[[str], str]
"""De la page de vérification d'un jeton, son adresse entière."""


@dataclass(frozen=True)
class Case:
    """Une signature imprimée : l'image ou la mention, l'heure, le moyen, le retard, l'empreinte courte."""

    ligne: Attendu
    image: str = ""
    mention: str = ""
    moyen: str = ""
    retard: str = ""


@dataclass(frozen=True)
class SeanceImprimee:
    """Une séance de la feuille, ses signatures, et ce qu'elle retient de ses sceaux."""

    seance: Seance
    animateurs: list[str]
    cases: list[Case]
    registre: RegistreSeance | None
    qr: str = ""

    @property
    def is_deux(self) -> bool:
        """Dit si l'on y signe par demi-journée."""
        return len({case.ligne.moment.code for case in self.cases}) > 1


def feuille_seance(seance: Seance, lignes: list[Attendu], *, adresse: Adresse, is_vierge: bool = False) -> bytes:
    """La feuille d'une séance : ses signataires tels que `page_de` les montre."""
    imprimees = _imprimer([seance], {seance.pk: lignes}, adresse, is_vierge)
    return rendre_pdf("emargement/pdf/feuille.html", _contexte(imprimees, is_vierge) | {"dossier": None})


def feuille_dossier(
    dossier: Dossier, *, du: date | None, au: date | None, adresse: Adresse, is_vierge: bool = False
) -> bytes:
    """La feuille d'un dossier sur une période : ses séances qui se signent, lui et leurs animateurs."""
    seances = list(borner(seances_du_dossier(dossier), "debut", du, au))[::-1]
    attendus = {pk: _du_dossier(lignes, dossier) for pk, lignes in attendus_de(seances).items()}
    imprimees = _imprimer([s for s in seances if attendus[s.pk]], attendus, adresse, is_vierge)
    contexte = _contexte(imprimees, is_vierge) | {"dossier": dossier, "du": du, "au": au}
    if not is_vierge:
        contexte["heures"] = heures_de(dossier, du, au)
    return rendre_pdf("emargement/pdf/feuille.html", contexte)


def attestation(dossier: Dossier, *, du: date | None, au: date | None) -> bytes:
    """L'attestation d'assiduité : les heures signées, les autres à part, mois par mois (EM-05, EM-06)."""
    heures = heures_de(dossier, du, au)
    mois: dict[date, dict[str, int]] = {}
    for ligne in heures.lignes:
        case = mois.setdefault(ligne.jour.replace(day=1), {"signees": 0, "validees": 0, "seances": 0})
        case["signees"] += ligne.signees
        case["validees"] += ligne.validees
        case["seances"] += 1
    contexte = _contexte([], is_vierge=False) | {
        "dossier": dossier,
        "du": du or (heures.lignes[0].jour if heures.lignes else None),
        "au": au or (heures.lignes[-1].jour if heures.lignes else None),
        "heures": heures,
        "mois": sorted(mois.items()),
        "nature": dossier.prestation.get_nature_display(),
    }
    return rendre_pdf("emargement/pdf/attestation.html", contexte)


def _du_dossier(lignes: list[Attendu], dossier: Dossier) -> list[Attendu]:
    return [li for li in lignes if li.participation is None or li.participation.dossier_id == dossier.pk]


def _contexte(imprimees: list[SeanceImprimee], is_vierge: bool) -> dict[str, Any]:
    maison = Reglages.courants()
    return {
        "maison": maison,
        "logo": image_en_ligne(bytes(maison.logo.contenu)) if maison.logo else "",
        "seances": imprimees,
        "is_vierge": is_vierge,
        "imprime_le": timezone.localtime(),
        "fuseau": fuseau_de_la_maison(),
    }


def _imprimer(
    seances: list[Seance], attendus: dict[int, list[Attendu]], adresse: Adresse, is_vierge: bool
) -> list[SeanceImprimee]:
    registres = {r.seance_id: r for r in RegistreSeance.objects.filter(seance__in=[s.pk for s in seances])}
    return [_seance(s, attendus[s.pk], registres.get(s.pk), adresse, is_vierge) for s in seances]


def _seance(
    seance: Seance, lignes: list[Attendu], registre: RegistreSeance | None, adresse: Adresse, is_vierge: bool
) -> SeanceImprimee:
    animateurs = [str(animation.personne) for animation in seance.animations.all()]
    if is_vierge:
        return SeanceImprimee(seance, animateurs, [Case(ligne) for ligne in lignes], None)
    qr = segno.make(adresse(registre.jeton), micro=False).svg_data_uri(border=1) if registre else ""
    return SeanceImprimee(seance, animateurs, [_case(ligne) for ligne in lignes], registre, qr)


def _case(ligne: Attendu) -> Case:
    sceau: Sceau | None = ligne.sceau
    contenu = getattr(sceau, "contenu", None)
    if sceau is None or contenu is None:
        return Case(ligne)
    if contenu.efface_at:
        return Case(ligne, mention=f"Contenu effacé le {timezone.localtime(contenu.efface_at):%d/%m/%Y}")
    donnees = json.loads(contenu.donnees)
    return Case(
        ligne,
        image=image_en_ligne(bytes(contenu.image)),
        mention=_mention(contenu.moyen, contenu.nom, donnees),
        moyen=contenu.get_moyen_display(),
        retard=montrer_retard(donnees.get("retard_minutes", 0)),
    )


def _mention(moyen: str, nom: str, donnees: dict[str, Any]) -> str:
    """Ce qui tient lieu de tracé."""
    if moyen == Moyen.PAPIER:
        return f"Signé sur papier, enregistré par {donnees.get('enregistre_par', '—')}"
    return f"« J’atteste » : {nom}"
