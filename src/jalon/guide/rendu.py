"""D'un texte Markdown à du HTML sûr : titres avec ancre, liens et images ramenés aux adresses du produit."""

import re
from collections.abc import Iterator

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

BALISES = {
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "img", "br", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTS = {"a": {"href"}, "img": {"src", "alt"}, "h2": {"id"}, "h3": {"id"}}
PAGE = re.compile(r"^([a-z0-9-]+)\.md(#.*)?$")
IMAGE = re.compile(r"^\.\./images/([a-z0-9-]+\.png)$")

AVANT, APRES = re.compile(r" (?=[:;?!»%€])"), re.compile(r"(?<=«) ")
INSECABLE = "\u00a0"

_lecteur = MarkdownIt("commonmark", {"html": False}).enable("table")


def ancre(titre: str) -> str:
    """L'ancre d'un titre, comme les forges la calculent : le même lien marche dans le dépôt et dans le produit."""
    return re.sub(r"[^\w\- ]", "", titre.lower()).replace(" ", "-")


def lire(texte: str) -> list[Token]:
    """Les jetons du texte, sans son titre de premier niveau ; titres ancrés, liens et images du produit."""
    jetons = _sans_titre(_lecteur.parse(texte))
    for rang, jeton in enumerate(jetons):
        if jeton.type == "heading_open":
            jeton.attrSet("id", ancre(jetons[rang + 1].content))
    for jeton in _internes(jetons):
        _adresser(jeton)
        _lier(jeton)
    return jetons


def rendre(jetons: list[Token]) -> SafeString:
    """Le HTML, réduit aux balises permises : un guide ne porte ni style, ni script, ni cadre."""
    html = _lecteur.renderer.render(jetons, _lecteur.options, {})
    return mark_safe(nh3.clean(html, tags=BALISES, attributes=ATTRIBUTS))  # noqa: S308 (assaini par nh3)


def titres(jetons: list[Token]) -> list[tuple[str, str]]:
    """Les parties de la page : (ancre, titre) de chaque titre de second niveau."""
    return [
        (jeton.attrGet("id"), _mots(jetons[rang + 1]))
        for rang, jeton in enumerate(jetons)
        if jeton.type == "heading_open" and jeton.tag == "h2"
    ]


def mots(jetons: list[Token]) -> str:
    """Le texte seul, pour la recherche."""
    return " ".join(_mots(jeton) for jeton in jetons if jeton.type == "inline")


def premier_paragraphe(jetons: list[Token]) -> str:
    suites = zip(jetons, jetons[1:], strict=False)
    return next((_mots(corps) for debut, corps in suites if debut.type == "paragraph_open"), "")


def _mots(jeton: Token) -> str:
    return " ".join("".join(_texte(enfant) for enfant in jeton.children or []).split())


def _texte(jeton: Token) -> str:
    return " " if jeton.type == "softbreak" else "" if jeton.type == "image" else jeton.content


def _sans_titre(jetons: list[Token]) -> list[Token]:
    return jetons[3:] if jetons and jetons[0].type == "heading_open" and jetons[0].tag == "h1" else jetons


def _internes(jetons: list[Token]) -> Iterator[Token]:
    for jeton in jetons:
        yield from jeton.children or []


def _lier(jeton: Token) -> None:
    """Une ligne ne commence pas par « : », ni ne finit par un guillemet ouvert."""
    if jeton.type == "text":
        jeton.content = APRES.sub(INSECABLE, AVANT.sub(INSECABLE, jeton.content))


def _adresser(jeton: Token) -> None:
    if jeton.type == "link_open" and (trouve := PAGE.match(str(jeton.attrGet("href")))):
        jeton.attrSet("href", reverse("guide:page", args=[trouve[1]]) + (trouve[2] or ""))
    elif jeton.type == "image" and (trouve := IMAGE.match(str(jeton.attrGet("src")))):
        jeton.attrSet("src", reverse("guide:image", args=[trouve[1]]))
