// Thème « Système » : suit le réglage de l'appareil, dès avant l'affichage et quand il change.
const sombre = window.matchMedia("(prefers-color-scheme: dark)");
const appliquer = () => document.documentElement.setAttribute("data-bs-theme", sombre.matches ? "dark" : "light");
appliquer();
sombre.addEventListener("change", appliquer);
