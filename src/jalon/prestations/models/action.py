"""L'action : ce qui se fait dans une séance. Une même action sert à plusieurs prestations."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from jalon.socle.champs import ChampMinutes
from jalon.socle.models import Horodate, Versionne
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche

from ..enums import Couleur, NatureAction, Phase


class ActionQuerySet(models.QuerySet):
    def visibles_par(self, utilisateur: Any) -> Self:
        """Le catalogue se lit par qui lit les dossiers, ou l'administration."""
        permis = utilisateur.a_le_droit("dossiers.lecture") or utilisateur.a_le_droit("admin.lecture")
        return self if permis else self.none()

    def actives(self) -> Self:
        return self.filter(is_active=True)


class Action(Horodate, Versionne):
    """Un entretien, un atelier, un temps de travail personnel. Ses réglages valent dans toutes les prestations."""

    libelle = models.CharField(
        "libellé", max_length=120, unique=True, error_messages={"unique": "Une action porte déjà ce libellé."}
    )
    minutes = ChampMinutes("durée d’une séance")
    nature = models.CharField("nature", max_length=20, choices=NatureAction, default=NatureAction.FACE_A_FACE)
    phase = models.CharField("phase du bilan", max_length=15, choices=Phase, blank=True)
    couleur = models.CharField("couleur", max_length=10, choices=Couleur, default=Couleur.INFO)
    is_facturable = models.BooleanField("facturable", default=True)
    is_facturable_si_absent = models.BooleanField("facturable si absent sans excuse", default=False)
    is_emargee_beneficiaire = models.BooleanField("émargement du bénéficiaire", default=True)
    is_emargee_animateur = models.BooleanField("émargement de l’animateur", default=True)
    is_terminale = models.BooleanField("termine la prestation", default=False)
    is_active = models.BooleanField("proposée", default=True)
    cle_tri = ChampCleTri()
    texte_recherche = ChampTexteRecherche()

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action"
        verbose_name_plural = "actions"
        ordering = ["cle_tri", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_facturable=True) | Q(is_facturable_si_absent=False),
                name="action_absence_facturable_si_facturable",
                violation_error_message="Une action qui ne se facture pas ne se facture pas non plus à l’absent.",
            )
        ]

    def __str__(self) -> str:
        return self.libelle

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.cle_tri = cle_tri(self.libelle)
        self.texte_recherche = texte_recherche(self.libelle, self.get_nature_display(), self.get_phase_display())
        super().save(*args, **kwargs)

    @property
    def emargement(self) -> str:
        """« bénéficiaire et animateur », « bénéficiaire », « animateur » ou « aucun »."""
        signent = (self.is_emargee_beneficiaire, self.is_emargee_animateur)
        qui = [mot for mot, signe in zip(("bénéficiaire", "animateur"), signent, strict=True) if signe]
        return " et ".join(qui) or "aucun"
