// Champs : calendrier, mise en forme des dates, liens d'erreur, retour au premier champ faux.
(() => {
  const { preparer, tous } = window.Jalon;

  const versIso = (texte) => {
    const m = texte.trim().match(/^(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})$/);
    return m ? `${m[3]}-${m[2].padStart(2, "0")}-${m[1].padStart(2, "0")}` : "";
  };
  const versFrancais = (iso) => iso.split("-").reverse().join("/");

  const calendrier = (bloc) => {
    const champ = bloc.querySelector("input");
    const bouton = bloc.querySelector("button");
    if (!("showPicker" in HTMLInputElement.prototype) || champ.disabled) return;
    const natif = document.createElement("input");
    Object.assign(natif, { type: "date", tabIndex: -1, className: "j-calendrier-natif" });
    natif.setAttribute("aria-hidden", "true");
    natif.dataset.horsSuivi = "";
    bloc.append(natif);
    bouton.hidden = false;
    bouton.removeAttribute("tabindex");
    bouton.addEventListener("click", () => {
      natif.value = versIso(champ.value);
      natif.showPicker();
    });
    natif.addEventListener("change", () => {
      champ.value = natif.value ? versFrancais(natif.value) : "";
      champ.dispatchEvent(new Event("input", { bubbles: true }));
      champ.dispatchEvent(new Event("change", { bubbles: true }));
      champ.focus();
    });
    champ.addEventListener("blur", () => {
      const iso = versIso(champ.value);
      if (!iso || champ.value === versFrancais(iso)) return;
      champ.value = versFrancais(iso);
      champ.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  preparer((racine) => tous(racine, "[data-calendrier]").forEach(calendrier));

  const aller = (id) => {
    const cible = document.getElementById(id);
    if (!cible) return false;
    cible.tomselect ? cible.tomselect.focus() : cible.focus({ preventScroll: true });
    (cible.closest("[data-champ]") ?? cible).scrollIntoView({ block: "center" });
    return true;
  };
  document.addEventListener("click", (e) => {
    const lien = e.target.closest?.("[data-erreurs] a[href^='#']");
    if (lien && aller(lien.hash.slice(1))) e.preventDefault();
  });
  // Une adresse qui vise un champ (« ce qui manque ») pose le curseur dedans.
  window.addEventListener("load", () => {
    if (location.hash.length > 1 && document.getElementById(location.hash.slice(1))?.matches("input, select, textarea")) aller(location.hash.slice(1));
  });
  // Le résumé des erreurs prend la main à son arrivée : c'est lui que lit un lecteur d'écran.
  preparer((racine) => tous(racine, "[data-erreurs]").filter((r) => !r.closest(".j-planche")).slice(0, 1).forEach((resume) => setTimeout(() => resume.focus())));
})();
