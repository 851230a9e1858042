// Montant proposé (tarif × heures), horaire ou forfait, toutes taxes d'un particulier.
(() => {
  const { centimes, minutes, ecrire, euros, champ, lire, cadre, suivre } = window.Jalon.financement;

  const ecrireDans = (cible, c) => {
    const texte = c === null ? "" : ecrire(c).replace(/\u00a0/g, " ");
    if (cible.value === texte) return;
    cible.value = texte;
    cible.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // B10 : proposé tant que le total n'a pas été saisi à la main.
  const proposer = (form, zone) => {
    const total = champ(form, "montant_total");
    const tarif = centimes(lire(form, "tarif_horaire"));
    const duree = minutes(lire(form, "minutes_financees"));
    const dit = zone.querySelector("[data-calcul]");
    const montant = tarif === null || duree === null ? null : Math.round((tarif * duree) / 60);
    dit.hidden = montant === null || montant !== centimes(total.value);
    dit.textContent = montant === null ? "" : `${euros(tarif)} × ${lire(form, "minutes_financees").trim()}`;
    if (montant === null || (total.value.trim() && total.value !== total.dataset.calcule)) return;
    total.dataset.calcule = ecrire(montant).replace(/\u00a0/g, " ");
    ecrireDans(total, montant);
  };

  // B11 : au forfait, le tarif horaire se vide et se retire ; à l'heure, il revient.
  const exclure = (form) => {
    const forfait = lire(form, "tarification") === "forfait";
    const tarif = champ(form, "tarif_horaire");
    const case_ = cadre(form, "tarif_horaire");
    if (forfait && tarif.value && !case_.querySelector(".j-erreur")) {
      tarif.value = "";
      tarif.dispatchEvent(new Event("input", { bubbles: true }));
    }
    case_.hidden = forfait && !tarif.value;
  };

  const taux = (form, zone) => {
    const parRegle = JSON.parse(zone.dataset.taux);
    return Math.round(Number(parRegle[lire(form, "regle_tva")] || 0) * 100);
  };

  // Particulier soumis à la TVA : le TTC se demande d'abord, chacun des deux montants suit l'autre.
  const suivreTtc = (form, zone, source) => {
    const bloc = zone.querySelector("[data-ttc]");
    const t = taux(form, zone);
    const ttc = champ(form, "montant_ttc");
    const utile = t > 0 && lire(form, "financeur").startsWith("p");
    bloc.hidden = !utile && !bloc.querySelector(".j-erreur");
    if (!utile) {
      if (bloc.hidden && ttc.value) ttc.value = "";
      return;
    }
    const ht = champ(form, "montant_total");
    const lus = { ttc: centimes(ttc.value), ht: centimes(ht.value) };
    if (source === ttc && lus.ttc !== null) ecrireDans(ht, Math.round((lus.ttc * 10000) / (10000 + t)));
    else if (source !== ttc && lus.ht !== null && Math.round((lus.ttc * 10000) / (10000 + t)) !== lus.ht)
      ecrireDans(ttc, Math.round((lus.ht * (10000 + t)) / 10000));
  };

  suivre("montants", (form, zone) => {
    let occupe = false;
    const suite = (e) => {
      if (occupe) return;
      occupe = true;
      proposer(form, zone);
      suivreTtc(form, zone, e?.target);
      occupe = false;
    };
    form.addEventListener("input", suite);
    form.addEventListener("change", (e) => {
      if (e.target.name === "financement-tarification") exclure(form);
      suite(e);
    });
    exclure(form);
    suivreTtc(form, zone);
    proposer(form, zone);
  });
})();
