from .lien import JetonSalle, LienSignature
from .preuve import Contenu, RegistreSeance, Sceau, nouveau_jeton

__all__ = ["Contenu", "JetonSalle", "LienSignature", "RegistreSeance", "Sceau", "nouveau_jeton"]
