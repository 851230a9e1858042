"""Ce que l'autocomplétion dit d'une convention : ce qui reste, et pourquoi elle convient ou non (B1)."""

from jalon.socle.formats import montrer_date, montrer_duree, montrer_montant
from jalon.socle.recherche_texte import chercher
from jalon.ui.reponses import Proposition

from .enums import EtatConvention
from .models import Convention
from .queries import Besoin, Reste, actives_d_abord, par_convenance, reste_de, with_engagement

LIMITE = 20
SUGGEREES, AUTRES = "Suggérée pour ce dossier", "Autres conventions"
BIEN, GARE = "vert", "ambre"
ETATS = {EtatConvention.BROUILLON: "brouillon, à activer d’abord", EtatConvention.CLOSE: "close"}
Marque = tuple[str, str]


def conventions(q: str, *, utilisateur, besoin: Besoin | None) -> tuple[list[Proposition], bool]:
    """Vingt conventions au plus, celles qui conviennent d'abord, et s'il y en a d'autres. Une requête."""
    trouvees = chercher(Convention.objects.visibles_par(utilisateur), "texte_recherche", q)
    rangees = par_convenance(trouvees, besoin) if besoin else actives_d_abord(trouvees)
    lues = list(with_engagement(rangees.pour_liste(), sauf=besoin and besoin.dossier)[: LIMITE + 1])
    return [_proposer(c, besoin) for c in lues[:LIMITE]], len(lues) > LIMITE


def _proposer(convention: Convention, besoin: Besoin | None) -> Proposition:
    marques = _marques(convention, besoin)
    gare = any(ton == GARE for ton, _ in marques)
    return Proposition(
        convention.pk,
        str(convention),
        str(convention.financeur or ""),
        (AUTRES if gare else SUGGEREES) if besoin else "",
        marques=marques,
        cote=reste_en_mots(reste_de(convention)),
    )


def _marques(convention: Convention, besoin: Besoin | None) -> tuple[Marque, ...]:
    """Les raisons, ce qui ne va pas d'abord."""
    gares: list[Marque] = [(GARE, ETATS[convention.etat])] if convention.etat in ETATS else []
    if besoin is None:
        return tuple(gares)
    faits = [
        (convention.convient_prestation, "prestation" if besoin.prestation else "", "autre prestation"),
        (convention.convient_financeur, "financeur" if besoin.financeur else "", "autre financeur"),
        (convention.convient_periode, _periode_qui_va(convention), _periode_qui_ne_va_pas(convention, besoin)),
    ]
    gares += [(GARE, non) for convient, _, non in faits if not convient]
    return (*gares, *((BIEN, oui) for convient, oui, _ in faits if convient and oui))


def _periode_qui_va(convention: Convention) -> str:
    return f"période, jusqu’au {montrer_date(convention.date_fin)}" if convention.date_fin else "période"


def _periode_qui_ne_va_pas(convention: Convention, besoin: Besoin) -> str:
    if convention.date_fin and convention.date_fin < besoin.jour:
        return f"période finie le {montrer_date(convention.date_fin)}"
    return f"période à partir du {montrer_date(convention.date_debut)}"


def periode_en_mots(convention: Convention) -> str:
    """« 01/01/2026 – 31/12/2026 », « depuis le … », « jusqu’au … », ou une chaîne vide."""
    debut, fin = montrer_date(convention.date_debut), montrer_date(convention.date_fin)
    if debut and fin:
        return f"{debut} – {fin}"
    return f"depuis le {debut}" if debut else f"jusqu’au {fin}" if fin else ""


def reste_en_mots(reste: Reste) -> tuple[str, ...]:
    """« reste 312 h », « 23 400,00 € » : une ligne chacun, rien pour ce que la convention ne borne pas."""
    restes = [dit for dit in (montrer_duree(reste.minutes), montrer_montant(reste.montant)) if dit]
    return (f"reste {restes[0]}", *restes[1:]) if restes else ()
