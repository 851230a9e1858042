"""Le harnais : ce que tout essai vérifie en plus de ce qu'il affirme (architecture, « Harness »)."""
