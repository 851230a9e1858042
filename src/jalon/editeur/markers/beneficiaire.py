"""Famille « bénéficiaire » : la personne accompagnée."""

from collections.abc import Callable
from typing import Any

from jalon.annuaire.models import Personne
from jalon.socle.formats import montrer_telephone

from ..enums import Famille, Nature
from ..registres import Marqueur
from .commun import en_lignes, marqueur, ordonner


def _m(nom: str, libelle: str, sens: str, lire: Callable[[Personne], Any], **options: Any) -> Marqueur:
    code = f"beneficiaire.{nom}"
    return marqueur(
        code, libelle, sens, lambda dossier: lire(dossier.beneficiaire), famille=Famille.BENEFICIAIRE, **options
    )


MARQUEURS = ordonner(
    [
        _m("nom_complet", "Civilité, nom et prénom", "« Mme MARTIN Claire »", lambda p: p.nom_complet),
        _m("civilite", "Civilité", "« Mme », « M. », ou rien", lambda p: p.get_civilite_display()),
        _m("nom", "Nom", "Le nom d’usage", lambda p: p.nom),
        _m("prenom", "Prénom", "Le prénom", lambda p: p.prenom),
        _m("nom_naissance", "Nom de naissance", "Le nom de naissance, s’il est connu", lambda p: p.nom_naissance),
        _m("date_naissance", "Date de naissance", "Sa date de naissance", lambda p: p.date_naissance,
           nature=Nature.DATE),
        _m("lieu_naissance", "Lieu de naissance", "Son lieu de naissance", lambda p: p.lieu_naissance,
           confidentiel=True),
        _m("nationalite", "Nationalité", "Sa nationalité", lambda p: p.nationalite, confidentiel=True),
        _m("adresse_complete", "Adresse complète", "Son adresse, sur plusieurs lignes", en_lignes),
        _m("adresse", "Adresse", "Numéro et voie", lambda p: p.adresse),
        _m("complement_adresse", "Complément d’adresse", "Bâtiment, étage", lambda p: p.complement_adresse),
        _m("code_postal", "Code postal", "Son code postal", lambda p: p.code_postal),
        _m("ville", "Ville", "Sa ville", lambda p: p.ville),
        _m("pays", "Pays", "Son pays, s’il est écrit", lambda p: p.pays),
        _m("courriel", "Courriel", "Son adresse de courriel", lambda p: p.courriel),
        _m("telephone", "Téléphone", "Le mobile, à défaut le fixe", lambda p: montrer_telephone(p.telephone)),
        _m("fonction", "Fonction", "Sa fonction chez son employeur", lambda p: p.fonction),
        _m("situation", "Situation professionnelle", "Sa situation, telle que la fiche la dit",
           lambda p: p.situation_professionnelle, confidentiel=True),
        _m("identifiant_france_travail", "Identifiant France Travail", "Son identifiant chez France Travail",
           lambda p: p.identifiant_france_travail),
    ],
    100,
)  # fmt: skip
