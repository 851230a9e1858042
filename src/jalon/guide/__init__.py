"""Les guides de l'utilisateur, lus dans le produit."""
