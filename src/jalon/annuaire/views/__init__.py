"""Écrans de l'annuaire, un fichier par écran."""
