"""Les outils d'une liste inscrite : colonnes, vues enregistrées, export, actes par lot.

Chaque outil reçoit `retour`, l'adresse de la page d'où l'on vient : elle porte la recherche, les filtres et
l'ordre, et c'est là qu'on revient.
"""
