"""Les écrans du dossier, un fichier par écran."""
