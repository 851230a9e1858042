// Copier un marqueur d'un clic, ou d'Entrée : c'est un bouton.
(() => {
  const copier = async (texte) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(texte);
    const champ = Object.assign(document.createElement("textarea"), { value: texte, className: "visually-hidden" });
    document.body.append(champ);
    champ.select();
    document.execCommand("copy");
    champ.remove();
  };

  document.addEventListener("click", async (evenement) => {
    const bouton = evenement.target.closest("[data-copier-marqueur]");
    if (!bouton) return;
    await copier(bouton.dataset.copierMarqueur);
    document.querySelectorAll(".e-copier.est-copie").forEach((autre) => autre.classList.remove("est-copie"));
    bouton.classList.add("est-copie");
    window.Jalon.annoncer(`Copié : ${bouton.dataset.copierMarqueur}`);
  });
})();
