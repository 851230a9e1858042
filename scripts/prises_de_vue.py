"""Photographie le produit qui répond à l'adresse donnée ; lancé par captures.py dans l'environnement Python.

Chaque vue part d'une session neuve, se connecte comme une personne le ferait, et montre le dossier de la vitrine.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
POIDS_MAX = 200 * 1024  # octets par image
VITRINE = "martin claire"
COURRIEL, MOT_DE_PASSE = "{}@demo.example.org", "demonstration"
BUREAU, TELEPHONE = (1440, 900), (390, 844)
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--force-color-profile=srgb", "--hide-scrollbars"]
DELAI = 15_000  # millisecondes


Cadrage = Callable[[Page], None]


@dataclass(frozen=True)
class Prise:
    """Une image : son nom, ce qu'il faut ouvrir, qui regarde (None : personne), et la taille de l'écran."""

    nom: str
    cadrer: Cadrage
    compte: str | None = "conseiller"
    ecran: tuple[int, int] = BUREAU


def page(adresse: str) -> Cadrage:
    """Ouvre une adresse telle quelle."""
    return lambda vue: vue.goto(adresse)


def _dossier_vitrine(vue: Page) -> str:
    """L'adresse du dossier que la démonstration met en vitrine, trouvé comme une personne le cherche."""
    vue.goto(f"/production/?q={VITRINE.replace(' ', '+')}")
    return vue.locator("#dossiers a[href^='/dossiers/'][href$='/']").first.get_attribute("href")


def dossier(suite: str = "") -> Cadrage:
    """Ouvre le dossier de la vitrine, ou une de ses pages (`financement/`, `modifier/`…)."""
    return lambda vue: vue.goto(_dossier_vitrine(vue) + suite)


def recherche(saisie: str) -> Cadrage:
    """Tape dans le champ du bandeau, au clavier, depuis l'accueil."""

    def cadrer(vue: Page) -> None:
        vue.goto("/")
        vue.keyboard.press("/")
        vue.keyboard.type(saisie, delay=20)
        vue.locator("#recherche-resultats a").first.wait_for()

    return cadrer


PRISES = (
    Prise("connexion", page("/connexion/"), None),
    Prise("accueil", page("/")),
    Prise("production", page("/production/")),
    Prise("dossier", dossier()),
    Prise("dossier-modifier", dossier("modifier/")),
    Prise("financement", dossier("financement/")),
    Prise("financement-modifier", dossier("financement/modifier/")),
    Prise("seances", dossier("seances/")),
    Prise("documents", dossier("documents/")),
    Prise("evenements", dossier("evenements/")),
    Prise("agenda", page("/agenda/")),
    Prise("guide", page("/guide/")),
    Prise("historique", dossier("historique/")),
    Prise("nouveau-dossier", page("/dossiers/nouveau/")),
    Prise("recherche", recherche("martin")),
    Prise("annuaire", page("/annuaire/personnes/")),
    Prise("conventions", page("/admin/conventions/"), "gestionnaire"),
    Prise("administration", page("/admin/"), "administrateur"),
    Prise("connexion-telephone", page("/connexion/"), None, TELEPHONE),
    Prise("production-telephone", page("/production/"), ecran=TELEPHONE),
    Prise("dossier-telephone", dossier(), ecran=TELEPHONE),
    Prise("financement-telephone", dossier("financement/"), ecran=TELEPHONE),
)


def se_connecter(vue: Page, compte: str) -> None:
    vue.goto("/connexion/")
    vue.locator("input[type=email]").fill(COURRIEL.format(compte))
    vue.locator("input[type=password]").fill(MOT_DE_PASSE)
    vue.locator("form:has(input[type=password]) [type=submit]").click()
    vue.wait_for_url(lambda adresse: "/connexion/" not in adresse)


def alleger(fichier: Path) -> int:
    """Réduit l'image à 256 couleurs, sans trame ; rend son poids en octets."""
    with Image.open(fichier) as image:
        reduite = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    reduite.save(fichier, optimize=True)
    return fichier.stat().st_size


def photographier(navigateur: Browser, adresse: str, prise: Prise) -> int:
    """Prend une image et rend son poids en octets."""
    largeur, hauteur = prise.ecran
    contexte = navigateur.new_context(
        base_url=adresse,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": largeur, "height": hauteur},
        has_touch=prise.ecran == TELEPHONE,
        is_mobile=prise.ecran == TELEPHONE,
        device_scale_factor=2 if prise.ecran == TELEPHONE else 1,
        reduced_motion="reduce",
    )
    contexte.set_default_timeout(DELAI)
    vue = contexte.new_page()
    if prise.compte:
        se_connecter(vue, prise.compte)
    prise.cadrer(vue)
    vue.wait_for_load_state("networkidle")
    vue.evaluate("() => document.fonts.ready")
    fichier = IMAGES / f"{prise.nom}.png"
    vue.screenshot(path=fichier, animations="disabled", caret="hide")
    contexte.close()
    return alleger(fichier)


def alleger_visite() -> bool:
    """Allège les images que la visite vient de prendre ; vrai si l'une reste trop lourde."""
    return max(map(alleger, IMAGES.glob("visite-*.png")), default=0) > POIDS_MAX


def main(adresse: str, noms: list[str]) -> int:
    """Prend toutes les vues, ou celles nommées ; rend 1 si une image dépasse le poids permis."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    lourdes = 0
    with sync_playwright() as playwright:
        programme = shutil.which("chromium") or "/usr/bin/chromium"
        navigateur = playwright.chromium.launch(executable_path=programme, args=OPTIONS)
        for prise in PRISES:
            if noms and prise.nom not in noms:
                continue
            poids = photographier(navigateur, adresse, prise)
            lourdes += poids > POIDS_MAX
            print(f"{'✗' if poids > POIDS_MAX else '✓'} {prise.nom}.png · {poids / 1024:.0f} ko", flush=True)
        navigateur.close()
    return int(alleger_visite() or lourdes > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
