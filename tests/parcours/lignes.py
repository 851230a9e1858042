"""Chaque ligne des exigences, et les parcours qui la prouvent (exigences, « Proof »).

`test_lignes.py` échoue si une ligne livrée n'a pas de parcours, si un parcours cité n'existe plus ou ne cite plus
la ligne ; `conftest.py` fait échouer un parcours cité que l'on saute.
"""

A_VENIR: dict[str, str] = {}

PREMIER_CHEMIN = "test_page_entiere.test_le_premier_chemin"
CHERCHER = "test_acceder.test_on_trouve_un_dossier_et_on_le_consulte"
FINANCEMENT = "test_financement.test_le_financement_se_saisit_et_se_relit"
REPARTITION = "test_financement.test_les_cofinanceurs_se_partagent_le_total"
FINANCEMENT_CLAVIER = "test_clavier.test_le_financement_au_clavier"
CONTACTS = "test_contacts.test_les_contacts_se_choisissent_et_se_relisent"
CONTACTS_CLAVIER = "test_clavier.test_les_contacts_au_clavier"
DATES = "test_dates_et_objectifs.test_les_dates_se_saisissent_se_relisent_et_se_marquent"
DATES_CLAVIER = "test_clavier.test_les_dates_au_clavier"
OBJECTIFS = "test_dates_et_objectifs.test_les_objectifs_des_trois_familles"
OBJECTIFS_CLAVIER = "test_clavier.test_les_objectifs_au_clavier"
OUVERTURE = "test_nouveau_dossier.test_depuis_production_un_double_clic_n_ouvre_qu_un_dossier"
OUVERTURE_FICHE = "test_nouveau_dossier.test_depuis_la_fiche_le_beneficiaire_est_deja_choisi"
CONFLIT = "test_a_plusieurs.test_sur_le_meme_bloc_la_seconde_voit_ce_qui_a_change_et_garde_sa_saisie"
EVENEMENTS = "test_evenements.test_declencher_confirmer_modifier_annuler"
CLOTURE = "test_evenements.test_cloturer_puis_rouvrir_au_clavier"
SEANCES = "test_seances.test_planifier_reporter_retablir_et_relire_au_calendrier"
MEMOS = "test_memos.test_un_memo_s_ecrit_se_relit_et_garde_l_ancien_texte"
MEMOS_FICHES = "test_memos.test_un_memo_se_pose_sur_une_fiche_et_une_convention"
MEMOS_CLAVIER = "test_memos.test_un_memo_au_clavier"
RELANCES = "test_memos.test_une_relance_se_confie_se_reporte_et_se_fait"
SANS_DROIT = (
    "test_droits_et_actes.test_sans_le_droit_le_champ_est_montre_verrouille_et_une_requete_forgee_ne_change_rien"
)

DOCUMENTS = "test_documents.test_les_documents_se_deposent_se_regardent_se_remplacent"

