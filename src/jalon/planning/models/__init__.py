from .occupation import Occupation
from .seance import Animation, ChangementEtat, Participation, Seance

__all__ = ["Animation", "ChangementEtat", "Occupation", "Participation", "Seance"]
