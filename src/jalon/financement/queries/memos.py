"""Les mémos d'une convention."""

from jalon.memos.models import Memo

from ..models import Convention


def nombre_memos(convention: Convention, utilisateur) -> int:
    """Combien de mémos de cette convention la personne peut lire. Une requête."""
    return Memo.objects.visibles_par(utilisateur).filter(lien_convention__convention=convention).count()
