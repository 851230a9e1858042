"""Les doublons de l'annuaire : des paires de fiches qui se ressemblent, et ce qu'on en a décidé."""
