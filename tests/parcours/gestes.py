"""Les gestes d'une personne devant l'écran : aller par le menu, choisir en tapant, enregistrer, relire."""

import re

from playwright.sync_api import Locator, Page, expect

Zone = Page | Locator
CHAMPS = "input:not([type=hidden]), select, textarea"


def aller(page: Page, entree: str) -> None:
    """Une entrée de la navigation principale, en haut ou en bas de l'écran selon sa taille."""
    navigation = page.get_by_role("navigation", name=re.compile("^Navigation principale"))
    lien = navigation.get_by_role("link", name=entree, exact=True)
    if not lien.is_visible():  # au téléphone, les dernières entrées sont dans « Plus »
        navigation.get_by_text("Plus", exact=True).click()
        with page.expect_navigation():
            lien.click()
        return
    lien.click()
    expect(lien).to_have_attribute("aria-current", "page")
    page.wait_for_load_state()  # les scripts sont prêts : la recherche part en tapant


def chercher(page: Page, texte: str) -> None:
    """La recherche d'une liste ; le compte annonce le résultat."""
    champ = page.get_by_role("search", name="Chercher dans la liste").get_by_role("searchbox")
    champ.fill(texte)
    page.wait_for_url(re.compile(r"[?&]q="))


def ouvrir_dossier(page: Page, numero: str) -> None:
    """Depuis n'importe où : Production, puis le numéro."""
    aller(page, "Production")
    page.get_by_role("link", name=numero, exact=True).click()
    expect(page.get_by_role("navigation", name="Fil d’Ariane")).to_contain_text(numero)


def onglet(page: Page, libelle: str) -> None:
    lien = page.get_by_role("navigation", name="Onglets d").get_by_role("link", name=re.compile(f"^{libelle}"))
    lien.click()
    expect(lien).to_have_attribute("aria-current", "page")


def bloc(page: Page, code: str) -> Locator:
    return page.locator(f"#bloc-{code}")


def modifier_bloc(page: Page, code: str) -> Locator:
    """« Modifier » sur le bloc ; rend le bloc devenu formulaire."""
    bloc(page, code).get_by_role("link", name=re.compile("^Modifier")).click()
    zone = bloc(page, code)
    expect(zone.get_by_role("button", name="Enregistrer")).to_be_visible()
    return zone


def modifier_page(page: Page) -> Page:
    page.get_by_role("link", name="Modifier", exact=True).click()
    page.get_by_role("region", name="Enregistrement").wait_for()
    return page


def taper(zone: Zone, libelle: str, texte: str = "", rang: int = 0) -> Locator:
    """Ouvre un champ d'autocomplétion (habillé par le script : c'est une saisie) et y tape."""
    champ = zone.get_by_role("combobox", name=libelle, exact=True).and_(page(zone).locator("input")).nth(rang)
    champ.click()
    champ.press_sequentially(texte)
    return champ


def choisir(zone: Zone, libelle: str, tape: str, option: str, rang: int = 0) -> None:
    """Tape dans un champ d'autocomplétion, puis choisit la proposition."""
    taper(zone, libelle, tape, rang)
    page(zone).get_by_role("option", name=re.compile(f"^{re.escape(option)}")).click()


def proposer(zone: Zone, libelle: str, tape: str, creation: str) -> Locator:
    """Tape ce qui n'existe pas et demande la création ; rend le dialogue ouvert."""
    taper(zone, libelle, tape)
    page(zone).get_by_text(f"{creation} « {tape} »").click()
    dialogue = page(zone).get_by_role("dialog")
    dialogue.wait_for()
    return dialogue


def basculer(zone: Zone, groupe: str, choix: str) -> None:
    """Un choix montré côte à côte (tarification, type de financement)."""
    zone.get_by_role("group", name=groupe).get_by_text(choix, exact=True).click()


def saisir(zone: Zone, **valeurs: str) -> None:
    """`saisir(zone, date_debut="31/02/2026")` : remplit par nom de champ, à la fin du nom."""
    for nom, valeur in valeurs.items():
        zone.locator(f"[name$='-{nom}']").first.fill(valeur)


def valeur(zone: Zone, nom: str) -> str:
    return zone.locator(f"[name$='-{nom}']").first.input_value()


def erreur(zone: Zone, phrase: str, nom: str | None = None) -> None:
    """La phrase est à côté de son champ ; avec `nom`, c'est bien de ce champ."""
    cadre = zone.locator("[data-champ]", has_text=phrase)
    if nom:
        cadre = cadre.filter(has=page(zone).locator(f"[name$='-{nom}']"))
    expect(cadre.first).to_be_visible()


def enregistrer(zone: Zone) -> None:
    zone.get_by_role("button", name="Enregistrer", exact=True).click()


def enregistre(page: Page, phrase: str = "Modifications enregistrées.") -> None:
    """L'écran dit que c'est fait ; puis on recharge : ce qui suit se relit de la base."""
    page.locator("[data-message]", has_text=phrase).first.wait_for()
    page.reload()


def refuse(page: Page) -> None:
    """Le résumé des erreurs est là, et rien n'est enregistré."""
    expect(page.locator("[data-erreurs]").first).to_be_visible()


def lu(zone: Zone, terme: str) -> str:
    """Ce que la consultation montre en face d'un terme."""
    terme_lu = zone.locator("dt", has_text=re.compile(f"^{re.escape(terme)}$"))
    return plat(terme_lu.locator("xpath=following-sibling::dd[1]").first.inner_text())


def plat(texte: str) -> str:
    """Sans espaces insécables ni sauts de ligne : comme on le lit à voix haute."""
    return " ".join(texte.replace("\u00a0", " ").replace("\u202f", " ").split())


def en_consultation(page: Page) -> None:
    """Aucun champ de saisie dans la page, filtres exceptés : rien ne peut changer par accident (A4)."""
    saisies = page.locator("main").locator(CHAMPS).and_(page.locator(":not(form[method=get] *)"))
    expect(saisies).to_have_count(0)


def page(zone: Zone) -> Page:
    return zone if isinstance(zone, Page) else zone.page


def dessiner(zone: Zone) -> None:
    """Signe à la souris dans la zone de dessin."""
    zone.locator("[data-signature-pad] canvas").scroll_into_view_if_needed()
    cadre = zone.locator("[data-signature-pad] canvas").bounding_box()
    souris = page(zone).mouse
    souris.move(cadre["x"] + 40, cadre["y"] + 120)
    souris.down()
    for rang in range(1, 9):
        souris.move(cadre["x"] + 40 + rang * 25, cadre["y"] + (60 if rang % 2 else 140), steps=3)
    souris.up()
    zone.locator("[data-signature-pad][data-signe]").wait_for()
