// Filtres d'une liste : ouvrir celui d'une puce, fermer le panneau au clic dehors ou par Échap.
// Sans ce script, chaque filtre s'ouvre et s'applique aussi (details et formulaires).

const panneaux = () => document.querySelectorAll("details.j-filtrer[open]");

function ouvrirFiltre(filtre) {
  filtre.closest("details.j-filtrer").open = true;
  filtre.open = true;
  filtre.querySelector("select, input:not([type=hidden])")?.focus();
}

document.addEventListener("click", (evenement) => {
  const puce = evenement.target.closest("[data-ouvre-filtre]");
  if (puce) {
    evenement.preventDefault();
    ouvrirFiltre(document.querySelector(puce.hash));
    return;
  }
  for (const panneau of panneaux()) {
    if (!panneau.contains(evenement.target)) panneau.open = false;
  }
});

// Le panneau s'ouvre vers la gauche quand il sortirait de l'écran.
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.matches("details.j-filtrer")) return;
    target.classList.remove("j-filtrer--droite");
    const panneau = target.querySelector(".j-filtrer__panneau").getBoundingClientRect();
    target.classList.toggle("j-filtrer--droite", target.open && panneau.right > window.innerWidth);
  },
  true,
);

document.addEventListener("keydown", (evenement) => {
  if (evenement.key !== "Escape") return;
  for (const panneau of panneaux()) {
    panneau.open = false;
    panneau.querySelector("summary").focus();
  }
});

// ── Sélection : toute la page, tout le filtre, et combien ──

const lignesDe = (formulaire) => [...formulaire.elements].filter((champ) => champ.name === "choix");
const toutDe = (formulaire) => formulaire.querySelector("[data-choisir-tout]");

function dire(formulaire) {
  const lignes = lignesDe(formulaire);
  const cochees = lignes.filter((ligne) => ligne.checked).length;
  const tout = toutDe(formulaire);
  const page = formulaire.closest(".j-liste-corps")?.querySelector("[data-choisir-page]");
  if (tout && cochees < lignes.length) tout.checked = false;
  if (page) {
    page.checked = cochees > 0 && cochees === lignes.length;
    page.indeterminate = cochees > 0 && cochees < lignes.length;
  }
  const nombre = tout?.checked ? tout.dataset.nombre : `${cochees}`;
  formulaire.querySelector("[data-selection-compte]").textContent = `${nombre} ${formulaire.dataset.accord}${nombre === "1" ? "" : "s"}`;
}

document.addEventListener("change", ({ target }) => {
  const corps = target.closest?.(".j-liste-corps");
  const formulaire = corps?.querySelector("[data-selection]");
  if (!formulaire || !target.matches("[data-choisir-page], [data-choisir-tout], [name=choix]")) return;
  if (!target.matches("[name=choix]") && (target.checked || target.matches("[data-choisir-page]"))) {
    lignesDe(formulaire).forEach((ligne) => (ligne.checked = target.checked));
  }
  dire(formulaire);
});

document.addEventListener("reset", ({ target }) => {
  if (!target.matches("[data-selection]")) return;
  setTimeout(() => {
    dire(target);
    lignesDe(target)[0]?.focus();
  });
});

window.Jalon.preparer((racine) => {
  window.Jalon.tous(racine, "[data-choisir-page]").forEach((boite) => (boite.hidden = false));
});

// ── Panneau des colonnes : monter, descendre, sans aller-retour ──

document.addEventListener("click", (evenement) => {
  const bouton = evenement.target.closest("[data-colonnes] [data-deplacer]");
  if (!bouton) return;
  evenement.preventDefault();
  const rang = bouton.closest("[data-rang]");
  const haut = bouton.dataset.deplacer === "haut";
  const voisin = haut ? rang.previousElementSibling : rang.nextElementSibling;
  if (voisin && !voisin.querySelector(":disabled")) haut ? voisin.before(rang) : voisin.after(rang);
  bouton.focus();
  const place = [...rang.parentElement.children].indexOf(rang) + 1;
  rang.closest("form").querySelector("[data-annonce]").textContent = `${rang.querySelector("label").textContent} : place ${place}`;
});

// ── Export : le fichier arrive, le dialogue se ferme ──

document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-telecharge]")) setTimeout(() => target.closest("dialog")?.close(), 400);
});
