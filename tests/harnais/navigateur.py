"""Le navigateur des parcours : Chromium de Debian, piloté par Playwright, et l'examen d'accessibilité axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from .fautes import signaler

DEPOT = Path(__file__).resolve().parents[2]
AXE = DEPOT / "node_modules" / "axe-core" / "axe.min.js"
CAPTURES = DEPOT / "rapports" / "captures"
BUREAU = {"width": 1440, "height": 900}
DELAI = 10_000  # millisecondes
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PAGE_POSEE = """async () => {
    const limite = Date.now() + 2000;
    const ECHANGE = ".htmx-request, .htmx-settling, .htmx-added";
    const trame = () => new Promise((fini) => requestAnimationFrame(fini));
    const bouge = () => document.getAnimations().some((animation) => animation.playState === "running"
        && animation.effect.getComputedTiming().endTime !== Infinity);
    for (let calmes = 0; calmes < 3 && Date.now() < limite;) {
        await trame();
        calmes = document.querySelector(ECHANGE) || bouge() ? 0 : calmes + 1;
    }
}"""
GRAVES = ("serious", "critical")
BRUIT = "Failed to load resource"  # Chromium le dit de chaque 404 ou 422, même attendu


@pytest.fixture(scope="session")
def navigateur(django_db_setup) -> Iterator:
    """Un Chromium pour toute la session."""
    from playwright.sync_api import sync_playwright

    contenu = getattr(connection, "_test_serialized_contents", None)

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright tient une boucle dans le fil des essais
    programme = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        if contenu:  # Playwright tient une boucle : Django y ouvre une autre connexion, sans ce qu'il avait retenu
            connection._test_serialized_contents = contenu
        chromium = playwright.chromium.launch(executable_path=programme, args=OPTIONS)
        yield chromium
        chromium.close()


def _ecouter(page) -> None:
    """Une erreur de script, ou un refus de la politique de sécurité, est une faute."""
    page.on("pageerror", lambda erreur: signaler(f"erreur de script : {erreur}"))
    page.on(
        "console",
        lambda message: (
            message.type == "error" and BRUIT not in message.text and signaler(f"console : {message.text}")
        ),
    )


@pytest.fixture
def nouvelle_page(navigateur, live_server, request) -> Iterator[Callable]:
    """Ouvre des pages, chacune dans sa propre session ; `nouvelle_page(largeur=390, hauteur=844)`.

    Une capture va dans rapports/captures quand l'essai échoue.
    """
    contextes = []

    def ouvrir(largeur: int = BUREAU["width"], hauteur: int = BUREAU["height"], **options):
        contexte = navigateur.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": largeur, "height": hauteur},
            reduced_motion="reduce",
            **options,
        )
        contexte.set_default_timeout(DELAI)
        contextes.append(contexte)
        page = contexte.new_page()
        _ecouter(page)
        return page

    yield ouvrir
    echec = getattr(request.node, "rapport", None)
    for rang, contexte in enumerate(contextes):
        if echec and echec.failed:
            _capturer(contexte, f"{request.node.name}-{rang}")
        contexte.close()


def _capturer(contexte, nom: str) -> None:
    CAPTURES.mkdir(parents=True, exist_ok=True)
    propre = "".join(lettre if lettre.isalnum() else "-" for lettre in nom)[:120]
    for page in contexte.pages:
        page.screenshot(path=CAPTURES / f"{propre}.png", full_page=True)


@pytest.fixture
def page(nouvelle_page):
    """Une page à la largeur du bureau (1440 px), sur le serveur vivant : `page.goto("/")`."""
    return nouvelle_page()


@pytest.fixture
def telephone(nouvelle_page):
    """Une page à la largeur d'un téléphone (390 px), au doigt."""
    return nouvelle_page(largeur=390, hauteur=844, has_touch=True, is_mobile=True)


@pytest.fixture(scope="session")
def _source_axe() -> str:
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def axe(_source_axe) -> Callable:
    """`axe(page)` échoue à la moindre violation « serious » ou « critical » ; rend les autres, pour mémoire."""

    def examiner(page) -> list[dict]:
        page.evaluate(PAGE_POSEE)  # à mi-fondu, un texte manque de contraste
        page.evaluate(_source_axe)
        violations = page.evaluate("async () => (await axe.run(document)).violations")
        graves = [violation for violation in violations if violation["impact"] in GRAVES]
        assert not graves, f"axe, {page.url} :\n" + "\n".join(map(_decrire, graves))
        return violations

    return examiner


def _decrire(violation: dict) -> str:
    cibles = [" ".join(map(str, noeud["target"])) for noeud in violation["nodes"]]
    return f"- {violation['id']} ({violation['impact']}) : {violation['help']} → {' | '.join(cibles[:5])}"
