// Signature au doigt, au stylet, à la souris. Sans script, seule l'attestation au clavier se montre.
// Les traits (JSON de `toData`, au dixième de pixel) vont dans un champ caché à chaque trait ; l’image se refait au serveur.
(() => {
  const { preparer, tous, annoncer } = window.Jalon;
  const ENCRE = "#12304a"; // toujours sur papier blanc, thème sombre compris : l'image se garde et s'imprime
  const DENSITE_MAX = 2;

  const arrondir = (n) => Math.round(n * 10) / 10;
  // Un trait : ses points, en pixels ; `time`, en millisecondes depuis le premier point posé.
  const traitsDe = (pad) => {
    const dessin = pad.toData();
    const debut = dessin[0]?.points[0]?.time ?? 0;
    return dessin.map(({ points }) => ({
      points: points.map(({ x, y, time }) => ({ x: arrondir(x), y: arrondir(y), time: Math.max(0, Math.round(time - debut)) })),
    }));
  };

  const relire = (texte) => {
    try {
      return JSON.parse(texte).map(({ points }) => ({
        penColor: ENCRE, dotSize: 0, minWidth: 1, maxWidth: 2.6, velocityFilterWeight: 0.7,
        compositeOperation: "source-over", points: points.map(({ x, y, time }) => ({ x, y, time, pressure: 0.5 })),
      }));
    } catch {
      return [];
    }
  };

  const ajuster = (canevas, pad) => {
    const { width, height } = canevas.getBoundingClientRect();
    if (!width || (canevas.jLargeur === width && canevas.jHauteur === height)) return;
    const dessin = pad.toData();
    const densite = Math.min(window.devicePixelRatio || 1, DENSITE_MAX);
    [canevas.jLargeur, canevas.jHauteur] = [width, height];
    [canevas.width, canevas.height] = [width * densite, height * densite];
    canevas.getContext("2d").scale(densite, densite);
    pad.clear();
    pad.fromData(dessin);
  };

  const poser = (bloc) => {
    if (bloc.jSignature) return;
    const un = (nom) => bloc.querySelector(`[data-signature-${nom}]`);
    const [dessin, clavier, traits] = ["dessin", "clavier", "traits"].map(un);
    const canevas = dessin.querySelector("canvas");
    const pad = new window.SignaturePad(canevas, { penColor: ENCRE, minWidth: 1, maxWidth: 2.6, throttle: 8 });
    bloc.jSignature = pad;

    const garder = () => {
      traits.value = pad.isEmpty() ? "" : JSON.stringify(traitsDe(pad));
      bloc.toggleAttribute("data-signe", !pad.isEmpty());
    };
    const effacer = () => {
      pad.clear();
      garder();
    };

    dessin.hidden = false;
    clavier.open = Boolean(clavier.dataset.ouvert);
    dessin.hidden = clavier.open;
    if (traits.value) pad.fromData(relire(traits.value));
    new ResizeObserver(() => ajuster(canevas, pad)).observe(canevas);
    ajuster(canevas, pad);
    pad.addEventListener("endStroke", garder);
    un("effacer").addEventListener("click", () => {
      effacer();
      annoncer("Signature effacée");
    });
    clavier.addEventListener("toggle", () => {
      dessin.hidden = clavier.open; // l'un ou l'autre : ce qui n'est pas montré n'est pas envoyé
      if (clavier.open) effacer();
      else clavier.querySelectorAll("input").forEach((champ) => champ.type === "checkbox" && (champ.checked = false));
    });
  };

  preparer((racine) => tous(racine, "[data-signature-pad]").forEach(poser));
})();
