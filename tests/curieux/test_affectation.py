"""Affectation de masse (S11) : un champ que le formulaire ne montre pas ne s'écrit pas, d'où qu'il vienne."""

from urllib.parse import urlencode

import pytest
from django.apps import apps

from tests.balayage import Visiteur

from .ecrits import ecrits
from .recolte import Envoi
from .requetes import recolter

# nom contenu dans le champ → de quoi le remplir quand la page le laisse vide
REMPLIR = (
    ("date", "03/12/2026"), ("heure_fin", "12:00"), ("heure", "10:00"), ("courriel", "essai@exemple.fr"),
    ("debut", "10:00"),
    ("fin", "11:00"), ("duree", "1h00"), ("minutes", "1h00"), ("montant", "10,00"), ("taux", "10"),
    ("telephone", "0199001122"), ("site", ""), ("recherche", ""), ("TOTAL_FORMS", "0"),
)  # fmt: skip
VALEURS_EN_TROP = ("1", "on", "2020-01-01", "termine")


def noms_des_champs() -> set[str]:
    """Chaque champ de chaque modèle de la maison, tel qu'un formulaire pourrait le nommer."""
    modeles = [m for m in apps.get_models() if m.__module__.startswith("jalon.")]
    noms = {f.name for m in modeles for f in m._meta.get_fields()} | {
        f.attname for m in modeles for f in m._meta.concrete_fields
    }
    return noms | {"est_superutilisateur", "is_staff", "is_superuser"}


def remplis(envoi: Envoi) -> dict[str, str]:
    """Le formulaire tel que la page le donne, ses champs vides remplis de quoi passer."""
    return {nom: valeurs[0] or _de_quoi(nom, valeurs) for nom, valeurs in envoi.champs.items()}


def _de_quoi(nom: str, valeurs: list[str]) -> str:
    if len(valeurs) > 1:
        return valeurs[1]
    return next((valeur for motif, valeur in REMPLIR if motif in nom), "Essai")


def en_trop(envoi: Envoi) -> dict[str, str]:
    """Tous les champs du produit que ce formulaire n'a pas, nus et sous le préfixe du formulaire."""
    prefixes = {""} | {nom.rsplit("-", 1)[0] + "-" for nom in envoi.champs if "-" in nom}
    noms = sorted({prefixe + nom for prefixe in prefixes for nom in noms_des_champs()} - set(envoi.champs))
    return {nom: VALEURS_EN_TROP[rang % len(VALEURS_EN_TROP)] for rang, nom in enumerate(noms)}


@pytest.mark.lent
def test_un_champ_en_trop_ne_s_ecrit_pas(essais):
    visiteur = Visiteur(essais.maison.admin)
    saisies = [e for e in recolter(essais, visiteur) if e.methode == "post" and len(e.champs) > 1]
    ecrivent, ecarts = 0, []
    for envoi in saisies:
        propre = remplis(envoi)
        simple = ce_qui_s_ecrit(visiteur, envoi.adresse, propre)
        force = ce_qui_s_ecrit(visiteur, envoi.adresse, en_trop(envoi) | propre)
        ecrivent += bool(simple)
        if simple != force:
            ecarts.append(f"{envoi.adresse} : {[ecrit for ecrit in force if ecrit not in simple][:3]}")
    assert not ecarts, "\n".join(ecarts)
    assert ecrivent > len(saisies) // 4, "trop de formulaires refusés pour prouver quelque chose"


def ce_qui_s_ecrit(visiteur: Visiteur, adresse: str, donnees: dict[str, str]) -> list[tuple[str, str]]:
    with ecrits() as releves:
        reponse = visiteur.demander(adresse, urlencode(donnees))
    if reponse.streaming:
        b"".join(reponse.streaming_content)  # lu jusqu'au bout, le fichier se ferme
    return releves
