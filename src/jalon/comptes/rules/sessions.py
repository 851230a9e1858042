"""Dire d'où une session est ouverte, dans les mots de qui la lit."""

# Le premier signe trouvé l'emporte : Edge et Opera se disent aussi Chrome, Chrome se dit aussi Safari.
NAVIGATEURS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
APPAREILS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def navigateur_en_mots(agent: str) -> str:
    """« Firefox sur Windows », d'après ce que le navigateur dit de lui ; « Navigateur inconnu » à défaut."""
    navigateur = _premier(NAVIGATEURS, agent) or "Navigateur inconnu"
    appareil = _premier(APPAREILS, agent)
    return f"{navigateur} sur {appareil}" if appareil else navigateur


def _premier(signes: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((nom for signe, nom in signes if signe in agent), "")
