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
