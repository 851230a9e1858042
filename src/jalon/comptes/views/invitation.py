"""La page publique d'une invitation : choisir son mot de passe, une fois."""

from allauth.account.forms import ResetPasswordKeyForm
from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import public
from jalon.socle.erreurs import Refus

from ..operations import accepter_invitation
from ..queries import invitation_valable


@csrf_exempt  # sans référent, le navigateur tait l'origine ; qui forge la demande aurait déjà le jeton
@sensitive_post_parameters()
@sensitive_variables("jeton")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def invitation(request: HttpRequest, jeton: str) -> HttpResponse:
    """Un lien faux, usé, expiré ou révoqué rend les mêmes octets ; nulle autre page n'apprend l'adresse."""
    reponse = consume_or_429(request, app="allauth.account", action="invitation", limit_get=True)
    reponse = reponse or _choisir(request, jeton)
    reponse.headers["Referrer-Policy"] = "no-referrer"
    return reponse


def _choisir(request: HttpRequest, jeton: str) -> HttpResponse:
    trouvee = invitation_valable(jeton)
    if trouvee is None:
        return _perimee(request)
    form = ResetPasswordKeyForm(request.POST or None, user=trouvee.utilisateur)
    if request.method == "POST" and form.is_valid():
        try:
            accepter_invitation(jeton=jeton, mot_de_passe=form.cleaned_data["password1"])
        except Refus:
            return _perimee(request)
        messages.success(request, "Votre mot de passe est choisi : connectez-vous.")
        return redirect("account_login")
    contexte = {"form": form, "compte": trouvee.utilisateur}
    return render(request, "comptes/invitation.html", contexte, status=422 if form.errors else 200)


def _perimee(request: HttpRequest) -> HttpResponse:
    return render(request, "comptes/invitation_perimee.html", status=404)
