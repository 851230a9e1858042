"""Entrer, et ne plus entrer : mot de passe oublié, désactivation."""

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest

from jalon.ui.formulaires import ChampTexte, FormulaireJalon

from ..courriels import rappeler_invitation


class MotDePasseOublieForm(ResetPasswordForm):
    """Un compte invité n'a pas de mot de passe à oublier : on n'y entre que par son invitation."""

    def save(self, request: HttpRequest, **kwargs) -> str:
        invites = [utilisateur for utilisateur in self.users if not utilisateur.has_usable_password()]
        if not invites:
            return super().save(request, **kwargs)
        for utilisateur in invites:
            rappeler_invitation(utilisateur)
        return self.cleaned_data["email"]


class DesactivationForm(FormulaireJalon):
    """Pourquoi ce compte se ferme : le journal et la fiche le gardent."""

    motif = ChampTexte(
        label="Motif", max_length=200, largeur=12, help_text="Départ, changement de poste, absence longue…"
    )
