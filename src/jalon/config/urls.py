"""Adresses du produit : des noms français, un préfixe par pièce."""

from django.urls import include, path

urlpatterns = [
    path("", include("jalon.accueil.urls")),
    path("", include("jalon.comptes.urls")),
    path("", include("jalon.comptes.urls_droits")),
    path("", include("jalon.dossiers.urls")),
    path("", include("jalon.editeur.urls_generation")),
    path("", include("jalon.documents.urls")),
    path("", include("jalon.editeur.urls")),
    path("", include("jalon.financement.urls")),
    path("", include("jalon.planning.urls")),
    path("", include("jalon.emargement.urls")),
    path("", include("jalon.emargement.urls_liens")),
    path("", include("jalon.portail.urls")),
    path("", include("jalon.memos.urls")),
    path("", include("jalon.socle.urls")),
    path("annuaire/", include("jalon.annuaire.urls")),
    path("admin/", include("jalon.prestations.urls")),
    path("admin/", include("jalon.comptes.urls_admin")),
    path("", include("jalon.structure.urls")),
    path("", include("jalon.journal.urls")),
    path("recherche/", include("jalon.recherche.urls")),
    path("guide/", include("jalon.guide.urls")),
    path("premier-demarrage/", include("jalon.installation.urls")),
    path("ui/", include("jalon.ui.urls")),
]

handler400 = "jalon.socle.erreurs.mauvaise_requete"
handler403 = "jalon.socle.erreurs.interdit"
handler404 = "jalon.socle.erreurs.absent"
handler500 = "jalon.socle.erreurs.panne"
