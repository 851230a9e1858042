// Le cadre où signer : le tracé part avec le formulaire. Sans script, on atteste et on tape son nom.
(() => {
  const preparer = (zone) => {
    const cadre = zone.querySelector("[data-signature-trace]");
    const toile = cadre.querySelector("canvas");
    const champ = zone.querySelector("input[name=traits]");
    const attester = zone.querySelector("details");
    cadre.hidden = false;
    attester.open = zone.querySelector("input[type=checkbox]").checked;
    const pad = new window.SignaturePad(toile, { penColor: getComputedStyle(toile).color, minWidth: 0.9, maxWidth: 2.6 });

    const ajuster = () => {
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      const traits = pad.toData();
      toile.width = toile.offsetWidth * ratio;
      toile.height = toile.offsetHeight * ratio;
      toile.getContext("2d").scale(ratio, ratio);
      pad.fromData(traits);
    };

    const noter = () => {
      champ.value = pad.isEmpty() ? "" : JSON.stringify(pad.toData().map(({ points }) => ({ points })));
    };

    pad.addEventListener("endStroke", noter);
    zone.querySelector("[data-signature-effacer]").addEventListener("click", () => {
      pad.clear();
      noter();
    });
    window.addEventListener("resize", ajuster);
    ajuster();
    if (champ.value) pad.fromData(JSON.parse(champ.value));
  };

  document.querySelectorAll("[data-signature]").forEach(preparer);
})();
