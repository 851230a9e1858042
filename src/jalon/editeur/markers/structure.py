"""Famille « structure » : la maison, son centre, ses mentions, le jour."""

from collections.abc import Callable
from typing import Any

from jalon.dossiers.models import Dossier
from jalon.socle.formats import montrer_telephone
from jalon.structure.models import Reglages
from jalon.structure.queries import regime_tva_au

from ..enums import ContexteModele, Famille, Nature
from ..registres import Marqueur
from .commun import en_lignes, marqueur, ordonner


def reglages(lecture) -> Reglages:
    """Les réglages de la maison. Une requête, une fois."""
    return lecture.lire("reglages", Reglages.courants)


def _m(nom: str, libelle: str, sens: str, lire: Callable[[Reglages], Any], nature: str = Nature.TEXTE) -> Marqueur:
    return Marqueur(
        f"structure.{nom}", libelle, sens, Famille.STRUCTURE, "",
        lambda objet, lecture: lire(reglages(lecture)), nature=nature,
    )  # fmt: skip


def _centre(nom: str, libelle: str, sens: str, lire: Callable[[Any], Any]) -> Marqueur:
    def valeur(dossier: Dossier) -> Any:
        return lire(dossier.centre) if dossier.centre else ""

    return marqueur(
        f"centre.{nom}", libelle, sens, valeur, famille=Famille.STRUCTURE, contexte=ContexteModele.DOSSIER
    )


def _mention_tva(objet: Any, lecture) -> str:
    regime = lecture.lire("tva", lambda: regime_tva_au(lecture.jour))
    return regime.mention if regime else ""


def _empreinte(lus: Reglages) -> str:
    """L'empreinte du logo : le moteur la remplace par l'image."""
    return lus.logo.empreinte if lus.logo else ""


MARQUEURS = ordonner(
    [
        _m("nom", "Nom de la structure", "Sa raison sociale", lambda r: r.raison_sociale),
        _m("forme_juridique", "Forme juridique", "Sa forme juridique", lambda r: r.forme_juridique),
        _m("siret", "SIRET", "Son SIRET", lambda r: r.siret_lisible),
        _m("numero_declaration_activite", "Déclaration d’activité", "Son numéro de déclaration d’activité",
           lambda r: r.nda_lisible),
        _m("adresse_complete", "Adresse complète", "Son adresse, sur plusieurs lignes", en_lignes),
        _m("adresse_en_ligne", "Adresse sur une ligne", "Son adresse, sur une ligne",
           lambda r: r.adresse_en_ligne),
        _m("code_postal", "Code postal", "Son code postal", lambda r: r.code_postal),
        _m("ville", "Ville", "Sa ville : « Fait à … »", lambda r: r.ville),
        _m("telephone", "Téléphone", "Son téléphone", lambda r: montrer_telephone(r.telephone)),
        _m("courriel", "Courriel", "Son courriel", lambda r: r.courriel),
        _m("site_web", "Site web", "Son site", lambda r: r.site_web),
        _m("mentions", "Mentions", "Les mentions de pied de page", lambda r: r.mentions),
        _m("couleur", "Couleur principale", "« #0f5a75 »", lambda r: r.couleur_principale),
        _m("logo", "Logo", "L’image du logo", _empreinte, Nature.IMAGE),
        Marqueur("structure.mention_tva", "Mention de TVA", "Ce que le régime du jour fait écrire",
                 Famille.STRUCTURE, "", _mention_tva),
        Marqueur("jour", "Date du jour", "Le jour où le document est généré", Famille.STRUCTURE, "",
                 lambda objet, lecture: lecture.jour, nature=Nature.DATE),
        _centre("nom", "Centre", "Le centre du dossier", lambda c: c.libelle),
        _centre("adresse_complete", "Adresse du centre", "Son adresse, sur plusieurs lignes", en_lignes),
        _centre("ville", "Ville du centre", "Sa ville", lambda c: c.ville),
        _centre("telephone", "Téléphone du centre", "Son téléphone", lambda c: montrer_telephone(c.telephone)),
        _centre("courriel", "Courriel du centre", "Son courriel", lambda c: c.courriel),
    ],
    900,
)  # fmt: skip