PARCOURS: dict[str, tuple[str, ...]] = {
    "A1": (CHERCHER, PREMIER_CHEMIN),
    "A2": (CHERCHER, "test_acceder.test_les_filtres_se_cumulent_et_restent_dans_l_adresse"),
    "A3": (CHERCHER, PREMIER_CHEMIN),
    "A4": (CHERCHER, "test_acceder.test_chaque_onglet_se_consulte_sans_champ"),
    "A5": ("test_acceder.test_la_fiche_du_beneficiaire_mene_au_dossier_et_le_fil_y_ramene", OUVERTURE_FICHE),
    "B1": (FINANCEMENT, FINANCEMENT_CLAVIER),
    "B2": ("test_financement.test_une_convention_se_cree_depuis_le_dossier_et_revient_choisie",),
    "B3": (FINANCEMENT, "test_financement.test_un_dossier_qui_sort_du_cadre_le_dit"),
    "B4": (FINANCEMENT, FINANCEMENT_CLAVIER),
    "B5": (FINANCEMENT, FINANCEMENT_CLAVIER),
    "B6": (FINANCEMENT,),
    "B7": (REPARTITION, FINANCEMENT_CLAVIER),
    "B8": (REPARTITION, FINANCEMENT_CLAVIER),
    "B9": (FINANCEMENT, PREMIER_CHEMIN),
    "B10": (FINANCEMENT, "test_financement.test_forfait_et_tarif_horaire_s_excluent"),
    "B11": ("test_financement.test_forfait_et_tarif_horaire_s_excluent",),
    "C1": (CONTACTS, CONTACTS_CLAVIER),
    "C2": (CONTACTS, CONTACTS_CLAVIER),
    "C3": (CONTACTS, CONTACTS_CLAVIER),
    "C4": (CONTACTS, PREMIER_CHEMIN),
    "C5": (CONTACTS,),
    "D1": (DATES, DATES_CLAVIER),
    "D2": (DATES, DATES_CLAVIER),
    "D3": (CLOTURE,),
    "E1": (OBJECTIFS, OBJECTIFS_CLAVIER),
    "E2": (OBJECTIFS, OBJECTIFS_CLAVIER),
    "E3": (OBJECTIFS,),
    "E4": (CLOTURE,),
    "F1": ("test_acceder.test_chaque_onglet_se_consulte_sans_champ",),
    "F5": (DOCUMENTS,),
    "F6": (
        DOCUMENTS,
        "test_documents.test_supprimer_va_a_la_corbeille_et_se_restaure",
        "test_documents.test_des_fichiers_laches_sur_un_autre_onglet_et_un_reseau_coupe",
        "test_documents.test_un_document_confidentiel_ne_se_voit_que_des_siens",
        "test_documents.test_deposer_au_clavier",
    ),
    "F2": (SEANCES,),
    "F3": (SEANCES,),
    "F4": (
        SEANCES,
        "test_seances.test_valider_une_absence_puis_corriger_puis_annuler_une_autre",
        "test_seances.test_un_moment_pris_se_nomme_et_la_saisie_reste",
        "test_seances.test_repeter_montre_la_liste_avant_de_creer",
        "test_emargement.test_signer_au_trace_puis_faire_signer_l_animateur",
        "test_emargement.test_au_clavier_on_atteste_et_on_ne_signe_pas_deux_fois",
        "test_emargement.test_corriger_une_seance_signee_annule_et_redemande",
    ),
    "F7": (EVENEMENTS,),
    "F8": (EVENEMENTS,),
    "F9": (MEMOS, MEMOS_FICHES, RELANCES),
    "F10": (MEMOS, "test_memos.test_un_memo_prive_reste_a_son_auteur", MEMOS_CLAVIER),
    "G1": (
        PREMIER_CHEMIN,
        CONFLIT,
        "test_quatre_minutes.test_un_dossier_ouvert_et_complet_en_moins_de_quatre_minutes",
    ),
    "G2": (SANS_DROIT, "test_droits_et_actes.test_avec_le_droit_on_change_le_beneficiaire_et_la_prestation"),
    "H1": (OUVERTURE, OUVERTURE_FICHE),
    "H2": ("test_memos.test_ajouter_un_memo_sur_chaque_onglet",),
    "H3": (OUVERTURE_FICHE,),
    "H4": (
        "test_ecarts.test_l_ecart_est_nomme_et_mene_ou_il_se_regle",
        "test_ecarts.test_la_convention_nomme_l_ecart_et_mene_a_son_dossier",
    ),
    "I1": (
        "test_guides.test_chaque_onglet_mene_a_son_guide",
        "test_guides.test_un_bloc_mene_a_sa_page_meme_pendant_la_saisie",
        "test_guides.test_une_liste_le_sommaire_et_les_pages_voisines",
        "test_guides.test_le_champ_du_haut_trouve_un_guide_et_sa_partie",
    ),
}
AU_CLAVIER = {"Financement": "B", "Contacts": "C", "Dates clés": "D", "Objectifs": "E"}


def prouve(parcours: str) -> list[str]:
    """Les lignes que prouve ce parcours (« test_fichier.test_nom »)."""
    return [ligne for ligne, noms in PARCOURS.items() if parcours in noms]


def refuser_un_saut(rapport, parcours: str) -> None:
    """Change en échec le rapport d'un parcours sauté, s'il prouve une ligne."""
    if rapport.skipped and (prouvees := prouve(parcours)):
        rapport.outcome = "failed"
        rapport.longrepr = f"Parcours sauté, alors qu'il prouve {', '.join(prouvees)}."
