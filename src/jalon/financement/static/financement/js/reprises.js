// La convention choisie propose ses valeurs à côté des champs : « Reprendre », une par une ou toutes (B1).
(() => {
  const { centimes, minutes, champ, lire, cadre, poser, suivre } = window.Jalon.financement;
  const { icone } = window.Jalon;

  const jour = (texte) => {
    const m = texte.trim().match(/^(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})$/);
    return m ? Number(m[3]) * 10000 + Number(m[2]) * 100 + Number(m[1]) : null;
  };
  const LECTURES = { date_debut: jour, date_fin: jour, minutes_financees: minutes, tarif_horaire: centimes, montant_total: centimes };
  const comparable = (nom, texte) => (LECTURES[nom] ? LECTURES[nom](texte) : texte);

  const etatDe = (form, reprise) => {
    const brute = lire(form, reprise.champ);
    const [ici, la] = [comparable(reprise.champ, brute), comparable(reprise.champ, reprise.brute)];
    if (ici === la) return "pareil";
    if (brute === "" || ici === null) return "vide";
    if (reprise.champ === "type_financement" && brute === "mixte") return "dedans";
    const dedans = { egale: false, minimum: ici >= la, maximum: ici <= la }[reprise.borne];
    return dedans ? "dedans" : "ecart";
  };

  const bouton = (form, reprise) => {
    const b = document.createElement("button");
    b.type = "button";
    b.className = "btn btn-sm j-btn-lien";
    b.textContent = "Reprendre";
    b.setAttribute("aria-label", `Reprendre ${reprise.lisible} de la convention`);
    b.addEventListener("click", () => {
      poser(form, reprise.champ, reprise.brute, reprise.lisible);
      const cible = champ(form, reprise.champ);
      (cible?.tomselect?.control_input ?? cible)?.focus();
    });
    return b;
  };

  const montrer = (form, reprise, etat) => {
    const zone = cadre(form, reprise.champ);
    const ancien = zone?.querySelector("[data-reprise]");
    if (!zone || ancien?.dataset.reprise === `${etat} ${reprise.brute}`) return;
    ancien?.remove();
    if (etat === "pareil") return;
    const ligne = document.createElement("span");
    ligne.className = `j-propose${etat === "ecart" ? " j-propose--ecart" : ""}`;
    ligne.dataset.reprise = `${etat} ${reprise.brute}`;
    const mots = document.createElement("span");
    mots.textContent = `convention : ${reprise.lisible}`;
    if (reprise.pourquoi) mots.title = reprise.pourquoi;
    if (etat === "ecart") ligne.append(icone("alert-triangle"));
    ligne.append(mots, bouton(form, reprise));
    zone.append(ligne);
  };

  const utiles = (form, reprises) => reprises.filter((r) => cadre(form, r.champ) && etatDe(form, r) === "vide");

  const dire = (form, zone, reprises) => {
    reprises.forEach((r) => montrer(form, r, etatDe(form, r)));
    const resume = zone.querySelector("[data-reprises-resume]");
    const nombre = utiles(form, reprises).length;
    resume.hidden = nombre < 2;
    resume.querySelector("[data-reprises-texte]").textContent = `La convention propose ${nombre} valeurs pour ce qui est vide.`;
  };

  const effacer = (form) => form.querySelectorAll("[data-reprise]").forEach((e) => e.remove());

  const charger = async (form, zone) => {
    const pk = lire(form, "convention");
    if (!pk) return [];
    const params = new URLSearchParams({ dossier: zone.dataset.dossier });
    const prestation = form.elements["prestation"]?.value || form.elements["prestation-prestation"]?.value;
    if (prestation) params.set("prestation", prestation);
    const adresse = zone.dataset.valeurs.replace("/0/", `/${pk}/`);
    const reponse = await fetch(`${adresse}?${params}`, { headers: { Accept: "application/json", "X-Requested-With": "fetch" } }).catch(() => null);
    if (!reponse?.ok || reponse.redirected || lire(form, "convention") !== pk) return [];
    return (await reponse.json()).valeurs;
  };

  suivre("proposees", (form, zone) => {
    let reprises = JSON.parse(zone.dataset.reprises);
    let choisie = lire(form, "convention");
    const suite = async () => {
      const pk = lire(form, "convention");
      if (pk !== choisie) {
        choisie = pk;
        effacer(form);
        reprises = [];
        dire(form, zone, reprises);
        reprises = await charger(form, zone);
      }
      dire(form, zone, reprises);
    };
    ["input", "change"].forEach((quand) => form.addEventListener(quand, suite));
    zone.querySelector("[data-reprendre-tout]").addEventListener("click", () => {
      utiles(form, reprises).forEach((r) => poser(form, r.champ, r.brute, r.lisible));
      champ(form, "date_debut")?.focus();
    });
    dire(form, zone, reprises);
  });
})();
