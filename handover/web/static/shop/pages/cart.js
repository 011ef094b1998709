import { picture, productUrl } from "../card.js";
import { h, icon, ICONS } from "../dom.js";
import { centsOf, money, VOUCHERS } from "../prices.js";
import { cart, setPieces } from "../state.js";
import { known, sums } from "../summary.js";
import { t } from "../texts.js";

let percent = 0;

export function draw() {
  document.addEventListener("shop-changed", drawLines);
  const voucher = document.querySelector("#voucher");
  voucher.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = new FormData(voucher).get("code").trim().toUpperCase();
    percent = VOUCHERS[code] ?? 0;
    document.querySelector("#voucher-said").textContent = percent
      ? t(`Der Code ${code} ist eingelöst.`, `The code ${code} has been redeemed.`)
      : t("Diesen Code kennen wir nicht. Bitte prüfen Sie die Schreibweise.", "We do not know this code. Please check the spelling.");
    drawLines();
  });
  drawLines();
}

function drawLines() {
  const lines = known(cart());
  document.querySelector("#cart").hidden = lines.length === 0;
  document.querySelector("#empty").hidden = lines.length > 0;
  document.querySelector("#lines").replaceChildren(...lines.map(line));
  document.querySelector("#sums").replaceChildren(...sums(lines, percent));
}

function line({ article, sku, size, pieces }) {
  const name = t(article.de, article.en);
  const change = (to, label, sign) => h("button", { class: "step", type: "button", "aria-label": `${label}: ${name}`, onclick: () => setPieces(sku, size, to) }, sign);
  return h(
    "li",
    { class: "line" },
    h("a", { href: productUrl(article), tabIndex: -1, "aria-hidden": "true" }, picture(article)),
    h("div", { class: "line-text" }, h("a", { class: "line-name", href: productUrl(article) }, name), size && h("span", { class: "soft" }, t(`Größe ${size}`, `Size ${size}`))),
    h(
      "div",
      { class: "steps", role: "group", "aria-label": t("Anzahl", "Quantity") },
      change(pieces - 1, t("Weniger", "Fewer"), pieces === 1 ? icon(...ICONS.bin) : "−"),
      h("span", { class: "pieces" }, String(pieces)),
      change(pieces + 1, t("Mehr", "More"), "+"),
    ),
    h("span", { class: "line-price" }, money(pieces * centsOf(article))),
  );
}
