// Nombres, durées et champs du financement : lus comme le serveur les lit, tenus en centimes entiers.
(() => {
  const nombre = (texte) => {
    const net = (texte ?? "").replace(/[\s\u00a0\u202f€%]/g, "").replace(",", ".");
    return /^\d+(\.\d{1,2})?$/.test(net) ? Number(net) : null;
  };
  const centimes = (texte) => {
    const n = nombre(texte);
    return n === null ? null : Math.round(n * 100);
  };
  const minutes = (texte) => {
    const t = (texte ?? "").trim().toLowerCase().replace(/\s+/g, "");
    const hm = t.match(/^(\d+)(?:h|:)(\d{1,2})?(?:min)?$/);
    if (hm) return Number(hm[1]) * 60 + Number(hm[2] ?? 0);
    const m = t.match(/^(\d+)min$/);
    if (m) return Number(m[1]);
    const n = nombre(t);
    return n === null ? null : Math.round(n * 60);
  };
  const ecrire = (c) =>
    (c / 100).toLocaleString("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace(/\u202f/g, "\u00a0");
  const euros = (c) => `${ecrire(c)}\u00a0€`;

  const PREFIXE = "financement-";
  const champ = (form, nom) => {
    const trouves = [...form.querySelectorAll(`[name="${PREFIXE}${nom}"]`)];
    return trouves[0]?.type === "radio" ? trouves.find((c) => c.checked) : trouves[0];
  };
  const lire = (form, nom) => champ(form, nom)?.value ?? "";
  const cadre = (form, nom) => form.querySelector(`[data-champ="${PREFIXE}${nom}"]`);

  // Pose une valeur comme si on l'avait saisie ; `libelle` sert à une fiche que la page ne connaît pas encore.
  const poser = (form, nom, valeur, libelle = valeur) => {
    const radios = [...form.querySelectorAll(`[type=radio][name="${PREFIXE}${nom}"]`)];
    radios.forEach((c) => (c.checked = c.value === valeur));
    const cible = radios.find((c) => c.checked) ?? champ(form, nom);
    if (cible?.tomselect) {
      cible.tomselect.addOption({ value: valeur, text: libelle });
      cible.tomselect.setValue(valeur);
    } else if (cible && !radios.length) {
      cible.value = valeur;
    }
    ["input", "change"].forEach((quand) => cible?.dispatchEvent(new Event(quand, { bubbles: true })));
  };

  // Prépare chaque formulaire de financement une fois, à l'arrivée de la page ou d'un fragment.
  const suivre = (nom, preparer) => {
    const chercher = (racine) =>
      racine.querySelectorAll("[data-financement]").forEach((zone) => {
        if (zone.dataset[nom]) return;
        zone.dataset[nom] = "1";
        preparer(zone.closest("form"), zone);
      });
    window.addEventListener("load", () => chercher(document));
    document.addEventListener("htmx:load", (e) => chercher(e.target.parentElement ?? e.target));
  };

  window.Jalon.financement = { nombre, centimes, minutes, ecrire, euros, champ, lire, cadre, poser, suivre };
})();
