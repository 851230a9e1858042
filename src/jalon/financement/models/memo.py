"""Un mémo sur une convention : la ligne qui les lie (les mémos ne connaissent pas la convention)."""

from django.db import models

from jalon.memos.models import Memo

from .convention import Convention


class ConventionMemo(models.Model):
    """Ce mémo porte sur cette convention."""

    memo = models.OneToOneField(Memo, models.CASCADE, related_name="lien_convention")
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="memos")

    class Meta:
        verbose_name = "mémo d’une convention"
        verbose_name_plural = "mémos d’une convention"

    def __str__(self) -> str:
        return f"{self.memo} · {self.convention}"
