// Copier un texte montré une fois : le bouton n'apparaît que là où il sait copier.
(() => {
  const { preparer, tous, annoncer } = window.Jalon;

  const copier = async (champ) => {
    champ.select();
    if (navigator.clipboard) return navigator.clipboard.writeText(champ.value);
    document.execCommand("copy");
  };

  preparer((racine) =>
    tous(racine, "[data-copie]").forEach((bloc) => {
      const [champ, bouton] = [bloc.querySelector("input"), bloc.querySelector("[data-copier]")];
      bouton.hidden = false;
      bouton.addEventListener("click", async () => {
        await copier(champ);
        bouton.querySelector("[data-copier-texte]").textContent = "Copié";
        annoncer("Copié");
      });
    })
  );
})();
