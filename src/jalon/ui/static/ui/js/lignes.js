// Lignes répétables : « Ajouter » copie la ligne modèle, « Retirer » coche la case et cache la ligne.
(() => {
  const { preparer, tous } = window.Jalon;

  const total = (bloc) => bloc.querySelector(`[name="${bloc.dataset.lignes}-TOTAL_FORMS"]`);
  const maximum = (bloc) => Number(bloc.querySelector(`[name="${bloc.dataset.lignes}-MAX_NUM_FORMS"]`)?.value ?? 1000);
  const visibles = (bloc) => [...bloc.querySelectorAll("[data-lignes-corps] > [data-ligne]:not([hidden])")];

  const annoncer = (bloc) => {
    bloc.querySelector("[data-lignes-ajouter]").disabled = visibles(bloc).length >= maximum(bloc);
    bloc.dispatchEvent(new CustomEvent("jalon:lignes", { bubbles: true }));
  };

  const preparerRetrait = (bloc, ligne) => {
    const bouton = ligne.querySelector("[data-ligne-retirer]");
    const caseRetrait = ligne.querySelector("[data-ligne-case]");
    if (!bouton || !caseRetrait) return;
    caseRetrait.hidden = true;
    bouton.hidden = false;
    bouton.addEventListener("click", () => {
      const voisine = ligne.previousElementSibling ?? ligne.nextElementSibling;
      caseRetrait.querySelector("input").checked = true;
      ligne.hidden = true;
      annoncer(bloc);
      (voisine?.querySelector("[data-ligne-retirer]:not([hidden])") ?? bloc.querySelector("[data-lignes-ajouter]")).focus();
    });
    if (caseRetrait.querySelector("input").checked) ligne.hidden = true;
  };

  const ajouter = (bloc) => {
    const modele = bloc.querySelector("template[data-ligne-modele]");
    const numero = Number(total(bloc).value);
    const copie = document.createElement("template");
    copie.innerHTML = modele.innerHTML.replaceAll("__prefix__", numero);
    const ligne = copie.content.querySelector("[data-ligne]");
    ligne.dataset.ligneNouvelle = "";
    bloc.querySelector("[data-lignes-corps]").append(ligne);
    total(bloc).value = numero + 1;
    window.htmx ? window.htmx.process(ligne) : null;
    ligne.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: ligne } }));
    preparerRetrait(bloc, ligne);
    annoncer(bloc);
    const premier = ligne.querySelector("input:not([type=hidden]), select, textarea");
    premier?.tomselect ? premier.tomselect.focus() : premier?.focus();
  };

  preparer((racine) =>
    tous(racine, "[data-lignes]").forEach((bloc) => {
      // La ligne vide sert quand le script ne tourne pas ; ici, « Ajouter » la remplace.
      const vides = [...bloc.querySelectorAll("[data-lignes-corps] > [data-ligne-vide]")];
      vides.forEach((ligne) => ligne.remove());
      if (vides.length) total(bloc).value = Number(total(bloc).value) - vides.length;
      bloc.querySelectorAll("[data-lignes-corps] > [data-ligne]").forEach((ligne) => preparerRetrait(bloc, ligne));
      const bouton = bloc.querySelector("[data-lignes-ajouter]");
      bouton.hidden = false;
      bouton.addEventListener("click", () => ajouter(bloc));
    }));
})();
