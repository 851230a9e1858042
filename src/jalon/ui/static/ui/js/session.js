// Session expirée : on se reconnecte par-dessus la page, la saisie reste, et l'envoi repart.
(() => {
  const { jeton, meta, tous, annoncer } = window.Jalon;
  const boite = document.getElementById("reconnexion");
  if (!boite) return;
  const adresse = meta("jalon-connexion");
  const place = boite.querySelector("[data-formulaire]");
  let attente = null;

  const estConnexion = (xhr) =>
    xhr.status === 401 || (xhr.responseURL && new URL(xhr.responseURL).pathname === adresse);

  // La page de connexion telle que le serveur la rend : un compte déjà connecté en est renvoyé.
  const demanderPage = (options = {}) => fetch(adresse, { redirect: "manual", ...options });
  const estConnecte = (reponse) => reponse.type === "opaqueredirect";

  const poser = (html) => {
    const lu = new DOMParser().parseFromString(html, "text/html");
    const form = lu.querySelector(`form[action="${adresse}"]`);
    if (!form) return false;
    const erreurs = lu.querySelector("[data-erreurs]");
    place.replaceChildren(...[erreurs, form].filter(Boolean).map((noeud) => document.importNode(noeud, true)));
    const courriel = place.querySelector("[name=login]");
    courriel.value = meta("jalon-courriel");
    courriel.readOnly = true;
    place.querySelector("[type=password]").focus();
    return true;
  };

  const ouvrir = async () => {
    const reponse = await demanderPage();
    if (estConnecte(reponse)) return true;
    boite.showModal();
    if (!reponse.ok || !poser(await reponse.text())) {
      boite.close();
      annoncer("La connexion ne répond pas. Votre saisie est gardée : réessayez dans une minute.", "erreur");
      return false;
    }
    boite.returnValue = "";
    return new Promise((fini) =>
      boite.addEventListener("close", () => fini(boite.returnValue === "oui"), { once: true }));
  };

  const reconnecter = () => (attente ??= ouvrir().catch(() => false).finally(() => (attente = null)));

  place.addEventListener("submit", async (e) => {
    e.preventDefault();
    e.stopPropagation();
    const corps = new FormData(e.target);
    corps.set("csrfmiddlewaretoken", jeton());
    const reponse = await demanderPage({ method: "POST", body: corps }).catch(() => null);
    if (reponse && estConnecte(reponse)) boite.close("oui");
    else if (!reponse || !poser(await reponse.text())) {
      annoncer("La connexion n’a pas abouti. Votre saisie est gardée : réessayez dans une minute.", "erreur");
    }
  });
  boite.querySelector("[data-rester]").addEventListener("click", () => boite.close());

  const rejouer = (element, evenement) => {
    if (!element.matches("form")) return window.htmx.trigger(element, evenement?.type ?? "click");
    const bouton = evenement?.submitter;
    element.requestSubmit(bouton?.form === element && bouton.isConnected ? bouton : undefined);
  };

  document.addEventListener("htmx:beforeSwap", async (e) => {
    if (!estConnexion(e.detail.xhr)) return;
    e.detail.shouldSwap = false;
    e.detail.isError = false;
    const { elt, triggeringEvent } = e.detail.requestConfig;
    if (await reconnecter()) rejouer(elt, triggeringEvent);
  });

  // Un envoi ordinaire partirait vers la page de connexion et perdrait la saisie : on s'assure d'abord de la session.
  document.addEventListener("submit", async (e) => {
    const form = e.target;
    if (!form.matches("form[method=post][data-suivi]:not([hx-post])") || form.dataset.session) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    const present = await demanderPage().then(estConnecte, () => true);
    if (!present && !(await reconnecter())) return;
    form.dataset.session = "1";
    form.requestSubmit(e.submitter ?? undefined);
    delete form.dataset.session;
  }, true);
})();
