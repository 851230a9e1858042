// Saisie d'un mémo : la nature propose qui le lit, tant que la personne n'a pas choisi elle-même.
(() => {
  const { preparer, tous } = window.Jalon;

  const proposer = (nature) => {
    const { form } = nature;
    const visibilite = JSON.parse(nature.dataset.memoVisibilites)[nature.value];
    const bouton = form.querySelector(`[name=visibilite][value="${visibilite}"]`);
    if (bouton && !form.dataset.visibiliteChoisie) bouton.checked = true;
    if (nature.value === "relance") form.querySelector(".j-memo-plus").open = true;
  };

  preparer((racine) => {
    tous(racine, "[data-memo-visibilites]").forEach((nature) =>
      nature.addEventListener("change", () => proposer(nature)));
    tous(racine, ".j-memo-form [name=visibilite]").forEach((choix) =>
      choix.addEventListener("change", () => { choix.form.dataset.visibiliteChoisie = "oui"; }));
  });
})();
