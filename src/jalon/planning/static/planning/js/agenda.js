// L'agenda : EventCalendar habillé, glisser et étirer ; chaque refus revient du serveur, dans le dialogue.
(() => {
  const { enSaisie } = window.Jalon;
  const cadre = document.getElementById("agenda");
  const telephone = matchMedia("(max-width: 767px)").matches;

  // Au téléphone, sans vue demandée : la liste du jour se lit mieux que des colonnes.
  if (cadre && telephone && !cadre.dataset.demandee) {
    const adresse = new URL(location.href);
    adresse.searchParams.set("vue", "liste");
    location.replace(adresse);
    return;
  }

  // Choisir une personne ou une salle montre aussitôt son agenda.
  const choix = document.querySelector("form[data-agendas]");
  choix?.querySelector("button[type=submit]").classList.add("j-vu");
  choix?.addEventListener("change", () => choix.requestSubmit());

  // Raccourcis : une lettre, hors d'un champ et d'un dialogue.
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || enSaisie(document.activeElement) || document.querySelector("dialog[open]")) return;
    const touche = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    const lien = document.querySelector(`[data-touche="${CSS.escape(touche)}"]`);
    if (!lien) return;
    e.preventDefault();
    lien.click();
  });

  if (!cadre) return;
  const { vue, jour, debut, fin, retour } = cadre.dataset;
  const couloirs = JSON.parse(cadre.dataset.couloirs);
  const fermes = JSON.parse(cadre.dataset.fermes);
  const adresses = JSON.parse(cadre.dataset.adresses);
  const planifier = "planifier" in cadre.dataset;
  const VUES = { jour: "resourceTimeGridDay", semaine: "resourceTimeGridWeek", mois: "dayGridMonth" };

  const deux = (n) => String(n).padStart(2, "0");
  const moment = (d) => ({ jour: `${deux(d.getDate())}/${deux(d.getMonth() + 1)}/${d.getFullYear()}`, heure: `${deux(d.getHours())}:${deux(d.getMinutes())}` });
  const demander = (methode, adresse, valeurs) =>
    htmx.ajax(methode, adresse, { target: "#dialogue", swap: "innerHTML", values: valeurs });
  const avec = (adresse, valeurs) => `${adresse}?${new URLSearchParams(valeurs)}`;

  // Glissée ou étirée : le serveur tranche. Un refus ouvre le dialogue ; le fermer remet la séance où elle était.
  const deplacer = ({ event, revert, oldResource, newResource, oldEvent }) => {
    const [de, a] = [moment(event.start), moment(event.end)];
    const valeurs = { version: event.extendedProps.version, jour: de.jour, heure_debut: de.heure, heure_fin: a.heure };
    const [avant, apres] = [oldResource?.id, newResource?.id];
    if (avant && apres && avant !== apres) {
      if (avant[0] !== "p" || apres[0] !== "p") return revert();
      Object.assign(valeurs, { de: avant.slice(1), vers: apres.slice(1) });
    }
    if (de.jour !== a.jour || (oldEvent && moment(oldEvent.start).jour !== de.jour && a.heure <= de.heure)) return revert();
    const boite = document.getElementById("dialogue");
    boite.addEventListener("close", revert, { once: true });
    const rate = () => revert();
    document.addEventListener("htmx:sendError", rate, { once: true });
    boite.addEventListener("htmx:afterSwap", () => boite.querySelector("form")?.removeAttribute("data-suivi"), { once: true }); // renoncer ne demande rien
    demander("POST", avec(adresses.deplacer.replace("/0/", `/${event.id}/`), { retour }), valeurs);
  };

  const nouveau = (debutLe, finLe, couloir) => {
    const [de, a] = [moment(debutLe), moment(finLe)];
    const valeurs = { jour: de.jour, heure_debut: de.heure, retour };
    if (a.jour === de.jour && a.heure !== "00:00") valeurs.heure_fin = a.heure;
    if (couloir) valeurs[couloir[0] === "p" ? "animateur" : "lieu"] = couloir.slice(1);
    demander("GET", avec(adresses.nouveau, valeurs));
  };

  const nom = (id) => couloirs.find((c) => c.id === id)?.nom ?? "";
  const dessiner = ({ event, timeText }) => {
    if (event.display === "background") return event.title;
    const boite = document.createElement("div");
    const [titre, quoi] = [document.createElement("b"), document.createElement("span")];
    boite.className = "j-ev";
    titre.textContent = vue === "mois" ? `${moment(event.start).heure} ${event.title}` : event.title;
    quoi.textContent = event.extendedProps.quoi ?? "";
    boite.append(titre, quoi);
    boite.title = `${timeText} ${event.title}${quoi.textContent ? `, ${quoi.textContent}` : ""}`;
    return { domNodes: [boite] };
  };

  const fond = fermes.flatMap(({ start, end, nom: titre }) =>
    (couloirs.length ? couloirs : [{ id: undefined }]).map(({ id }) => ({
      start: `${start}T00:00`, end: `${end}T00:00`, display: "background", title: titre, ...(id ? { resourceIds: [id] } : {}),
    })));

  const charger = async () => {
    const params = new URLSearchParams(location.search);
    params.set("debut", debut);
    params.set("fin", fin);
    const reponse = await fetch(`${adresses.source}?${params}`, { headers: { Accept: "application/json", "X-Requested-With": "fetch" } }).catch(() => null);
    if (!reponse?.ok || reponse.redirected) throw new Error("agenda");
    return (await reponse.json()).evenements;
  };

  const monter = (evenements) => {
    cadre.replaceChildren();
    const matin = Math.min(8, ...evenements.map((e) => Number(e.start.slice(11, 13))));
    const soir = Math.max(19, ...evenements.map((e) => Number(e.end.slice(11, 13)) + 1));
    const weekend = evenements.some((e) => [0, 6].includes(new Date(e.start).getDay()));
    const calendrier = window.EventCalendar.create(cadre, {
      view: VUES[vue], date: jour, locale: "fr", firstDay: 1, hiddenDays: weekend || vue === "jour" ? [] : [0, 6],
      allDaySlot: false, nowIndicator: true, datesAboveResources: true, height: vue === "mois" ? "52rem" : "auto",
      slotMinTime: `${deux(matin)}:00`, slotMaxTime: `${deux(Math.min(soir, 24))}:00`, slotDuration: "00:30", snapDuration: "00:15", slotHeight: 34,
      slotEventOverlap: false, headerToolbar: { start: "", center: "", end: "" }, resources: couloirs.map(({ id, title }) => ({ id, title })),
      resourceLabelDidMount: ({ el, resource }) => { el.title = nom(resource.id); el.setAttribute("aria-label", nom(resource.id)); },
      dayHeaderFormat: vue === "mois" ? { weekday: "long" } : { weekday: "short", day: "numeric", month: "short" }, slotLabelFormat: { hour: "2-digit", minute: "2-digit" }, eventTimeFormat: { hour: "2-digit", minute: "2-digit" },
      events: [...evenements, ...(vue === "mois" ? [] : fond)], eventContent: dessiner, dayMaxEvents: vue === "mois",
      moreContent: ({ num }) => `et ${num} de plus`,
      editable: false, eventStartEditable: planifier && vue !== "mois", eventDurationEditable: planifier && vue !== "mois",
      eventDrop: deplacer, eventResize: deplacer, selectable: planifier && vue !== "mois", selectMinDistance: 4,
      select: ({ start, end, resource }) => { calendrier.unselect(); nouveau(start, end, resource?.id); },
      dateClick: ({ date, resource, allDay }) => {
        if (vue === "mois") { location.href = avec("", { ...Object.fromEntries(new URLSearchParams(location.search)), vue: "jour", le: `${date.getFullYear()}-${deux(date.getMonth() + 1)}-${deux(date.getDate())}` }); return; }
        if (planifier && !allDay) nouveau(date, date, resource?.id);
      },
      eventClick: ({ event }) => event.id && event.extendedProps.pk && demander("GET", avec(adresses.fiche.replace("/0/", `/${event.id}/`), { retour })),
      eventDidMount: ({ el, event }) => {
        if (event.display === "background") return;
        const { pk } = event.extendedProps;
        if (!pk) { el.removeAttribute("role"); el.removeAttribute("tabindex"); }
        else el.setAttribute("aria-label", `${moment(event.start).jour}, ${moment(event.start).heure} – ${moment(event.end).heure}, ${event.title}, ${event.extendedProps.quoi}${event.resourceIds?.length ? `, ${event.resourceIds.map(nom).join(", ")}` : ""}`);
      },
    });
    adoucir();
    new MutationObserver(adoucir).observe(cadre, { childList: true, subtree: true });
  };

  // Le calendrier se dit « tableau » sans en avoir les lignes : il devient un groupe, la liste est sa jumelle accessible.
  const adoucir = () => cadre.querySelectorAll("[role=table], [role=row], [role=rowgroup], [role=columnheader], [role=cell], [role=rowheader]").forEach((e) => {
    ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount"].forEach((attribut) => e.removeAttribute(attribut));
  });

  charger().then(monter).catch(() => {
    cadre.textContent = "Les rendez-vous n’ont pas pu être lus : vérifiez la connexion, puis rechargez la page.";
    cadre.className = "j-vide";
  });
})();
