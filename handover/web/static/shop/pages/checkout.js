import { picture } from "../card.js";
import { h } from "../dom.js";
import { deliveryCents, money } from "../prices.js";
import { cart, COUNTRIES, country, emptyCart, setCountry } from "../state.js";
import { goodsCents, known, sums } from "../summary.js";
import { t } from "../texts.js";

const STEPS = ["address", "delivery", "payment"];
const PAYMENTS = {
  visa: { name: "Visa", countries: COUNTRIES },
  mastercard: { name: "Mastercard", countries: COUNTRIES },
  paypal: { name: "PayPal", countries: COUNTRIES },
  invoice: { name: t("Rechnung (Klarna)", "Invoice (Klarna)"), countries: ["DE", "AT"] },
  twint: { name: "TWINT", countries: ["CH"] },
  gift: { name: t("Geschenkkarte", "Gift card"), countries: COUNTRIES },
};

export function draw() {
  const select = document.querySelector("#country");
  select.value = country();
  select.addEventListener("change", () => setCountry(select.value));
  document.addEventListener("shop-changed", drawChoices);
  STEPS.forEach((name, at) => {
    document.querySelector(`#${name}`).addEventListener("submit", (event) => {
      event.preventDefault();
      if (at + 1 < STEPS.length) show(STEPS[at + 1]);
      else finish();
    });
  });
  for (const button of document.querySelectorAll("[data-back]")) button.addEventListener("click", () => show(button.dataset.back));
  document.querySelector("#delivery").addEventListener("change", drawSums);
  drawChoices();
  show(STEPS[0], { focus: false });
}

function show(step, { focus = true } = {}) {
  for (const name of STEPS) {
    document.querySelector(`#${name}`).hidden = name !== step;
    const mark = document.querySelector(`[data-step="${name}"]`);
    mark.classList.toggle("done", STEPS.indexOf(name) < STEPS.indexOf(step));
    if (name === step) mark.setAttribute("aria-current", "step");
    else mark.removeAttribute("aria-current");
  }
  if (focus) document.querySelector(`#${step} h2`).focus();
}

function drawChoices() {
  document.querySelector("#country").value = country();
  const goods = goodsCents(known(cart()));
  const way = (value, name, about) => {
    const cents = deliveryCents(value, goods);
    return cents === null ? null : option("way", value, name, about, cents === 0 ? t("gratis", "free") : money(cents));
  };
  const inSwitzerland = country() === "CH";
  const ways = [
    way("standard", "Standard", country() === "DE" ? t("2 bis 3 Werktage", "2 to 3 working days") : t("3 bis 4 Werktage", "3 to 4 working days")),
    way("express", "Express", inSwitzerland ? t("2 Werktage", "2 working days") : t("am nächsten Werktag, bei Bestellung bis 14 Uhr", "next working day if ordered by 2 pm")),
    way("pickup", t("Abholen im Paketshop", "Pick-up at a parcel shop"), t("7 Tage Zeit zum Abholen", "7 days to collect it")),
  ];
  document.querySelector("#ways").replaceChildren(...ways.filter(Boolean));
  const payments = Object.entries(PAYMENTS).filter(([, { countries }]) => countries.includes(country()));
  document.querySelector("#payments").replaceChildren(...payments.map(([value, { name }]) => option("payment", value, name, "", "")));
  for (const group of ["#ways", "#payments"]) document.querySelector(`${group} input`).checked = true;
  drawSums();
}

function option(name, value, title, about, price) {
  return h(
    "label",
    { class: "option" },
    h("input", { type: "radio", name, value, required: true }),
    h("span", { class: "option-text" }, h("strong", {}, title), about && h("span", { class: "soft" }, about)),
    price && h("span", { class: "option-price" }, price),
  );
}

function drawSums() {
  const lines = known(cart());
  const row = ({ article, size, pieces }) =>
    h("li", {}, picture(article), h("span", {}, `${pieces} × ${t(article.de, article.en)}`, size && h("span", { class: "soft" }, t(` Größe ${size}`, ` Size ${size}`))));
  document.querySelector("#lines").replaceChildren(...lines.map(row));
  const way = document.querySelector("#ways input:checked")?.value;
  document.querySelector("#sums").replaceChildren(...sums(lines, 0, way));
  document.querySelector("#nothing").hidden = lines.length > 0;
}

function finish() {
  emptyCart();
  document.querySelector("#checkout").hidden = true;
  const done = document.querySelector("#done");
  done.hidden = false;
  done.querySelector("h1").focus();
}
