"""Écrans Admin de la structure."""
