"""Lier un mémo à une convention, dans la transaction de l'acte qui l'ajoute."""

from jalon.memos.models import Memo

from ..models import Convention, ConventionMemo


def lier_memo(*, memo: Memo, convention: Convention) -> ConventionMemo:
    """Attache un mémo neuf à sa convention ; l'acte `ajouter_memo` garde, journalise et annonce."""
    return ConventionMemo.objects.create(memo=memo, convention=convention)
