"""La teinte d'une séance, d'après son action."""

TONS = {"preliminaire": "prelim", "investigation": "invest", "conclusions": "concl"}
TELEPHONE = "telephone"


def ton_de(phase: str, nature: str) -> str:
    """Le téléphone a la sienne ; sinon celle de la phase du bilan, l'investigation par défaut."""
    return "tel" if nature == TELEPHONE else TONS.get(phase, "invest")
