// Financement d'un dossier : montant proposé (tarif × heures), type proposé (dispositifs), part du principal
// tenue à jour pendant la saisie. Ce qui a été choisi à la main n'est jamais remplacé.
(() => {
  const nombre = (texte) => {
    const net = (texte ?? "").replace(/[\s\u00a0\u202f€%]/g, "").replace(",", ".");
    return /^\d+(\.\d+)?$/.test(net) ? Number(net) : null;
  };
  const minutes = (texte) => {
    const t = (texte ?? "").trim().toLowerCase().replace(/\s+/g, "");
    const hm = t.match(/^(\d+)h(\d{1,2})?(?:min)?$/);
    if (hm) return Number(hm[1]) * 60 + Number(hm[2] ?? 0);
    const m = t.match(/^(\d+)min$/);
    if (m) return Number(m[1]);
    const n = nombre(t);
    return n === null ? null : Math.round(n * 60);
  };
  const euros = (n) => n.toLocaleString("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const centimes = (n) => Math.round((n + Number.EPSILON) * 100) / 100;

  const champ = (form, nom) => form.querySelector(`[name="financement-${nom}"]`);
  const lire = (form, nom) => champ(form, nom)?.value ?? "";

  const proposerMontant = (form) => {
    const total = champ(form, "montant_total");
    const tarif = nombre(lire(form, "tarif_horaire"));
    const duree = minutes(lire(form, "minutes_financees"));
    if (!total || tarif === null || duree === null) return;
    if (total.value.trim() && total.value !== total.dataset.propose) return;
    const montant = euros(centimes((tarif * duree) / 60)).replace(/\u202f/g, " ");
    if (montant === total.value) return;
    total.value = total.dataset.propose = montant;
    total.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // B6 : deux genres différents font « mixte ».
  const proposerType = (form) => {
    const zone = form.querySelector("[data-types]");
    const choix = [...form.querySelectorAll('[name="financement-type_financement"]')];
    const coche = choix.find((c) => c.checked);
    if (coche && coche.value !== zone.dataset.propose) return;
    const types = JSON.parse(zone.dataset.types);
    const dispositifs = [champ(form, "dispositif"), ...lignesDe(form).map((l) => l.querySelector('[name$="-dispositif"]'))];
    const genres = [...new Set(dispositifs.map((d) => types[d.value]).filter(Boolean))];
    const propose = genres.length > 1 ? "mixte" : (genres[0] ?? "");
    if (propose === (coche?.value ?? "")) return;
    choix.forEach((c) => (c.checked = c.value === propose));
    zone.dataset.propose = propose;
    zone.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const lignesDe = (form) =>
    [...form.querySelectorAll("[data-part]")]
      .map((part) => part.closest("[data-ligne]"))
      .filter((ligne) => !ligne.hidden && !ligne.querySelector('[name$="-DELETE"]')?.checked);

  const partsDe = (form) =>
    lignesDe(form)
      .map((ligne) => ({
        valeur: nombre(ligne.querySelector('[name$="-valeur"]').value) ?? 0,
        mode: ligne.querySelector('[name$="-mode"]').value,
      }))
      .filter((part) => part.valeur > 0);

  const dire = (form) => {
    const zone = form.querySelector("[data-somme]");
    const total = nombre(lire(form, "montant_total"));
    if (!zone) return;
    zone.hidden = total === null;
    if (total === null) return;
    const cofinance = partsDe(form).reduce(
      (somme, p) => somme + (p.mode === "pourcent" ? centimes((total * p.valeur) / 100) : p.valeur), 0);
    const reste = centimes(total - cofinance);
    const principal = form.querySelector('[name="financement-financeur"]')?.selectedOptions?.[0]?.textContent.trim();
    zone.classList.toggle("j-somme--calme", reste >= 0);
    zone.querySelector("[data-somme-texte]").textContent = reste < 0
      ? `Les co-financeurs dépassent le montant total de ${euros(-reste)} €.`
      : principal
        ? `Part de ${principal} : ${euros(reste)} € sur ${euros(total)} €`
        : `Reste à affecter ${euros(reste)} € : choisissez le financeur principal.`;
  };

  const suivre = (form) => {
    if (form.dataset.repartition) return;
    form.dataset.repartition = "1";
    const suite = () => { proposerMontant(form); dire(form); };
    ["input", "change", "jalon:lignes"].forEach((quand) => form.addEventListener(quand, suite));
    form.addEventListener("change", (e) => {
      if (e.target.name?.endsWith("-dispositif")) proposerType(form);
      const tarif = champ(form, "tarif_horaire");
      if (e.target.name === "financement-tarification" && e.target.value === "forfait" && tarif) tarif.value = "";
    });
    form.addEventListener("jalon:lignes", () => proposerType(form));
    dire(form);
  };
  const chercher = (racine) =>
    racine.querySelectorAll("[data-financement]").forEach((zone) => suivre(zone.closest("form")));
  window.addEventListener("load", () => chercher(document));
  document.addEventListener("htmx:load", (e) => chercher(e.target));
})();
