"""Jalon : le dossier, du premier contact au dernier paiement."""

__version__ = "0.1.0"
