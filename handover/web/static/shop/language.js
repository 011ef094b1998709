// Before anything is drawn: the language of the page, from ?lang=, else as chosen last, else German. A classic script in the
// head, so that neither the page nor the chat (which goes by the page's language) begins in the wrong one.
(() => {
  const KEY = "bergwerk.language";
  const known = (language) => (["de", "en"].includes(language) ? language : null);
  // The country that was chosen in the header: there German is written without ß.
  const inSwitzerland = () => {
    try {
      return localStorage.getItem("bergwerk.country") === "CH";
    } catch {
      return false;
    }
  };
  let language = known(new URLSearchParams(location.search).get("lang"));
  try {
    if (language) localStorage.setItem(KEY, language);
    language ??= known(localStorage.getItem(KEY));
  } catch {
    // Storage is forbidden: the choice lasts for this page.
  }
  document.documentElement.lang = language === "en" ? "en" : inSwitzerland() ? "de-CH" : "de";
  if (language === "en") document.documentElement.classList.add("translating");
})();
