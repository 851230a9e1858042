// Carte d'une personne ou d'une société : au survol prolongé de son lien, ou quand le clavier s'y arrête.
// Un confort : tout ce qu'elle montre est sur la fiche, et rien ne change sur écran tactile.
(() => {
  const FICHE = /^\/annuaire\/(?:personnes|societes)\/\d+\/$/;
  const ATTENTE = 450; // ms avant d'ouvrir : on s'arrête sur le lien, on n'y passe pas
  const GRACE = 250; // ms pour aller du lien à la carte
  const MARGE = 8; // px entre la carte, son lien et le bord de la fenêtre
  if (!HTMLElement.prototype.showPopover) return;

  const souris = window.matchMedia("(hover: hover) and (pointer: fine)");
  const lues = new Map();
  let carte = null;
  let lien = null;
  let attente = 0;
  let depart = 0;

  const lienDe = (cible) => {
    const trouve = cible.closest?.("main a[href]");
    if (!trouve || trouve.closest("nav, form, .j-carte") || trouve.origin !== location.origin) return null;
    return FICHE.test(trouve.pathname) && trouve.pathname !== location.pathname ? trouve : null;
  };

  const lire = async (adresse) => {
    if (!lues.has(adresse)) {
      const reponse = await fetch(`${adresse}carte/`, { headers: { "HX-Request": "true" } });
      if (!reponse.ok || reponse.redirected) return "";
      lues.set(adresse, await reponse.text());
    }
    return lues.get(adresse);
  };

  // Sous le lien, ou au-dessus quand la place manque ; jamais hors de la fenêtre.
  const placer = () => {
    const repere = lien.getBoundingClientRect();
    const { width, height } = carte.getBoundingClientRect();
    const gauche = Math.min(repere.left, window.innerWidth - width - MARGE);
    const dessous = repere.bottom + MARGE;
    const haut = dessous + height > window.innerHeight ? repere.top - height - MARGE : dessous;
    carte.style.left = `${Math.max(MARGE, gauche)}px`;
    carte.style.top = `${Math.max(MARGE, haut)}px`;
  };

  const fermer = () => {
    clearTimeout(attente);
    clearTimeout(depart);
    carte?.remove();
    lien?.removeAttribute("aria-describedby");
    carte = lien = null;
  };

  const ouvrir = async (voulu) => {
    const contenu = await lire(voulu.pathname).catch(() => "");
    if (!contenu || lien !== voulu || !voulu.isConnected) return;
    carte = document.createElement("div");
    carte.className = "j-carte j-carte--flottante";
    carte.id = "carte";
    carte.popover = "manual";
    carte.setAttribute("role", "group");
    carte.setAttribute("aria-label", `Aperçu : ${voulu.textContent.trim()}`);
    carte.innerHTML = contenu;
    voulu.after(carte); // juste après son lien : Tab y entre
    voulu.setAttribute("aria-describedby", carte.id);
    carte.showPopover();
    placer();
  };

  const prevoir = (voulu) => {
    clearTimeout(depart);
    if (voulu === lien) return;
    fermer();
    lien = voulu;
    attente = setTimeout(ouvrir, ATTENTE, voulu);
  };

  const quitter = () => {
    clearTimeout(depart);
    depart = setTimeout(fermer, carte ? GRACE : 0);
  };

  document.addEventListener("mouseover", ({ target }) => {
    if (!souris.matches) return;
    const voulu = lienDe(target);
    if (voulu) prevoir(voulu);
    else if (carte?.contains(target)) clearTimeout(depart);
    else if (lien && !lien.matches(":focus-visible") && !carte?.contains(document.activeElement)) quitter();
  });

  document.addEventListener("focusin", ({ target }) => {
    const voulu = lienDe(target);
    if (voulu && souris.matches && voulu.matches(":focus-visible")) prevoir(voulu);
    else if (lien && !carte?.contains(target)) fermer();
  });

  // Avant tout le monde : Échap ferme la carte, et elle seule.
  document.addEventListener(
    "keydown",
    (evenement) => {
      if (evenement.key !== "Escape" || !carte) return;
      evenement.preventDefault();
      evenement.stopImmediatePropagation();
      if (carte.contains(document.activeElement)) lien.focus();
      fermer();
    },
    true,
  );
  document.addEventListener("click", ({ target }) => {
    if (lien?.contains(target)) fermer();
  });
  document.addEventListener("scroll", () => carte && !carte.contains(document.activeElement) && fermer(), true);
  document.addEventListener("htmx:beforeSwap", fermer);
})();
