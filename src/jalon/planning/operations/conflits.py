"""Occuper un moment : nommer les conflits, les accepter avec le droit et un motif."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.journal.operations import journaliser
from jalon.socle.erreurs import Refus
from jalon.structure.models import Centre, Lieu, Ressource

from ..enums import Acte, EtatSeance, NatureOccupation
from ..models import Occupation, Seance
from ..queries import chevauchements, fermetures_le, places_prises

DROIT_ACCEPTER = "planning.accepter_conflit"


@dataclass(frozen=True)
class Conflit:
    """Un conflit en une phrase ; `cle` vaut « jour » pour un jour fermé."""

    cle: str
    phrase: str


class ConflitAgenda(Refus):
    """Le moment est pris. `conflits` les nomme ; `can_accepter` dit si l'utilisateur peut passer outre."""

    def __init__(self, conflits: list[Conflit], *, can_accepter: bool, manque_motif: bool = False) -> None:
        super().__init__(
            " ".join(conflit.phrase for conflit in conflits), champ="motif_conflit" if manque_motif else None
        )
        self.conflits = conflits
        self.can_accepter = can_accepter
        self.manque_motif = manque_motif


@dataclass(frozen=True)
class Besoin:
    """Ce que la séance occupe : la clé, ce que c'est, son nom, si elle l'occupe seule, et les places prises."""

    cle: str
    nature: str
    nom: str
    is_exclusive: bool = True
    places: int = 1
    capacite: int | None = None


def besoins_de(seance: Seance) -> list[Besoin]:
    """Animateurs, bénéficiaires des dossiers non annulés, lieu, ressources. Quatre requêtes."""
    animations = seance.animations.select_related("personne").order_by("rang")
    suivies = seance.participations.filter(dossier__annule_at__isnull=True)
    return besoins_parmi(
        [animation.personne for animation in animations],
        [suivie.dossier.beneficiaire for suivie in suivies.select_related("dossier__beneficiaire")],
        seance.lieu,
        seance.ressources.order_by("pk"),
    )


def besoins_parmi(
    animateurs: Iterable[Personne], beneficiaires: Iterable[Personne], lieu: Lieu | None,
    ressources: Iterable[Ressource] = (),
) -> list[Besoin]:  # fmt: skip
    """Ce qu'occupe une séance de ces personnes, dans ce lieu. Aucune requête."""
    besoins: dict[str, Besoin] = {}
    beneficiaires = list(beneficiaires)
    for personne in animateurs:
        cle = f"p{personne.pk}"
        besoins[cle] = Besoin(cle, NatureOccupation.ANIMATEUR, str(personne))
    for personne in beneficiaires:
        cle = f"p{personne.pk}"
        besoins.setdefault(cle, Besoin(cle, NatureOccupation.BENEFICIAIRE, str(personne)))
    if lieu:
        besoins[f"l{lieu.pk}"] = _besoin_lieu(lieu, len(beneficiaires))
    for ressource in ressources:
        besoins[f"r{ressource.pk}"] = _besoin_ressource(ressource)
    return list(besoins.values())


def _besoin_lieu(lieu: Lieu, participants: int) -> Besoin:
    partage = lieu.is_partageable
    places = max(participants, 1)
    return Besoin(
        f"l{lieu.pk}", NatureOccupation.LIEU, str(lieu), not partage, places, lieu.capacite if partage else None
    )


def _besoin_ressource(ressource: Ressource) -> Besoin:
    partage = ressource.is_partageable
    capacite = ressource.quantite if partage else None
    return Besoin(f"r{ressource.pk}", NatureOccupation.RESSOURCE, str(ressource), not partage, 1, capacite)


def conflits_de(seance: Seance, besoins: Iterable[Besoin], *, par, centre: Centre | None) -> list[Conflit]:
    """Tout ce qui s'oppose à la séance à ce moment : jour fermé, personnes et lieux pris, places qui manquent."""
    besoins = list(besoins)
    jour = seance.jour
    conflits = [Conflit("jour", f"Fermé le {jour:%d/%m/%Y} : {nom}.") for nom in fermetures_le(jour, centre)]
    exclusifs = {besoin.cle: besoin for besoin in besoins if besoin.is_exclusive}
    pris = list(chevauchements(exclusifs, seance.debut, seance.fin, sauf=seance))
    lisibles = set(
        Seance.objects.lisibles_par(par).filter(pk__in=[o.seance_id for o in pris]).values_list("pk", flat=True)
    )
    for occupation in pris:
        phrase = _phrase(exclusifs[occupation.cle], occupation, lisible=occupation.seance_id in lisibles)
        conflits.append(Conflit(occupation.cle, phrase))
    return conflits + [conflit for besoin in besoins if (conflit := _manque_de_place(seance, besoin))]


