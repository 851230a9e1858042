// Autocomplétion : Tom Select sur le <select> de la page, recherche au serveur, création dans un dialogue.
(() => {
  const { preparer, tous, icone } = window.Jalon;
  let demandeur = null; // le champ qui a ouvert le dialogue de création

  const el = (balise, classe, ...enfants) => {
    const e = document.createElement(balise);
    if (classe) e.className = classe;
    e.append(...enfants);
    return e;
  };

  const parametresLies = (select) => {
    const params = new URLSearchParams();
    (select.dataset.lies ?? "").split(" ").filter(Boolean).forEach((lie) => {
      const [parametre, nom] = lie.split(":");
      const voisin = select.form?.elements[nom];
      if (voisin?.value) params.set(parametre, voisin.value);
    });
    return params;
  };

  const adresse = (base, params) => `${base}${base.includes("?") ? "&" : "?"}${params}`;

  const chercher = (select, ts) => async (q, rendre) => {
    const params = parametresLies(select);
    params.set("q", q);
    const enVol = (ts().jEnVol ??= new Set());
    enVol.add(q);
    try {
      const reponse = await fetch(adresse(select.dataset.autocomplete, params), {
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
      });
      if (!reponse.ok || reponse.redirected) throw new Error();
      const { results, suite } = await reponse.json();
      const outil = ts();
      if (q !== outil.inputValue()) {
        rendre(); // réponse à une saisie dépassée
        return relancer(outil);
      }
      outil.jAttend = false;
      outil.clearOptions((o) => outil.items.includes(String(o.value)));
      const groupes = [...new Set(results.map((r) => r.groupe).filter(Boolean))];
      groupes.forEach((g, i) => outil.addOptionGroup(g, { label: g, $order: i }));
      outil.jTrouves = new Set(results.map((r) => String(r.value)));
      outil.jSuite = suite;
      rendre(results.map((r, i) => ({ ...r, value: String(r.value), optgroup: r.groupe || undefined, $order: i })));
      if (outil.jValide && results.length === 1) choisir(outil, String(results[0].value));
    } catch {
      ts().jPanne = true;
      ts().jAttend = false;
      rendre([]);
    } finally {
      enVol.delete(q);
    }
  };

  // Tom Select ne redemande pas une saisie déjà demandée, et la recherche d'ouverture peut annuler la première :
  // tant que la réponse attendue n'est ni là ni en route, on la redemande.
  const relancer = (ts) => {
    const q = ts.inputValue();
    if (!ts.jAttend || ts.jEnVol?.has(q)) return;
    delete ts.loadedSearches[q];
    ts.load(q);
  };

  const choisir = (ts, valeur) => {
    ts.jValide = false;
    ts.addItem(valeur);
    ts.setTextboxValue("");
    ts.close();
  };

  // Tant que la réponse à ce qui est tapé n'est pas là, rien de l'ancienne liste ne peut être choisi :
  // Entrée attend (et prend le seul résultat s'il n'y en a qu'un), Tab s'en va sans rien choisir.
  const surveiller = (ts) => {
    // Un champ déjà rempli garde sa saisie cachée un instant après le focus : la première frappe s'y perdrait.
    ts.control_input.addEventListener("focus", () => {
      ts.isInputHidden = false;
      ts.wrapper.classList.remove("input-hidden");
    });
    ts.control_input.addEventListener("input", () => {
      ts.jValide = false;
      ts.jAttend = ts.control_input.value.trim().length >= 2;
      if (!ts.jAttend) return;
      ts.jTrouves = new Set();
      ts.clearActiveOption();
      relancer(ts);
      ts.refreshOptions(true);
    });
    ts.control_input.addEventListener("keydown", (e) => {
      if (!ts.jAttend || !["Enter", "Tab"].includes(e.key)) return;
      e.stopImmediatePropagation();
      if (e.key === "Enter") {
        e.preventDefault();
        ts.jValide = true;
      }
    }, true);
  };

  // Une proposition : le texte, le détail, ses raisons (✓ ou ⚠), et à droite ce qui se compare.
  const marque = ([ton, mots]) => el("span", ton === "vert" ? "j-concorde" : "j-ecart", icone(ton === "vert" ? "check" : "alert-triangle"), mots);
  const ligne = (option) => {
    const [texte, ...cote] = [el("span", "j-bloc", option.text), ...(option.cote ?? []).map((mots) => el("span", "j-num j-bloc", mots))];
    if (!option.marques?.length && !cote.length) {
      const rendu = el("div", "option", texte);
      if (option.detail) rendu.append(el("span", "j-second", option.detail));
      return rendu;
    }
    const raisons = el("span", "j-rang j-rang--retour", ...(option.detail ? [el("span", "j-option__detail", option.detail)] : []), ...(option.marques ?? []).map(marque));
    return el("div", "option j-option", el("span", "j-min", texte, raisons), el("span", "j-option__cote", ...cote));
  };

  // « Créer » ferme la liste, après ce qui existe déjà ; s'il y a d'autres résultats, on le dit.
  const placerFin = (ts) => {
    const contenu = ts.dropdown_content;
    contenu.querySelector(".j-ts-suite")?.remove();
    if (ts.jSuite && contenu.querySelector(".option")) contenu.append(el("div", "j-ts-attente j-ts-suite", "D’autres résultats existent : précisez."));
    const create = contenu.querySelector(".create");
    if (create) contenu.append(create);
  };

  const creer = (select, texte) => {
    demandeur = select;
    const params = parametresLies(select);
    params.set("nom", texte);
    window.htmx.ajax("GET", adresse(select.dataset.creer, params), { target: "#dialogue", swap: "innerHTML" });
  };

  const habiller = (select) => {
    if (select.tomselect || select.disabled || !window.TomSelect) return;
    select.parentElement.querySelector(".j-secours")?.remove();
    const peutCreer = Boolean(select.dataset.creer);
    const libelle = select.labels?.[0]?.childNodes[0]?.textContent.trim() ?? "";
    const ts = new window.TomSelect(select, {
      valueField: "value",
      labelField: "text",
      searchField: [],
      optgroupField: "optgroup",
      sortField: [{ field: "$order" }],
      lockOptgroupOrder: true,
      maxOptions: 50,
      placeholder: select.dataset.invite,
      hidePlaceholder: true,
      closeAfterSelect: !select.multiple,
      selectOnTab: true,
      openOnFocus: true,
      preload: "focus",
      loadThrottle: 200,
      refreshThrottle: 0,
      shouldLoad: (q) => q.length === 0 || q.length >= 2,
      load: (q, rendre) => chercher(select, () => ts)(q, rendre),
      // C'est le serveur qui cherche : on montre ce qu'il a trouvé, dans son ordre.
      score: () => (option) => (!ts?.jTrouves || ts.jTrouves.has(String(option.value)) ? 1 : 0),
      plugins: select.multiple ? { remove_button: { title: "Retirer" } } : { clear_button: { title: `Effacer${libelle ? ` : ${libelle}` : ""}` } },
      createOnBlur: false,
      create: peutCreer ? (texte, rendre) => { creer(select, texte); rendre(); return false; } : false,
      createFilter: (texte) => texte.trim().length >= 2 && !ts?.jAttend,
      render: {
        option: ligne,
        item: (option) => el("div", "item", option.text),
        optgroup_header: (g) => el("div", "optgroup-header", g.label),
        option_create: ({ input }) => el("div", "create", icone("plus"), `${select.dataset.creerLibelle ?? "Créer"} « ${input} »`),
        no_results: ({ input }) => el("div", "no-results", ts.jAttend ? "Recherche…" : ts.jPanne ? "La recherche n’a pas répondu : réessayez." : input.length < 2 && input ? "Tapez au moins deux lettres." : "Aucun résultat."),
        loading: () => el("div", "j-ts-attente", "Recherche…"),
        not_loading: () => null,
        no_more_results: () => null,
      },
      onLoad: () => (ts.jPanne = false),
    });
    // Le libellé désigne maintenant la saisie : le <select> caché se tait, sinon le champ serait lu deux fois.
    select.setAttribute("aria-hidden", "true");
    ts.control_input.setAttribute("autocomplete", "off");
    const decrit = select.getAttribute("aria-describedby");
    if (decrit) ts.control_input.setAttribute("aria-describedby", decrit);
    if (select.getAttribute("aria-invalid")) ts.control_input.setAttribute("aria-invalid", "true");
    if (select.getAttribute("aria-required")) ts.control_input.setAttribute("aria-required", "true");
    surveiller(ts);
    ts.hook("after", "refreshOptions", () => placerFin(ts));
    ts.on("change", () => select.dispatchEvent(new Event("input", { bubbles: true })));
    ts.wrapper.querySelector(".clear-button")?.setAttribute("tabindex", "-1");
    ts.on("type", () => (ts.jPanne = false));
  };

  preparer((racine) => tous(racine, "select[data-autocomplete]").filter((s) => !s.closest("template")).forEach(habiller));

  // « Créer » à côté du champ : le même dialogue que depuis la liste ; sans script, le lien mène à la page.
  document.addEventListener("click", (e) => {
    const lien = e.target.closest?.("a[data-creer-pour]");
    const select = lien && document.getElementById(lien.dataset.creerPour);
    if (!select?.tomselect || !select.dataset.creer || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    creer(select, "");
  });

  // La fiche vient d'être créée : le dialogue se ferme, le champ qui l'avait ouvert la choisit.
  document.addEventListener("jalon:cree", (e) => {
    const { value, text } = e.detail;
    document.getElementById("dialogue")?.close();
    const ts = demandeur?.tomselect;
    demandeur = null;
    if (!ts) return;
    ts.addOption({ value: String(value), text });
    ts.addItem(String(value));
    ts.setTextboxValue("");
    ts.settings.openOnFocus = false; // le focus revient au champ : la fiche choisie se lit, la liste reste fermée
    ts.focus();
    ts.close();
    setTimeout(() => (ts.settings.openOnFocus = true), 300);
  });
})();
