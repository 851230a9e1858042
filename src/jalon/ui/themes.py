"""Thème clair, sombre ou du système : un témoin (cookie) lu par le serveur, aucun script en ligne."""

from django.http import HttpRequest

COOKIE = "jalon_theme"
UN_AN = 365 * 24 * 3600
THEMES = {"clair": "Clair", "sombre": "Sombre", "systeme": "Système"}
ATTRIBUTS = {"clair": "light", "sombre": "dark", "systeme": "light"}


def theme_de(request: HttpRequest) -> dict:
    """`theme` choisi (celui du système par défaut), et `theme_attribut` que porte la balise `html`."""
    choisi = request.COOKIES.get(COOKIE, "")
    theme = choisi if choisi in THEMES else "systeme"
    return {"theme": theme, "theme_attribut": ATTRIBUTS[theme], "themes": THEMES}
