"""Le planning : séances, présences, occupation des personnes, des salles et des ressources."""
