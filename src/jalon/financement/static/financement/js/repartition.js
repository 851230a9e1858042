// Part du principal et de chaque co-financeur pendant la saisie, barre, type proposé d'après les dispositifs.
(() => {
  const { centimes, ecrire, euros, champ, lire, suivre } = window.Jalon.financement;

  const lignesDe = (form) =>
    [...form.querySelectorAll("[data-part]")]
      .map((part) => part.closest("[data-ligne]"))
      .filter((ligne) => ligne && !ligne.hidden && !ligne.querySelector('[name$="-DELETE"]')?.checked);

  const partDe = (ligne) => ({
    ligne,
    valeur: centimes(ligne.querySelector('[name$="-valeur"]').value) ?? 0,
    pourcent: ligne.querySelector('[name$="-mode"]').value === "pourcent",
  });

  // La même règle que le serveur (B8) : au centime, et l'arrondi ne fait jamais dépasser le total.
  const repartir = (total, parts) => {
    const exacts = parts.map((p) => (p.pourcent ? total * p.valeur : p.valeur * 10000));
    const montants = exacts.map((e, i) => (parts[i].pourcent ? Math.round(e / 10000) : parts[i].valeur));
    const somme = (liste) => liste.reduce((a, b) => a + b, 0);
    let trop = somme(montants) - total;
    const juste = somme(exacts) - total * 10000;
    if (juste <= 0 && (trop > 0 || juste === 0)) {
      parts.map((p, i) => (p.pourcent ? i : -1)).filter((i) => i >= 0).reverse().forEach((i) => {
        const retire = Math.min(trop, montants[i]);
        montants[i] -= retire;
        trop -= retire;
      });
    }
    return montants;
  };

  const pour100 = (part, total) => `${ecrire(Math.round((10000 * part) / total))}\u00a0%`;

  const direLignes = (parts, montants, total) =>
    parts.forEach(({ ligne, valeur, pourcent }, i) => {
      const zone = ligne.querySelector("[data-equivaut]");
      if (zone) zone.textContent = !total || !valeur ? "" : pourcent ? `= ${euros(montants[i])}` : `= ${pour100(valeur, total)}`;
    });

  const direBarre = (zone, reste, total) => {
    const part = total > 0 ? Math.max(0, Math.min(100, (100 * reste) / total)) : 0;
    const [principal, autres] = ["principal", "autres"].map((n) => zone.querySelector(`[data-barre-${n}]`));
    principal.setAttribute("width", part.toFixed(2));
    autres.setAttribute("x", part.toFixed(2));
    autres.setAttribute("width", total > 0 ? (100 - part).toFixed(2) : 0);
    autres.setAttribute("class", reste < 0 ? "trop" : "prevu");
  };

  const direPrincipal = (form, reste, total) => {
    const zone = form.querySelector("[data-part-principale]");
    zone.hidden = total === null || reste < 0;
    zone.querySelector("[data-reste-euros]").textContent = total === null ? "" : euros(reste);
    zone.querySelector("[data-reste-pourcent]").textContent = total ? pour100(reste, total) : "";
  };

  const phrase = (form, reste, total) => {
    const principal = champ(form, "financeur")?.selectedOptions?.[0]?.textContent.trim();
    if (reste < 0) return `Les co-financeurs dépassent le montant total de ${euros(-reste)}.`;
    return principal
      ? `Part de ${principal} : ${euros(reste)} sur ${euros(total)}`
      : `Reste à affecter ${euros(reste)} : choisissez le financeur principal.`;
  };

  const dire = (form) => {
    const zone = form.querySelector("[data-somme]");
    const total = centimes(lire(form, "montant_total"));
    const parts = lignesDe(form).map(partDe);
    const montants = total === null ? [] : repartir(total, parts);
    const reste = total === null ? 0 : total - montants.reduce((a, b) => a + b, 0);
    zone.hidden = total === null;
    direLignes(parts, montants, total);
    direPrincipal(form, reste, total);
    if (total === null) return;
    zone.classList.toggle("j-somme--calme", reste >= 0);
    zone.querySelector("[data-somme-texte]").textContent = phrase(form, reste, total);
    direBarre(zone, reste, total);
  };

  // B6 : deux genres différents font « mixte » ; ce qui a été choisi à la main n'est jamais remplacé.
  const typePropose = (form, types) => {
    const dispositifs = [champ(form, "dispositif"), ...lignesDe(form).map((l) => l.querySelector('[name$="-dispositif"]'))];
    const genres = [...new Set(dispositifs.map((d) => types[d.value]).filter(Boolean))];
    return genres.length > 1 ? "mixte" : (genres[0] ?? "");
  };

  const direType = (form, types) => {
    const propose = typePropose(form, types);
    form.querySelector("[data-type-propose]").hidden = !propose || lire(form, "type_financement") !== propose;
  };

  const proposerType = (form, zone, types) => {
    const coche = champ(form, "type_financement");
    const propose = typePropose(form, types);
    if (!coche || coche.value === zone.dataset.typeSuivi) {
      zone.dataset.typeSuivi = propose;
      form.querySelectorAll('[name="financement-type_financement"]').forEach((c) => (c.checked = c.value === propose));
      form.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  suivre("repartition", (form, zone) => {
    const types = JSON.parse(zone.dataset.types);
    const depart = lire(form, "type_financement");
    if (depart && depart === typePropose(form, types)) zone.dataset.typeSuivi = depart;
    ["input", "change", "jalon:lignes"].forEach((quand) => form.addEventListener(quand, () => dire(form)));
    const surDispositif = (e) => {
      if (e.type === "jalon:lignes" || e.target.name?.endsWith("dispositif")) proposerType(form, zone, types);
      direType(form, types);
    };
    ["change", "jalon:lignes"].forEach((quand) => form.addEventListener(quand, surDispositif));
    dire(form);
    direType(form, types);
  });
})();
