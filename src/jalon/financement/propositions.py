"""Ce que l'autocomplétion dit d'une convention : ce qui reste, et pourquoi elle convient ou non (B1)."""

from datetime import date

from jalon.dossiers.models import Dossier
from jalon.socle.formats import montrer_date, montrer_duree, montrer_montant
from jalon.socle.recherche_texte import chercher
from jalon.ui.reponses import Proposition

from .enums import EtatConvention
from .models import Convention
from .queries import Reste, actives_d_abord, par_convenance, reste_de, with_engagement

LIMITE = 20
SUGGEREES, AUTRES = "Suggérée pour ce dossier", "Autres conventions"


def conventions(q: str, *, utilisateur, dossier: Dossier | None, jour: date) -> tuple[list[Proposition], bool]:
    """Vingt conventions au plus, celles qui conviennent au dossier d'abord, et s'il y en a d'autres.

    Trois requêtes au plus. `jour` : aujourd'hui.
    """
    trouvees = chercher(Convention.objects.visibles_par(utilisateur), "texte_recherche", q)
    rangees = par_convenance(trouvees, dossier, jour) if dossier else actives_d_abord(trouvees)
    lues = list(with_engagement(rangees.pour_liste(), sauf=dossier)[: LIMITE + 1])
    return [_proposer(c, dossier) for c in lues[:LIMITE]], len(lues) > LIMITE


def _proposer(convention: Convention, dossier: Dossier | None) -> Proposition:
    obstacles = _obstacles(convention, dossier)
    parties = [str(convention.financeur or ""), *obstacles, _reste_en_mots(reste_de(convention))]
    if not obstacles and convention.date_fin:
        parties.insert(1, f"jusqu’au {montrer_date(convention.date_fin)}")
    groupe = (AUTRES if obstacles else SUGGEREES) if dossier else ""
    return Proposition(convention.pk, str(convention), " · ".join(p for p in parties if p), groupe)


def _obstacles(convention: Convention, dossier: Dossier | None) -> list[str]:
    """Ce qui fait qu'on ne la suggère pas, en quelques mots."""
    etat = {EtatConvention.BROUILLON: "brouillon, à activer d’abord", EtatConvention.CLOSE: "close"}
    obstacles = [etat[convention.etat]] if convention.etat in etat else []
    if dossier is None:
        return obstacles
    faits = (
        (convention.convient_prestation, "autre prestation"),
        (convention.convient_financeur, "autre financeur"),
        (convention.convient_periode, f"hors période ({periode_en_mots(convention)})"),
    )
    return obstacles + [phrase for convient, phrase in faits if not convient]


def periode_en_mots(convention: Convention) -> str:
    """« 01/01/2026 – 31/12/2026 », « depuis le … », « jusqu’au … », ou une chaîne vide."""
    debut, fin = montrer_date(convention.date_debut), montrer_date(convention.date_fin)
    if debut and fin:
        return f"{debut} – {fin}"
    return f"depuis le {debut}" if debut else f"jusqu’au {fin}" if fin else ""


def _reste_en_mots(reste: Reste) -> str:
    restes = [montrer_duree(reste.minutes), montrer_montant(reste.montant)]
    dits = " et ".join(r for r in restes if r)
    return f"reste {dits}" if dits else ""
