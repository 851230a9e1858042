// Socle des scripts de la maison : préparer ce qui arrive dans la page, demander, annoncer.
// Aucun script n'est nécessaire pour lire ni pour enregistrer : tout ici est un confort.
window.Jalon = (() => {
  const preparations = [];

  // Appelle fn(racine) sur la page, puis sur chaque morceau que htmx apporte.
  const preparer = (fn) => {
    preparations.push(fn);
    fn(document);
  };
  document.addEventListener("htmx:load", (e) => {
    if (e.target !== document.body) preparations.forEach((fn) => fn(e.target));
  });

  // Éléments de `racine` (elle comprise) qui répondent au sélecteur.
  const tous = (racine, selecteur) => [
    ...(racine.matches?.(selecteur) ? [racine] : []),
    ...racine.querySelectorAll(selecteur),
  ];

  const icone = (nom) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "j-ic");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${meta("jalon-icones")}#${nom}`);
    svg.append(use);
    return svg;
  };

  const meta = (nom) => document.querySelector(`meta[name="${nom}"]`)?.content ?? "";

  // Jeton anti-falsification : le témoin d'abord (il change à la reconnexion), sinon la page.
  const jeton = () =>
    document.cookie.match(/(?:^|;\s*)(?:__Host-)?jalon_csrf=([^;]+)/)?.[1] ?? meta("jalon-jeton");

  // Demande dans le dialogue de la page ; rend une promesse vraie ou fausse.
  const demander = ({ titre, phrase, oui, non = "Annuler", danger = true }) => {
    const boite = document.getElementById("confirmation");
    boite.querySelector("#confirmation-titre").textContent = titre;
    boite.querySelector("[data-phrase]").textContent = phrase;
    const boutonOui = boite.querySelector("[data-oui]");
    boutonOui.textContent = oui;
    boutonOui.classList.toggle("btn-danger", danger);
    boutonOui.classList.toggle("btn-primary", !danger);
    boite.querySelector("[data-non]").textContent = non;
    boite.returnValue = "non";
    return new Promise((resoudre) => {
      boite.addEventListener("close", () => resoudre(boite.returnValue === "oui"), { once: true });
      boite.showModal();
    });
  };

  // Message au bas de la page, lu par les lecteurs d'écran.
  const annoncer = (texte, ton = "succes") => {
    const zone = document.getElementById("messages");
    if (!zone) return;
    const message = document.createElement("div");
    message.className = `j-message${ton === "erreur" ? " j-message--erreur" : ""}`;
    message.dataset.message = "";
    const phrase = document.createElement("span");
    phrase.textContent = texte;
    const fermer = document.createElement("button");
    fermer.className = "j-message__fermer";
    fermer.type = "button";
    fermer.dataset.messageFermer = "";
    fermer.setAttribute("aria-label", "Fermer ce message");
    fermer.append(icone("x"));
    message.append(icone(ton === "erreur" ? "alert-circle" : "circle-check"), phrase, fermer);
    zone.append(message);
    preparations.forEach((fn) => fn(message));
  };

  const enSaisie = (element) =>
    element?.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");

  return { preparer, tous, icone, meta, jeton, demander, annoncer, enSaisie };
})();
