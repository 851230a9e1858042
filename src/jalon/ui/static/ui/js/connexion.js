// Démonstration : un clic sur un compte d'essai remplit le courriel et mène au mot de passe.
document.querySelectorAll("[data-compte]").forEach((bouton) => {
  bouton.hidden = false;
  bouton.addEventListener("click", () => {
    const courriel = document.querySelector("form input[name=login]");
    courriel.value = bouton.dataset.compte;
    document.querySelector("form input[type=password]").focus();
  });
});
