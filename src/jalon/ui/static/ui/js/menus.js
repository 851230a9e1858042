// Menus (details.j-deroulant) et raccourcis : « / » et Ctrl-K cherchent, « m » modifie.
(() => {
  const { enSaisie } = window.Jalon;
  const ouverts = () => [...document.querySelectorAll("details.j-deroulant[open]")];
  const choix = (menu) => [...menu.querySelectorAll(".j-menu a, .j-menu button, .j-menu input:not([type=hidden]), .j-menu select")].filter((e) => e.offsetParent);

  // Sur un écran étroit, l’onglet où l’on est se voit sans chercher.
  document.querySelectorAll(".j-onglets [aria-current]").forEach((onglet) => {
    const barre = onglet.closest(".j-onglets");
    barre.scrollLeft = onglet.offsetLeft - (barre.clientWidth - onglet.offsetWidth) / 2;
  });

  document.addEventListener("click", (e) => ouverts().forEach((m) => !m.contains(e.target) && (m.open = false)));
  document.addEventListener("focusin", (e) => ouverts().forEach((m) => !m.contains(e.target) && (m.open = false)));
  // Un choix qui remplace un morceau de page referme son menu.
  document.addEventListener("htmx:afterRequest", (e) => {
    const menu = e.detail.elt.closest?.("details.j-deroulant");
    if (menu && !menu.hasAttribute("data-reste")) menu.open = false;
  });

  const parcourir = (menu, e) => {
    const liste = choix(menu);
    const ici = liste.indexOf(document.activeElement);
    const pas = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (e.key === "Escape") {
      e.preventDefault();
      e.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (pas && liste.length && !enSaisie(document.activeElement)) {
      e.preventDefault();
      menu.open = true;
      liste[(ici + pas + liste.length + (ici < 0 && pas < 0 ? 1 : 0)) % liste.length].focus();
    }
  };
  document.addEventListener("keydown", (e) => {
    const menu = e.target.closest?.("details.j-deroulant") ?? (e.key === "Escape" ? ouverts()[0] : null);
    if (menu && (menu.open || e.target.matches?.("summary"))) parcourir(menu, e);
  }, true);

  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || document.querySelector("dialog[open]")) return;
    const cherche = document.getElementById("recherche-partout");
    const ctrlK = (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k";
    const libre = !enSaisie(document.activeElement) && !e.ctrlKey && !e.metaKey && !e.altKey;
    if (cherche && cherche.offsetParent && (ctrlK || (libre && e.key === "/"))) {
      e.preventDefault();
      cherche.focus();
      cherche.select();
    } else if (libre && e.key === "m") {
      document.querySelector("main [aria-keyshortcuts='m']")?.click();
    }
  });
})();
