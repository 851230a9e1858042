// « Imprimer » : la page telle quelle. Sans script, le navigateur imprime par son menu.
(() => {
  window.Jalon.preparer((racine) =>
    window.Jalon.tous(racine, "[data-imprimer]").forEach((bouton) => bouton.addEventListener("click", () => window.print())),
  );
})();
