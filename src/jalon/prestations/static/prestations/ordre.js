// Ranger une liste : glisser par la poignée, ou les boutons monter et descendre. Chaque déplacement se dit.
// Sans ce script, les boutons envoient la page (listes) ou un champ « Ordre » se remplit (déroulé).
(() => {
  const { preparer, tous, jeton, annoncer } = window.Jalon;
  const ATTENTE = 350; // ms entre le dernier déplacement et l'enregistrement

  const conteneurDe = (element) => element.closest("[data-ordre], [data-ordre-lignes] [data-lignes-corps]");
  const rangs = (conteneur) => [...conteneur.children].filter((rang) => rang.matches("[data-rang], [data-ligne]") && !rang.hidden);
  const cadreDe = (conteneur) => conteneur.closest("[data-ordre-cadre]");
  const nomDe = (rang) => rang.dataset.nom ?? (rang.querySelector("select")?.selectedOptions[0]?.value ? rang.querySelector("select").selectedOptions[0].text : "Étape sans action");

  const dire = (conteneur, phrase) => {
    cadreDe(conteneur).querySelector("[data-annonce]").textContent = phrase;
  };

  const numeroter = (conteneur) => {
    const liste = rangs(conteneur);
    liste.forEach((rang, i) => {
      const champ = rang.querySelector("[data-rang-champ] input");
      if (champ) champ.value = i + 1;
      rang.querySelectorAll("[data-deplacer]").forEach((bouton) => {
        const bord = bouton.dataset.deplacer === "haut" ? i === 0 : i === liste.length - 1;
        bouton.setAttribute("aria-disabled", bord);
      });
    });
  };

  const attentes = new WeakMap();
  const enregistrer = (conteneur) => {
    const url = conteneur.dataset.ordreUrl;
    if (!url) return conteneur.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(attentes.get(conteneur));
    attentes.set(conteneur, setTimeout(() => envoyer(conteneur, url), ATTENTE));
  };

  const envoyer = async (conteneur, url) => {
    const donnees = new FormData(cadreDe(conteneur));
    try {
      const reponse = await fetch(url, { method: "POST", body: donnees, headers: { "HX-Request": "true", "X-CSRFToken": jeton() } });
      if (!reponse.ok) throw new Error(reponse.status);
      cadreDe(conteneur).dataset.range = Number(cadreDe(conteneur).dataset.range ?? 0) + 1;
    } catch {
      annoncer("L’ordre n’a pas pu être enregistré. Rechargez la page, puis recommencez.", "erreur");
    }
  };

  const apres = (conteneur, rang) => {
    numeroter(conteneur);
    const liste = rangs(conteneur);
    dire(conteneur, `${nomDe(rang)} : place ${liste.indexOf(rang) + 1} sur ${liste.length}.`);
    enregistrer(conteneur);
  };

  // ── Clavier et clic ──
  document.addEventListener("click", (e) => {
    const bouton = e.target.closest("[data-deplacer]");
    const conteneur = bouton && conteneurDe(bouton);
    if (!conteneur) return;
    e.preventDefault();
    const liste = rangs(conteneur);
    const rang = bouton.closest("[data-rang], [data-ligne]");
    const voisin = liste[liste.indexOf(rang) + (bouton.dataset.deplacer === "haut" ? -1 : 1)];
    if (!voisin) return dire(conteneur, `${nomDe(rang)} est déjà au bord de la liste.`);
    bouton.dataset.deplacer === "haut" ? voisin.before(rang) : voisin.after(rang);
    bouton.focus();
    apres(conteneur, rang);
  });

  // ── Glisser (souris, doigt, stylet) ──
  document.addEventListener("pointerdown", (e) => {
    const poignee = e.button === 0 && e.target.closest("[data-poignee]");
    const conteneur = poignee && conteneurDe(poignee);
    if (!conteneur) return;
    e.preventDefault();
    const rang = poignee.closest("[data-rang], [data-ligne]");
    const depart = rangs(conteneur).indexOf(rang);
    rang.classList.add("p-glisse");
    const suivre = (mouvement) => {
      const cible = rangs(conteneur).find((autre) => {
        const { top, bottom } = autre.getBoundingClientRect();
        return autre !== rang && mouvement.clientY > top && mouvement.clientY < bottom;
      });
      if (!cible) return;
      const { top, height } = cible.getBoundingClientRect();
      const moitieBasse = mouvement.clientY > top + height / 2;
      const liste = rangs(conteneur);
      if (liste.indexOf(rang) < liste.indexOf(cible) ? moitieBasse : !moitieBasse) {
        liste.indexOf(rang) < liste.indexOf(cible) ? cible.after(rang) : cible.before(rang);
      }
    };
    const finir = () => {
      document.removeEventListener("pointermove", suivre);
      rang.classList.remove("p-glisse");
      if (rangs(conteneur).indexOf(rang) !== depart) apres(conteneur, rang);
    };
    document.addEventListener("pointermove", suivre);
    document.addEventListener("pointerup", finir, { once: true });
    document.addEventListener("pointercancel", finir, { once: true });
  });

  document.addEventListener("jalon:lignes", (e) => {
    const corps = e.target.closest("[data-ordre-lignes]")?.querySelector("[data-lignes-corps]");
    if (corps) {
      tous(corps, "[data-rang-boutons]").forEach((boutons) => (boutons.hidden = false));
      tous(corps, "[data-rang-champ]").forEach((champ) => (champ.hidden = true));
      numeroter(corps);
    }
  });

  preparer((racine) => {
    tous(racine, "[data-ordre], [data-ordre-lignes] [data-lignes-corps]").forEach(numeroter);
    tous(racine, "[data-ordre-lignes] [data-rang-boutons]").forEach((boutons) => (boutons.hidden = false));
    tous(racine, "[data-ordre-lignes] [data-rang-champ]").forEach((champ) => (champ.hidden = true));
  });
})();
