"""Aucune réponse ne porte de script ni de style en ligne : la politique de sécurité les bloquerait."""

from html.parser import HTMLParser

from django.http import HttpResponse

from .fautes import signaler

DONNEES = {"application/json", "text/template"}  # blocs de données : jamais exécutés


class Inspecteur(HTMLParser):
    """Relève les scripts et styles en ligne d'une page ou d'un fragment."""

    def __init__(self):
        super().__init__()
        self.fautes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        presents = dict(attrs)
        if tag == "script" and "src" not in presents and presents.get("type") not in DONNEES:
            self.fautes.append("<script> sans src")
        if tag == "style":
            self.fautes.append("<style>")
        for nom, valeur in attrs:
            self._attribut(tag, nom, valeur or "")

    def _attribut(self, tag: str, nom: str, valeur: str) -> None:
        if nom == "style" or nom.startswith(("on", "hx-on")):
            self.fautes.append(f'<{tag} {nom}="{valeur[:40]}">')
        if nom in ("href", "src", "action") and valeur.strip().lower().startswith("javascript:"):
            self.fautes.append(f"<{tag} {nom}> en javascript:")


def en_ligne(html: str) -> list[str]:
    """Ce que la page contient de script ou de style en ligne."""
    inspecteur = Inspecteur()
    inspecteur.feed(html)
    return inspecteur.fautes


class SansScriptEnLigne:
    """Intergiciel d'essai : inspecte chaque page HTML rendue."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        reponse = self.get_response(request)
        if not reponse.streaming and reponse.get("Content-Type", "").startswith("text/html"):
            for faute in en_ligne(reponse.content.decode(reponse.charset)):
                signaler(f"{request.path} : {faute}")
        return reponse
