// Dialogue et panneau : htmx les remplit, ils s'ouvrent ; Échap ferme (et demande s'il y a une saisie).
(() => {
  const { modifies, abandonner } = window.Jalon;
  const boites = ["dialogue", "panneau"].map((id) => document.getElementById(id)).filter(Boolean);

  const ouvrir = (boite) => {
    if (!boite.open) {
      boite.jRetour = document.activeElement;
      boite.showModal();
    }
    (boite.querySelector("[autofocus], [data-erreurs], [aria-invalid=true]") ??
      boite.querySelector("input:not([type=hidden]), select, textarea") ??
      boite.querySelector("button, a"))?.focus();
  };

  const fermer = async (boite) => {
    if (modifies(boite).length && !(await abandonner())) return;
    boite.close();
  };

  boites.forEach((boite) => {
    boite.addEventListener("cancel", (e) => {
      if (e.target !== boite) return;
      e.preventDefault();
      if (!boite.querySelector(".ts-wrapper.dropdown-active, details[open]")) fermer(boite);
    });
    boite.addEventListener("close", () => {
      boite.replaceChildren();
      boite.className = boite.id === "panneau" ? "j-panneau" : "j-dialogue";
      if (boite.jRetour?.isConnected) boite.jRetour.focus();
    });
    boite.addEventListener("click", (e) => {
      if (e.target.closest("[data-fermer]")) {
        e.preventDefault();
        fermer(boite);
      }
    });
  });

  document.addEventListener("htmx:afterSwap", (e) => {
    const boite = boites.find((b) => b === e.detail.target || b.contains(e.detail.target));
    if (!boite || (boite !== e.detail.target && boite.open)) return; // un morceau du dialogue : la saisie garde le focus
    boite.childElementCount ? ouvrir(boite) : boite.close();
  });
  ["jalon:fermer"].forEach((nom) => document.addEventListener(nom, () => boites.forEach((b) => b.open && b.close())));
})();
