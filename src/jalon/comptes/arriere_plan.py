"""Authentification : celle d'allauth, qui lit l'utilisateur avec son profil et son centre."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import Utilisateur


class ArrierePlan(AuthenticationBackend):
    """Une requête par page pour savoir qui est là et ce qu'il peut."""

    def get_user(self, user_id: int) -> Utilisateur | None:
        utilisateur = Utilisateur.objects.pour_connexion().filter(pk=user_id).first()
        return utilisateur if utilisateur and self.user_can_authenticate(utilisateur) else None
