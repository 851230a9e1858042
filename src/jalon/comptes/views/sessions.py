"""« Mon compte » : où l'on est connecté, et le fermer ailleurs."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jalon.socle.acces import connecte

from ..operations import fermer_autres_sessions, fermer_session
from ..queries import session_de


@require_POST
@connecte
def fermer(request: HttpRequest, pk: int) -> HttpResponse:
    """Fermer une de ses sessions ; celle d'un autre est absente. Fermer la sienne mène à la connexion."""
    session = session_de(request.user, pk)
    if session is None:
        raise Http404
    fermer_session(par=request.user, session=session)
    if session.session_key == request.session.session_key:
        logout(request)
    messages.success(request, "Session fermée.")
    return redirect("mon_compte")


@require_POST
@connecte
def fermer_les_autres(request: HttpRequest) -> HttpResponse:
    nombre = fermer_autres_sessions(par=request.user, cle=request.session.session_key)
    s = "s" if nombre > 1 else ""
    phrase = (
        f"{nombre} session{s} fermée{s} : seule celle-ci reste ouverte." if nombre else "Aucune autre session."
    )
    messages.success(request, phrase)
    return redirect("mon_compte")
