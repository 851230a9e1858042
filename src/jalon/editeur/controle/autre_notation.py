"""La notation du produit de référence, `{d.benef.nom}`, acceptée pour les valeurs simples de cinq familles."""

import re

AUTRE = re.compile(r"\{d\.([^{}]*)\}")
NON_REPRIS = "« {ecrit} » n’est pas repris : cherchez son équivalent dans la liste des marqueurs."

_ADRESSE = {"adresse": "adresse", "cp": "code_postal", "codepostal": "code_postal", "ville": "ville"}
_JOINDRE = {
    "email": "courriel",
    "mail": "courriel",
    "courriel": "courriel",
    "telephone": "telephone",
    "tel": "telephone",
    "mobile": "telephone",
    "portable": "telephone",
}
_NOMS = {"nom": "nom", "prenom": "prenom", "nomcomplet": "nom_complet"}


def _sous(famille: str, champs: dict[str, str]) -> dict[str, str]:
    return {champ: f"{famille}.{code}" for champ, code in champs.items()}


TABLE: dict[str, dict[str, str]] = {
    "benef": _sous(
        "beneficiaire",
        _NOMS
        | _ADRESSE
        | _JOINDRE
        | {
            "civilite": "civilite",
            "nomnaissance": "nom_naissance",
            "nomjeunefille": "nom_naissance",
            "datenaissance": "date_naissance",
            "lieunaissance": "lieu_naissance",
            "nationalite": "nationalite",
            "fonction": "fonction",
            "situation": "situation",
            "identifiantpe": "identifiant_france_travail",
            "identifiant": "identifiant_france_travail",
        },
    ),
    "dossier": {
        "prestation": "prestation.intitule",
        "financeur": "financement.financeur",
        "convention": "financement.convention",
        "montant": "financement.montant",
        "duree": "financement.heures",
        "heures": "financement.heures",
    }
    | _sous(
        "dossier",
        {
            "numero": "numero",
            "statut": "statut",
            "etat": "statut",
            "datedebut": "date_entree",
            "dateentree": "date_entree",
            "datefin": "date_fin_previsionnelle",
            "datesortie": "date_sortie",
            "numerocommande": "numero_commande",
            "lieu": "lieu",
        },
    ),
    "seance": _sous(
        "seance",
        {
            "date": "date",
            "jour": "jour_semaine",
            "heure": "debut",
            "heuredebut": "debut",
            "heurefin": "fin",
            "duree": "duree",
            "lieu": "lieu",
            "salle": "lieu",
            "adresse": "adresse",
            "action": "action",
            "intitule": "action",
            "etat": "etat",
            "animateur": "animateurs",
            "lien": "visio",
        },
    ),
    "conseiller": _sous("conseiller", _NOMS | _JOINDRE | {"fonction": "fonction", "titres": "titres"}),
    "structure": _sous(
        "structure",
        _JOINDRE
        | {
            "nom": "nom",
            "raisonsociale": "nom",
            "adresse": "adresse_en_ligne",
            "cp": "code_postal",
            "codepostal": "code_postal",
            "ville": "ville",
            "siret": "siret",
            "nda": "numero_declaration_activite",
            "numeroactivite": "numero_declaration_activite",
            "site": "site_web",
            "formejuridique": "forme_juridique",
        },
    ),
}


def traduire(interieur: str) -> str | None:
    """« benef.nom » donne « {{ beneficiaire.nom }} » ; None pour ce qui n'est pas repris (boucles, formats…)."""
    famille, _, champ = interieur.strip().partition(".")
    cle = champ.lower().replace("_", "").replace("-", "")
    code = TABLE.get(famille.lower(), {}).get(cle)
    return f"{{{{ {code} }}}}" if code else None
