"""Les cinq profils livrés (domaine, « Structure, comptes »)."""

from .enums import DROITS, ZONES, PerimetreAgendas, PerimetreDossiers

_TERRAIN = [
    f"{zone}.ecriture"
    for zone in ("annuaire", "dossiers", "documents", "memos", "planning", "emargement", "financement")
]
_LECTURES = [f"{zone}.lecture" for zone in ZONES if zone not in ("admin", "facturation")]

PROFILS = [
    {
        "code": "conseiller",
        "libelle": "Conseiller",
        "droits": _TERRAIN,
        "perimetre_dossiers": PerimetreDossiers.EQUIPES,
        "agendas_lecture": PerimetreAgendas.EQUIPES,
        "agendas_ecriture": PerimetreAgendas.MIEN,
    },
    {
        "code": "gestionnaire",
        "libelle": "Gestionnaire",
        "droits": [
            *_TERRAIN,
            "facturation.ecriture",
            "pilotage.lecture",
            "dossiers.changer_beneficiaire",
            "dossiers.changer_prestation",
            "dossiers.exporter",
            "annuaire.exporter",
            "financement.exporter",
        ],
        "perimetre_dossiers": PerimetreDossiers.EQUIPES,
        "agendas_lecture": PerimetreAgendas.EQUIPES,
        "agendas_ecriture": PerimetreAgendas.EQUIPES,
    },
    {
        "code": "responsable",
        "libelle": "Responsable",
        "droits": [
            *_TERRAIN,
            "facturation.ecriture",
            "pilotage.ecriture",
            "dossiers.changer_beneficiaire",
            "dossiers.changer_prestation",
            "dossiers.rouvrir_dossier",
            "dossiers.exporter",
            "annuaire.exporter",
            "financement.exporter",
            "financement.depasser_convention",
            "financement.changer_tva",
            "planning.accepter_conflit",
            "annuaire.fusionner",
        ],
        "perimetre_dossiers": PerimetreDossiers.EQUIPES,
        "agendas_lecture": PerimetreAgendas.EQUIPES,
        "agendas_ecriture": PerimetreAgendas.EQUIPES,
    },
    {
        "code": "administrateur",
        "libelle": "Administrateur",
        "droits": [code for code in DROITS if not code.endswith(".lecture")],
        "perimetre_dossiers": PerimetreDossiers.MAISON,
        "agendas_lecture": PerimetreAgendas.TOUS,
        "agendas_ecriture": PerimetreAgendas.TOUS,
    },
    {
        "code": "consultation",
        "libelle": "Consultation",
        "droits": _LECTURES,
        "perimetre_dossiers": PerimetreDossiers.MAISON,
        "agendas_lecture": PerimetreAgendas.TOUS,
        "agendas_ecriture": PerimetreAgendas.MIEN,
    },
]
