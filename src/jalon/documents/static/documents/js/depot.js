// Déposer des fichiers : lâchés n'importe où sur la page, choisis, ou photographiés ; un envoi par fichier, sa
// progression, sa reprise. Sans ce script, le formulaire envoie tout d'un coup et le serveur répond pareil.
document.addEventListener("DOMContentLoaded", () => {
  const { jeton, tous, preparer, icone } = window.Jalon;
  const lien = document.querySelector("[data-depot]");
  if (!lien || document.documentElement.dataset.depotPret) return;
  document.documentElement.dataset.depotPret = "1";
  let enAttente = [];

  // ── Le formulaire : une ligne par fichier ──
  const preparerFormulaire = (form) => {
    const saisie = form.querySelector("[data-depot-fichiers]");
    const liste = form.querySelector("[data-depot-liste]");
    const dit = form.querySelector("[data-depot-dit]");
    const photo = form.querySelector("[data-depot-photo]");
    const lignes = [];

    form.querySelectorAll("[data-depot-sans-script]").forEach((e) => (e.hidden = true));
    saisie.dataset.horsSuivi = "";
    photo.hidden = false;

    const dire = (ligne, texte, etat = "") => {
      ligne.element.classList.remove("j-fichier--refuse", "j-fichier--fait");
      if (etat) ligne.element.classList.add(`j-fichier--${etat}`);
      ligne.element.querySelector(".j-fichier__dit").textContent = texte;
      dit.textContent = `${ligne.fichier.name} : ${texte}`;
    };

    const boutons = (ligne, { reessayer = false, accepter = false, retirer = true }) => {
      ligne.element.querySelector("[data-reessayer]").hidden = !reessayer;
      ligne.element.querySelector("[data-accepter]").hidden = !accepter;
      ligne.element.querySelector("[data-retirer]").hidden = !retirer;
    };

    const ajouter = (fichiers) => {
      for (const fichier of fichiers) {
        const element = form.querySelector("[data-depot-modele]").content.cloneNode(true).querySelector("li");
        const ligne = { fichier, element, cle: crypto.randomUUID?.() ?? "", faite: false };
        element.querySelector(".j-fichier__nom").textContent = fichier.name;
        const titre = element.querySelector("input");
        titre.value = fichier.name.replace(/\.[^.]+$/, "").replaceAll("_", " ");
        titre.dataset.propose = titre.value;
        titre.setAttribute("aria-label", `Titre de ${fichier.name}`);
        element.querySelector("[data-retirer]").setAttribute("aria-label", `Retirer ${fichier.name}`);
        element.querySelector("[data-retirer]").addEventListener("click", () => retirer(ligne));
        element.querySelector("[data-reessayer]").addEventListener("click", () => reprendre([ligne]));
        element.querySelector("[data-accepter]").addEventListener("click", () => {
          ligne.accepter = true;
          reprendre([ligne]);
        });
        lignes.push(ligne);
        liste.append(element);
        if (!fichier.size) dire(ligne, "Ce fichier est vide.", "refuse");
        if (fichier.size > Number(form.dataset.octetsMax)) dire(ligne, "Ce fichier est trop gros.", "refuse");
      }
      saisie.value = "";
    };

    const retirer = (ligne) => {
      ligne.requete?.abort();
      lignes.splice(lignes.indexOf(ligne), 1);
      ligne.element.remove();
      if (!lignes.length) saisie.focus();
      if (lignes.length && lignes.every((l) => l.faite)) location.assign(form.dataset.retour);
    };

    const donnees = (ligne, groupe) => {
      const corps = new FormData(form);
      corps.delete("fichiers");
      corps.append("fichiers", ligne.fichier);
      const titre = ligne.element.querySelector("input");
      corps.set("titre", titre.value === titre.dataset.propose && /\.eml$/i.test(ligne.fichier.name) ? "" : titre.value);
      corps.set("cle", ligne.cle);
      if (ligne.accepter) corps.set("accepter_doublon", "on");
      if (groupe) corps.set("groupe", groupe);
      return corps;
    };

    // Une promesse toujours tenue : { statut, corps } ; statut 0, le réseau a manqué.
    const envoyer = (ligne, groupe) =>
      new Promise((rendre) => {
        const requete = (ligne.requete = new XMLHttpRequest());
        const barre = ligne.element.querySelector("progress");
        barre.hidden = false;
        barre.value = 0;
        barre.setAttribute("aria-label", `Envoi de ${ligne.fichier.name}`);
        requete.upload.addEventListener("progress", (e) => e.lengthComputable && (barre.value = (100 * e.loaded) / e.total));
        requete.addEventListener("loadend", () => {
          barre.hidden = true;
          let corps = {};
          try {
            corps = JSON.parse(requete.responseText);
          } catch {
            corps = {};
          }
          rendre({ statut: requete.status, corps });
        });
        requete.open("POST", form.action);
        requete.setRequestHeader("Accept", "application/json");
        requete.setRequestHeader("X-CSRFToken", jeton());
        requete.send(donnees(ligne, groupe));
      });

    const PHRASES = {
      0: "Connexion coupée : ce fichier n’est pas arrivé. Vérifiez le réseau, puis réessayez.",
      403: "Votre session a expiré ou ce droit vous manque : reconnectez-vous dans un autre onglet, puis réessayez.",
      404: "Cette fiche n’existe plus, ou n’est pas dans votre périmètre.",
      413: "Ce fichier est trop gros pour ce serveur.",
    };

    // La faute d'un champ se lit à côté de lui ; celle du fichier, dans sa ligne.
    const montrerAuChamp = (champ, dites) => {
      const cadre = form.querySelector(`[data-champ="${champ}"]`);
      const saisie = cadre?.querySelector(`[name="${champ}"]`);
      if (!cadre || ["fichiers", "titre", "accepter_doublon"].includes(champ)) return dites;
      const phrase = document.createElement("span");
      const mots = document.createElement("span");
      mots.textContent = dites.join(" ");
      phrase.className = "j-erreur";
      phrase.id = `id_${champ}_depot`;
      phrase.dataset.fauteDepot = "";
      phrase.append(icone("alert-circle"), mots);
      cadre.append(phrase);
      saisie?.classList.add("is-invalid");
      saisie?.setAttribute("aria-invalid", "true");
      saisie?.setAttribute("aria-describedby", phrase.id);
      return ["Complétez ce qui est signalé plus bas, puis « Ajouter »."];
    };

    const effacerFautes = () => {
      form.querySelectorAll("[data-faute-depot]").forEach((e) => e.remove());
      form.querySelectorAll("[aria-describedby$=_depot]").forEach((e) => {
        e.classList.remove("is-invalid");
        e.removeAttribute("aria-invalid");
        e.removeAttribute("aria-describedby");
      });
    };

    const conclure = (ligne, { statut, corps }) => {
      ligne.faite = statut === 201;
      if (ligne.faite) {
        boutons(ligne, { retirer: false });
        return dire(ligne, "Ajouté.", "fait");
      }
      const phrases = Object.entries(corps.erreurs ?? {}).flatMap(([champ, dites]) => montrerAuChamp(champ, dites));
      dire(ligne, phrases.join(" ") || PHRASES[statut] || "Le serveur n’a pas pu répondre : réessayez.", "refuse");
      boutons(ligne, { reessayer: statut !== 422, accepter: corps.doublon });
    };

    const reprendre = async (choisies) => {
      const bouton = form.querySelector("button[type=submit]");
      bouton.disabled = true;
      const restantes = choisies.filter((l) => !l.faite);
      for (const [rang, ligne] of restantes.entries()) {
        boutons(ligne, {});
        dire(ligne, "Envoi…");
        const derniere = rang === restantes.length - 1;
        const reste = lignes.filter((l) => !l.faite && l !== ligne);
        effacerFautes();
        conclure(ligne, await envoyer(ligne, derniere && !reste.length ? lignes.length : 0));
      }
      bouton.disabled = false;
      if (lignes.every((l) => l.faite)) {
        form.removeAttribute("data-suivi");
        location.assign(form.dataset.retour);
        return;
      }
      (form.querySelector("[aria-invalid=true]") ?? form.querySelector(".j-fichier--refuse .j-rang button:not([hidden]), .j-fichier--refuse input"))?.focus();
    };

    saisie.addEventListener("change", () => ajouter(saisie.files));
    photo.querySelector("input").addEventListener("change", (e) => {
      ajouter(e.target.files);
      e.target.value = "";
    });
    form.addEventListener("submit", (e) => {
      if (!lignes.length) return; // rien à envoyer : le serveur dira qu'il manque un fichier
      e.preventDefault();
      reprendre(lignes);
    });
    ajouter([...saisie.files, ...enAttente]); // des fichiers choisis avant que ce script soit prêt
    enAttente = [];
    form.depotAjouter = ajouter;
  };

  preparer((racine) => tous(racine, "[data-depot-form]").forEach(preparerFormulaire));

  // ── Lâcher des fichiers n'importe où sur la page ──
  const voile = document.createElement("div");
  voile.className = "j-lacher";
  voile.hidden = true;
  voile.textContent = "Lâchez les fichiers pour les ajouter";
  document.body.append(voile);
  const porteDesFichiers = (e) => [...(e.dataTransfer?.types ?? [])].includes("Files");
  let profondeur = 0;

  document.addEventListener("dragenter", (e) => {
    if (!porteDesFichiers(e)) return;
    e.preventDefault();
    profondeur += 1;
    voile.hidden = false;
  });
  document.addEventListener("dragleave", (e) => {
    if (!porteDesFichiers(e)) return;
    profondeur = Math.max(0, profondeur - 1);
    voile.hidden = profondeur === 0;
  });
  document.addEventListener("dragover", (e) => porteDesFichiers(e) && e.preventDefault());
  document.addEventListener("drop", (e) => {
    if (!porteDesFichiers(e)) return;
    e.preventDefault();
    profondeur = 0;
    voile.hidden = true;
    const fichiers = [...e.dataTransfer.files];
    const ouvert = document.querySelector("[data-depot-form]");
    if (ouvert) return ouvert.depotAjouter(fichiers);
    enAttente = fichiers;
    lien.click();
  });
});
