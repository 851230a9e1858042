"""À qui écrire quand un événement survient : les personnes que le dossier nomme. Pur."""

ROLES: dict[str, str] = {
    "conseiller": "Conseiller référent",
    "gestionnaire": "Gestionnaire du dossier",
    "beneficiaire": "Bénéficiaire",
    "prescripteur": "Prescripteur",
    "tuteur": "Tuteur",
    "contact_gestionnaire": "Gestionnaire chez le client",
}
