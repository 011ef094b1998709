// Looking for words in the failure log.

import { html } from "../../vendor/preact-htm.js";
import { useLocale } from "../../staff/controllers/hooks.js";

/** @param {{words: string, onSearch: (words: string) => void}} props Without words it looks for nothing. */
export function Search({ words, onSearch }) {
  const { t } = useLocale();
  function search(event) {
    event.preventDefault();
    onSearch(new FormData(event.target).get("q").trim());
  }
  return html`
    <form class="search" role="search" data-words=${words || null} onSubmit=${search}>
      <label class="field" for="search-words">${t("search.label")}</label>
      <div class="search-row">
        <input
          id="search-words" type="search" name="q" maxlength="200" autocomplete="off" aria-describedby="search-help"
          key=${words} defaultValue=${words}
        />
        <button class="button">${t("search.go")}</button>
      </div>
      <p class="hint" id="search-help">${t("search.help")}</p>
    </form>
  `;
}
