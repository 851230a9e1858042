// Échanges avec le serveur : jeton, panne, confirmation.
(() => {
  const { jeton, demander, annoncer, preparer, tous } = window.Jalon;

  document.addEventListener("htmx:configRequest", (e) => {
    if (e.detail.verb !== "get") e.detail.headers["X-CSRFToken"] = jeton();
  });
  // Une reconnexion change le jeton : l'envoi d'une page restée ouverte suit.
  document.addEventListener("submit", (e) => {
    const champ = e.target.querySelector("input[name=csrfmiddlewaretoken]");
    if (champ && document.cookie.includes("jalon_csrf=")) champ.value = jeton();
  }, true);

  const PHRASES = {
    403: "Votre profil ne permet pas cette action, ou la page est trop ancienne : rechargez-la.",
    404: "Cette fiche n’existe plus, ou n’est pas dans votre périmètre.",
    413: "C’est trop volumineux pour être envoyé.",
    429: "Trop de demandes : attendez une minute, puis recommencez.",
  };
  document.addEventListener("htmx:responseError", (e) => {
    const { status } = e.detail.xhr;
    if (status === 401) return;
    annoncer(PHRASES[status] ?? "Le serveur n’a pas pu répondre. Votre saisie est gardée : réessayez.", "erreur");
  });
  document.addEventListener("htmx:sendError", () =>
    annoncer("Pas de réponse du serveur : vérifiez la connexion, puis réessayez. Votre saisie est gardée.", "erreur"));

  document.addEventListener("htmx:confirm", (e) => {
    if (!e.detail.question) return;
    e.preventDefault();
    const { titreConfirmation, ouiConfirmation } = e.detail.elt.dataset;
    demander({
      titre: titreConfirmation ?? "Confirmer ?",
      phrase: e.detail.question,
      oui: ouiConfirmation ?? "Confirmer",
    }).then((oui) => oui && e.detail.issueRequest(true));
  });

  // Messages : on les ferme ; les bonnes nouvelles s'effacent seules, les erreurs restent.
  preparer((racine) => {
    tous(racine, "[data-message]").forEach((message) => {
      const bouton = message.querySelector("[data-message-fermer]");
      bouton.hidden = false;
      bouton.addEventListener("click", () => message.remove());
      if (message.matches(".j-message--erreur, .j-message--attention") || message.querySelector("a")) return;
      const minuterie = () => setTimeout(() => message.remove(), 8000);
      let attente = minuterie();
      message.addEventListener("pointerenter", () => clearTimeout(attente));
      message.addEventListener("focusin", () => clearTimeout(attente));
      message.addEventListener("pointerleave", () => (attente = minuterie()));
    });
  });
})();