def _phrase(besoin: Besoin, occupation: Occupation, *, lisible: bool) -> str:
    debut, fin = timezone.localtime(occupation.debut), timezone.localtime(occupation.fin)
    quoi = f" ({occupation.seance.nom})" if lisible else ""
    etat = "déjà pris" if besoin.nature in (NatureOccupation.LIEU, NatureOccupation.RESSOURCE) else "occupé"
    return f"{besoin.nom} : {etat} le {debut:%d/%m/%Y} de {debut:%H:%M} à {fin:%H:%M}{quoi}."


def _manque_de_place(seance: Seance, besoin: Besoin) -> Conflit | None:
    """Sous verrou du lieu ou de la ressource : deux séances n'y prennent pas la dernière place ensemble."""
    if besoin.capacite is None:
        return None
    modele = Lieu if besoin.nature == NatureOccupation.LIEU else Ressource
    modele.objects.select_for_update(of=("self",)).get(pk=int(besoin.cle[1:]))
    prises = places_prises(besoin.cle, seance.debut, seance.fin, sauf=seance)
    if prises + besoin.places <= besoin.capacite:
        return None
    libres = max(besoin.capacite - prises, 0)
    return Conflit(
        besoin.cle, f"{besoin.nom} : {libres} place(s) libre(s) sur {besoin.capacite}, il en faut {besoin.places}."
    )


def occuper(seance: Seance, *, par, motif_conflit: str = "", sujets: Iterable = ()) -> None:
    """Repose les occupations de la séance, en vigueur si elle est programmée ou réalisée.

    Lève `ConflitAgenda` si le moment est pris et que l'utilisateur n'a pas le droit d'accepter, ou n'a pas dit
    pourquoi. Deux demandes simultanées ne passent pas toutes les deux, sur aucun des deux moteurs.
    """
    Occupation.objects.filter(seance=seance).delete()
    besoins = besoins_de(seance)
    conflits = conflits_de(seance, besoins, par=par, centre=_centre(seance)) if _a_verifier(seance) else []
    if conflits:
        _accepter(conflits, par=par, motif=motif_conflit)
    acceptes = {conflit.cle for conflit in conflits}
    _ecrire(occupation(seance, besoin, motif_conflit, is_derogation=besoin.cle in acceptes) for besoin in besoins)
    if conflits:
        for sujet in sujets or [seance]:
            phrase = " ".join(conflit.phrase for conflit in conflits)
            journaliser(
                par=par, acte=Acte.CONFLIT_ACCEPTE, objet=seance, sujet=sujet, motif=f"{motif_conflit} ({phrase})"
            )


def occupation(seance: Seance, besoin: Besoin, motif: str = "", *, is_derogation: bool = False) -> Occupation:
    """La ligne de ce besoin, en vigueur si la séance n'est ni annulée ni reportée."""
    return Occupation(
        seance=seance, cle=besoin.cle, nature=besoin.nature, debut=seance.debut, fin=seance.fin,
        is_active=not seance.is_annulee, is_exclusive=besoin.is_exclusive, places=besoin.places,
        is_derogation=is_derogation, motif=motif if is_derogation else "",
    )  # fmt: skip


def _a_verifier(seance: Seance) -> bool:
    """Une séance tenue a eu lieu : on ne lui cherche plus de conflit."""
    return seance.etat == EtatSeance.PROGRAMMEE


def _centre(seance: Seance) -> Centre | None:
    if seance.lieu:
        return seance.lieu.centre
    participation = seance.participations.select_related("dossier__centre").order_by("pk").first()
    return participation.dossier.centre if participation else None


def _accepter(conflits: list[Conflit], *, par, motif: str) -> None:
    can_accepter = par.a_le_droit(DROIT_ACCEPTER)
    if not can_accepter or not motif.strip():
        raise ConflitAgenda(conflits, can_accepter=can_accepter, manque_motif=can_accepter)


def _ecrire(occupations: Iterable[Occupation]) -> None:
    """PostgreSQL tranche entre deux demandes simultanées : la seconde apprend que c'est pris."""
    try:
        with transaction.atomic():
            Occupation.objects.bulk_create(occupations)
    except IntegrityError as erreur:
        if "occupation_exclusive" not in str(erreur):
            raise
        pris = Conflit("", "Ce moment vient d’être pris par une autre personne : choisissez-en un autre.")
        raise ConflitAgenda([pris], can_accepter=False) from erreur
