// Recherche du bandeau : les résultats arrivent pendant la frappe ; flèches, Entrée, Échap. Sans script : la page.
(() => {
  const champ = document.getElementById("recherche-partout");
  if (!champ) return;

  // Sur un écran étroit, le champ est derrière la loupe : « / » et Ctrl-K y mènent aussi.
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || champ.offsetParent || document.querySelector("dialog[open]")) return;
    const ctrlK = (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k";
    const barre = e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !window.Jalon.enSaisie(document.activeElement);
    if (!ctrlK && !barre) return;
    e.preventDefault();
    location.href = champ.form.action;
  });

  const DELAI = 200; // millisecondes
  const boite = Object.assign(document.createElement("div"), { className: "j-resultats", id: "recherche-resultats", hidden: true });
  champ.form.append(boite);
  const pose = (attributs) => Object.entries(attributs).forEach(([nom, valeur]) => champ.setAttribute(nom, valeur));
  pose({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox" });

  let minuterie;
  let demande;
  let montree = null; // la saisie dont les résultats sont à l'écran

  const options = () => [...boite.querySelectorAll("[role=option]")];
  const active = () => boite.querySelector("[aria-selected=true]");

  const ouvrir = () => {
    boite.hidden = false;
    champ.setAttribute("aria-expanded", "true");
    boite.querySelector("#recherche-liste") ? champ.setAttribute("aria-controls", "recherche-liste") : champ.removeAttribute("aria-controls");
  };
  const fermer = () => {
    boite.hidden = true;
    champ.setAttribute("aria-expanded", "false");
    ["aria-controls", "aria-activedescendant"].forEach((nom) => champ.removeAttribute(nom));
    active()?.setAttribute("aria-selected", "false");
  };

  const choisir = (option) => {
    active()?.setAttribute("aria-selected", "false");
    if (!option) return champ.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    champ.setAttribute("aria-activedescendant", option.id);
  };

  const chercher = async () => {
    const q = champ.value.trim();
    demande?.abort();
    if (!q) {
      montree = null;
      return fermer();
    }
    if (q === montree) return ouvrir();
    demande = new AbortController();
    const entetes = { "HX-Request": "true", "HX-Target": boite.id };
    try {
      const adresse = `${champ.form.action}?${new URLSearchParams({ q })}`;
      const reponse = await fetch(adresse, { headers: entetes, credentials: "same-origin", signal: demande.signal });
      if (!reponse.ok || reponse.redirected) return fermer(); // session finie : Entrée mène à la connexion
      boite.innerHTML = await reponse.text();
      montree = q;
      champ.removeAttribute("aria-activedescendant");
      if (document.activeElement === champ) ouvrir();
    } catch (erreur) {
      if (erreur.name !== "AbortError") fermer();
    }
  };

  champ.addEventListener("input", () => {
    clearTimeout(minuterie);
    minuterie = setTimeout(chercher, DELAI);
  });
  champ.addEventListener("focus", () => montree !== null && montree === champ.value.trim() && ouvrir());

  const deplacer = (pas) => {
    const liste = options();
    if (!liste.length) return;
    const ici = liste.indexOf(active());
    choisir(liste[ici < 0 ? (pas > 0 ? 0 : liste.length - 1) : (ici + pas + liste.length) % liste.length]);
  };

  champ.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      boite.hidden ? chercher() : deplacer(e.key === "ArrowDown" ? 1 : -1);
    } else if (e.key === "Enter" && !boite.hidden && active()) {
      e.preventDefault();
      e.ctrlKey || e.metaKey ? window.open(active().href, "_blank", "noopener") : (location.href = active().href);
    } else if (e.key === "Escape" && !boite.hidden) {
      e.preventDefault();
      fermer();
    }
  });
  boite.addEventListener("mousemove", (e) => choisir(e.target.closest("[role=option]") ?? active()));
  champ.form.addEventListener("focusout", (e) => !champ.form.contains(e.relatedTarget) && setTimeout(() => champ.form.contains(document.activeElement) || fermer(), 150));
})();
