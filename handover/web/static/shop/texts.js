export const english = document.documentElement.lang === "en";
const swiss = document.documentElement.lang === "de-CH";

/** The text in the page's language. */
export function t(german, inEnglish) {
  if (english) return inEnglish;
  return swiss ? german.replaceAll("ß", "ss") : german;
}

const ATTRIBUTES = { "data-en-label": "aria-label", "data-en-placeholder": "placeholder", "data-en-alt": "alt", "data-en-title": "title" };

/** Put the English that stands beside the German in the markup in its place, or write the German as the Swiss do. */
export function translatePage() {
  if (swiss) {
    for (const element of document.querySelectorAll("[data-en]")) element.textContent = t(element.textContent);
  }
  if (english) {
    for (const element of document.querySelectorAll("[data-en]")) element.textContent = element.dataset.en;
    for (const [from, to] of Object.entries(ATTRIBUTES)) {
      for (const element of document.querySelectorAll(`[${from}]`)) element.setAttribute(to, element.getAttribute(from));
    }
  }
  document.documentElement.classList.remove("translating");
}
