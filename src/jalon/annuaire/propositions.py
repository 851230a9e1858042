"""Ce que l'autocomplétion propose : vingt fiches au plus, celles qui ont le rôle ou le type d'abord."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Case, Exists, OuterRef, QuerySet, SmallIntegerField, When

from jalon.socle.recherche_texte import cle_tri
from jalon.ui.reponses import Proposition

from .enums import RolePersonne, TypeSociete
from .models import Personne, RoleDePersonne, Societe, TypeDeSociete

LIMITE = 20
PARTS_FINANCEURS = {"financeurs": 10, "autres": 5, "personnes": 5}


def personnes(q: str, *, utilisateur, role: str = "") -> tuple[list[Proposition], bool]:
    """Les personnes que la saisie trouve, et s'il y en a d'autres. Sans saisie : les plus récentes.

    Avec un `role`, celles qui l'ont forment le premier groupe ; les autres restent à choisir. Deux requêtes.
    """
    trouvees = personnes_trouvees(q, utilisateur)
    if role not in RolePersonne:
        return _couper(_proposer_personne(p) for p in trouvees[: LIMITE + 1])
    a_le_role = Exists(RoleDePersonne.objects.filter(personne=OuterRef("pk"), role=role))
    return _en_deux(
        trouvees.filter(a_le_role),
        trouvees.exclude(a_le_role),
        _proposer_personne,
        (RolePersonne(role).pluriel, "Autres personnes"),
    )


def societes(q: str, *, utilisateur, type: str = "", strict: bool = False) -> tuple[list[Proposition], bool]:
    """Les sociétés que la saisie trouve ; `strict` ne propose que celles du `type` (C5). Deux requêtes au plus."""
    trouvees = societes_trouvees(q, utilisateur)
    if type not in TypeSociete:
        return _couper(_proposer_societe(s) for s in trouvees[: LIMITE + 1])
    a_le_type = Exists(TypeDeSociete.objects.filter(societe=OuterRef("pk"), type=type))
    if strict:
        return _couper(_proposer_societe(s) for s in trouvees.filter(a_le_type)[: LIMITE + 1])
    return _en_deux(
        trouvees.filter(a_le_type),
        trouvees.exclude(a_le_type),
        _proposer_societe,
        (TypeSociete(type).pluriel, "Autres sociétés"),
    )


def financeurs(q: str, *, utilisateur) -> tuple[list[Proposition], bool]:
    """Sociétés financeurs, puis autres sociétés, puis particuliers (B5).

    Les particuliers ne viennent que si l’on cherche. Trois requêtes au plus ; la valeur est « s12 » ou « p7 ».
    """
    est_financeur = Exists(TypeDeSociete.objects.filter(societe=OuterRef("pk"), type=TypeSociete.FINANCEUR))
    trouvees = societes_trouvees(q, utilisateur)
    groupes = [
        ("financeurs", trouvees.filter(est_financeur), _proposer_societe, "Financeurs"),
        ("autres", trouvees.exclude(est_financeur), _proposer_societe, "Autres sociétés"),
    ]
    if q.strip():
        groupes.append(("personnes", personnes_trouvees(q, utilisateur), _proposer_personne, "Particuliers"))
    lignes, suite = [], False
    for code, fiches, proposer, titre in groupes:
        part = list(fiches[: PARTS_FINANCEURS[code] + 1])
        suite = suite or len(part) > PARTS_FINANCEURS[code]
        lignes += [proposer(f, titre, f.cle_financeur) for f in part[: PARTS_FINANCEURS[code]]]
    return lignes, suite


def personnes_trouvees(q: str, utilisateur) -> QuerySet:
    """Les personnes visibles que la saisie trouve, prêtes pour `detail_personne`."""
    fiches = Personne.objects.visibles_par(utilisateur).actives().cherchees_par(utilisateur, q)
    fiches = fiches.with_details(utilisateur).select_related("employeur", "centre")
    return fiches.order_by(*_ordre(q))


def societes_trouvees(q: str, utilisateur) -> QuerySet:
    """Les sociétés visibles que la saisie trouve."""
    return Societe.objects.visibles_par(utilisateur).actives().cherchees(q).order_by(*_ordre(q))


def _ordre(q: str) -> tuple:
    """Ceux dont le nom commence par la saisie, puis les autres ; sans saisie, les plus récents."""
    if not q.strip():
        return ("-created_at", "-pk")
    commence = Case(When(cle_tri__startswith=cle_tri(q), then=0), default=1, output_field=SmallIntegerField())
    return (commence, "cle_tri", "pk")


def detail_personne(personne: Personne) -> str:
    """Nom de naissance, fonction, société, ville ; hors périmètre, société et centre (domaine, « Annuaire »)."""
    parties = (
        (personne.naissance_en_mots, personne.fonction, personne.employeur, personne.ville)
        if personne.is_detaillee
        else (personne.employeur, personne.centre)
    )
    return " · ".join(str(p) for p in parties if p)


def detail_societe(societe: Societe) -> str:
    """Nom commercial, ville, SIRET."""
    return " · ".join(p for p in (societe.nom_commercial, societe.ville, societe.numero) if p)


def _proposer_personne(personne: Personne, groupe: str = "", valeur: str = "") -> Proposition:
    return Proposition(valeur or personne.pk, str(personne), detail_personne(personne), groupe)


def _proposer_societe(societe: Societe, groupe: str = "", valeur: str = "") -> Proposition:
    return Proposition(valeur or societe.pk, societe.raison_sociale, detail_societe(societe), groupe)


def _en_deux(premieres, autres, proposer, titres: tuple[str, str]) -> tuple[list[Proposition], bool]:
    """Le premier groupe, complété par le second jusqu'à la limite."""
    debut = [proposer(f, titres[0]) for f in premieres[: LIMITE + 1]]
    reste = LIMITE + 1 - len(debut)
    fin = [proposer(f, titres[1]) for f in autres[:reste]] if reste else []
    return _couper(iter([*debut, *fin]))


def _couper(lignes: Iterator[Proposition]) -> tuple[list[Proposition], bool]:
    gardees = list(islice(lignes, LIMITE + 1))
    return gardees[:LIMITE], len(gardees) > LIMITE
