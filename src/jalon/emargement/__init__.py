"""Émargement : qui a signé quoi, quand, comment ; la preuve et sa vérification (F4, EM-01 à EM-08)."""
