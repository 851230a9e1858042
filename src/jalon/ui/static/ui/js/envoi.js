// Bouton d'envoi : garde sa largeur, tourne, dit « Enregistrement… » ; le double clic n'envoie qu'une fois.
(() => {
  const { icone } = window.Jalon;
  const enCours = new WeakMap();
  const TELECHARGE = 4000; // millisecondes

  const attendre = (form, bouton) => {
    if (!bouton || enCours.has(form)) return;
    enCours.set(form, { bouton, html: [...bouton.childNodes] });
    bouton.style.minWidth = `${bouton.getBoundingClientRect().width}px`;
    bouton.classList.add("j-btn-attente");
    bouton.setAttribute("aria-disabled", "true");
    bouton.replaceChildren(icone("loader-2"), bouton.dataset.attente ?? "Enregistrement…");
  };

  const rendre = (form) => {
    const etat = enCours.get(form);
    if (!etat) return;
    enCours.delete(form);
    delete form.dataset.envoi;
    etat.bouton.replaceChildren(...etat.html);
    etat.bouton.classList.remove("j-btn-attente");
    etat.bouton.removeAttribute("aria-disabled");
    etat.bouton.style.minWidth = "";
  };

  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method === "dialog" || form.method === "get") return;
    if (form.dataset.envoi) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    form.dataset.envoi = "1";
    const bouton = e.submitter ?? form.querySelector("button[type=submit]");
    // Après la lecture du formulaire par le navigateur : le nom et la valeur du bouton sont déjà partis.
    setTimeout(() => (e.defaultPrevented && !form.matches("[hx-post], [data-hx-post]") ? delete form.dataset.envoi : attendre(form, bouton)));
    // Un fichier arrive sans que la page change : le bouton redevient disponible.
    if (bouton?.hasAttribute("data-telecharge")) setTimeout(rendre, TELECHARGE, form);
  }, true);

  const formulaireDe = (e) => e.detail.elt.closest?.("form");
  document.addEventListener("htmx:afterRequest", (e) => formulaireDe(e) && rendre(formulaireDe(e)));
  window.addEventListener("pageshow", (e) => {
    if (e.persisted) document.querySelectorAll("form[data-envoi]").forEach(rendre);
  });
})();
