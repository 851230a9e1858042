// Ce qui change dans un formulaire suivi (data-suivi) : barre bleue, compte, Ctrl-S, Échap, départ.
(() => {
  const { preparer, tous, demander } = window.Jalon;
  const SANS_EFFET = "[type=hidden], [type=submit], [type=button], [name$=__recherche], [data-hors-suivi], .ts-control > input";
  let depart = false;

  const initiale = (champ) => champ.dataset.depart ?? (champ.matches("select") ? choixInitial(champ) : champ.defaultValue);
  const choixInitial = (select) => [...select.options].filter((o) => o.defaultSelected).map((o) => o.value).join("\n");
  const courante = (champ) =>
    champ.matches("select") ? [...champ.selectedOptions].map((o) => o.value).filter(Boolean).join("\n") : champ.value;

  const aChange = (champ) => {
    if (champ.matches("[type=checkbox], [type=radio]")) {
      const { depart } = champ.dataset;
      return champ.checked !== (depart === undefined ? champ.defaultChecked : depart.split("\n").includes(champ.value));
    }
    if (champ.matches("select") && champ.dataset.depart === undefined) {
      const debut = choixInitial(champ);
      return courante(champ) !== (debut || (champ.multiple || champ.tomselect ? "" : champ.options[0]?.value ?? ""));
    }
    return courante(champ) !== initiale(champ);
  };

  const champsDe = (form) => [...form.elements].filter((c) => c.name && !c.matches(SANS_EFFET));

  const compter = (form) => {
    const blocs = new Map();
    champsDe(form).forEach((champ) => {
      const bloc = champ.closest("[data-champ]") ?? champ;
      blocs.set(bloc, (blocs.get(bloc) ?? false) || aChange(champ));
    });
    blocs.forEach((change, bloc) => bloc.matches("[data-champ]") && bloc.classList.toggle("j-modifie", change));
    const ajoutees = [...form.querySelectorAll("[data-ligne-nouvelle]")].length;
    return [...blocs.values()].filter(Boolean).length + (ajoutees && ![...blocs.values()].some(Boolean) ? ajoutees : 0);
  };

  const dire = (form) => {
    const n = compter(form);
    form.dataset.modifs = n;
    const zone = form.querySelector("[data-compte-modifs]");
    if (!zone) return;
    zone.hidden = n === 0 && "neuf" in zone.dataset;
    zone.classList.toggle("j-sale", n > 0);
    zone.querySelector("[data-compte-texte]").textContent =
      n === 0 ? "Aucune modification" : n === 1 ? "1 modification non enregistrée" : `${n} modifications non enregistrées`;
  };

  const suivis = (racine = document) => [...racine.querySelectorAll("form[data-suivi]")];
  const modifies = (racine = document) => suivis(racine).filter((f) => Number(f.dataset.modifs) > 0);
  const abandonner = (phrase = "Ce que vous avez saisi n’est pas enregistré.") =>
    demander({ titre: "Abandonner les modifications ?", phrase, oui: "Abandonner", non: "Continuer la saisie" });
  window.Jalon.modifies = modifies;
  window.Jalon.abandonner = abandonner;

  preparer((racine) =>
    tous(racine, "form[data-suivi]").forEach((form) => {
      form.addEventListener("input", () => dire(form));
      form.addEventListener("change", () => dire(form));
      form.addEventListener("jalon:lignes", () => dire(form));
      setTimeout(() => dire(form));
    }));

  document.addEventListener("submit", (e) => e.target.matches("form[data-suivi]") && (depart = true));
  document.addEventListener("htmx:afterRequest", () => (depart = false));
  window.addEventListener("beforeunload", (e) => !depart && modifies().length && e.preventDefault());

  // « Annuler » et Échap : on ne perd rien sans le dire.
  const quitter = async (lien) => {
    const form = lien.closest("form");
    if (Number(form?.dataset.modifs) > 0 && !(await abandonner())) return;
    depart = true;
    form?.removeAttribute("data-suivi");
    lien.hasAttribute("hx-get") ? lien.dispatchEvent(new CustomEvent("jalon:quitter", { bubbles: true })) : (location.href = lien.href);
  };
  document.addEventListener("click", (e) => {
    const lien = e.target.closest?.("a[data-abandon]");
    if (!lien || e.ctrlKey || e.metaKey || lien.hasAttribute("hx-get")) return;
    e.preventDefault();
    quitter(lien);
  });

  const formulaireCourant = () => {
    const ouvert = document.querySelector("dialog[open]");
    const racine = ouvert ?? document;
    const ici = document.activeElement?.closest?.("form");
    if (ici && racine.contains(ici) && ici.method === "post") return ici;
    return modifies(racine)[0] ?? suivis(racine)[0] ?? ouvert?.querySelector("form[method=post]");
  };

  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "s") {
      const form = formulaireCourant();
      if (!form) return;
      e.preventDefault();
      window.htmx?.process(form); // un dialogue à peine arrivé : sans cela, l'envoi quitterait la page
      form.requestSubmit(form.querySelector("button[type=submit].btn-primary") ?? undefined);
    } else if (e.key === "Escape" && !e.defaultPrevented && !document.querySelector("dialog[open], details.j-deroulant[open], .ts-wrapper.dropdown-active")) {
      const lien = formulaireCourant()?.querySelector("a[data-abandon]");
      if (lien && !lien.hasAttribute("hx-get")) {
        e.preventDefault();
        quitter(lien);
      }
    }
  });

  // Conflit : reprendre la valeur enregistrée par l'autre personne.
  document.addEventListener("click", (e) => {
    const bouton = e.target.closest?.("[data-reprendre]");
    if (!bouton) return;
    const bloc = bouton.closest("[data-champ]");
    const { reprendre, reprendreTexte } = bouton.dataset;
    const champ = bloc.querySelector(".ts-hidden-accessible, .tomselected, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=date])");
    if (champ?.tomselect) {
      champ.tomselect.addOption({ value: reprendre, text: reprendreTexte });
      champ.tomselect.setValue(reprendre);
    } else if (champ) {
      champ.value = reprendre;
    } else {
      bloc.querySelectorAll("input[type=radio], input[type=checkbox]").forEach((c) => (c.checked = c.value === reprendre || (c.type === "checkbox" && reprendre === "True")));
    }
    bloc.querySelector("input, select, textarea")?.dispatchEvent(new Event("input", { bubbles: true }));
    champ?.focus?.();
    bouton.closest(".j-conflit").remove();
  });
})();
