// Sets the theme before the first paint; a file of its own because the policy allows no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("contapics.theme");
  } catch {
    // Storage may be forbidden; the system's theme is used then.
  }
  var dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
