"""Lire un courriel enregistré (.eml) et en composer un : expéditeur, date, objet, texte, pièces jointes (F5)."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.utils import format_datetime, make_msgid, parsedate_to_datetime
from html.parser import HTMLParser
from itertools import islice

from jalon.socle.formats import nettoyer_texte

TEXTE_MAX = 100_000  # caractères gardés
PARTIES_MAX = 200
ENTETE_MAX = 1000
SANS_TEXTE = {"script", "style", "head", "title"}
LIGNES = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote"}


@dataclass(frozen=True)
class CourrielLu:
    """Ce qu'un courriel dit ; `pieces_jointes` : leurs noms."""

    expediteur: str
    destinataires: str
    objet: str
    texte: str
    horodatage: datetime | None = None
    pieces_jointes: tuple[str, ...] = ()


def lire_courriel(contenu: bytes) -> CourrielLu | None:
    """Lit les octets d'un .eml ; None s'il n'a ni expéditeur ni objet. Ne lève rien, quoi qu'il contienne."""
    try:
        message = email.message_from_bytes(contenu, policy=email.policy.default)
        expediteur, objet = _entete(message, "From"), _entete(message, "Subject")
        if not expediteur and not objet:
            return None
        destinataires = ", ".join(p for p in (_entete(message, "To"), _entete(message, "Cc")) if p)
        return CourrielLu(expediteur, destinataires, objet, _texte(message), _date(message), _jointes(message))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        return None


def composer_courriel(*, expediteur: str, destinataires: str, objet: str, texte: str, instant: datetime) -> bytes:
    """Les octets d'un .eml de texte seul, tel qu'un logiciel de courrier le rouvre."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"] = _ligne(expediteur), _ligne(destinataires)
    message["Subject"], message["Date"] = _ligne(objet), format_datetime(instant)
    message["Message-ID"] = make_msgid(domain="jalon.invalid")
    message.set_content(texte)
    return message.as_bytes()


def _ligne(texte: str) -> str:
    return " ".join(nettoyer_texte(texte).split())


def _entete(message: Message, nom: str) -> str:
    return _ligne(str(message[nom] or ""))[:ENTETE_MAX]


def _date(message: Message) -> datetime | None:
    try:
        lue = parsedate_to_datetime(str(message["Date"]))
        return lue if lue.tzinfo else lue.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _parties(message: Message) -> list[Message]:
    return [partie for partie in islice(message.walk(), PARTIES_MAX) if not partie.is_multipart()]


def _texte(message: Message) -> str:
    """Le texte brut ; à défaut, celui de la partie HTML, balises retirées."""
    for genre in ("text/plain", "text/html"):
        for partie in _parties(message):
            if partie.get_content_type() == genre and not partie.get_filename():
                lu = _decoder(partie)
                return nettoyer_texte(lu if genre == "text/plain" else _sans_balises(lu)).strip()[:TEXTE_MAX]
    return ""


def _decoder(partie: Message) -> str:
    octets = partie.get_payload(decode=True) or b""
    try:
        return octets.decode(partie.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return octets.decode("utf-8", "replace")


def _jointes(message: Message) -> tuple[str, ...]:
    noms = (partie.get_filename() for partie in _parties(message))
    return tuple(_ligne(nom)[:200] for nom in noms if nom)


class _Texte(HTMLParser):
    """Garde le texte d'une page, une ligne par bloc ; rien de ce qui s'exécute."""

    def __init__(self) -> None:
        super().__init__()
        self.morceaux: list[str] = []
        self.tus = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tus += tag in SANS_TEXTE
        if tag in LIGNES:
            self.morceaux.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.tus = max(0, self.tus - (tag in SANS_TEXTE))

    def handle_data(self, data: str) -> None:
        if not self.tus:
            self.morceaux.append(data)


def _sans_balises(html: str) -> str:
    lecteur = _Texte()
    lecteur.feed(html)
    lignes = (" ".join(ligne.split()) for ligne in "".join(lecteur.morceaux).splitlines())
    return "\n".join(ligne for ligne in lignes if ligne)
