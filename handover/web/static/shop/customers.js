import { h } from "./dom.js";
import { t } from "./texts.js";

/** Whom a newcomer may be, as the shop's database has them. */
export const CUSTOMERS = [
  { id: "mia.keller", name: "Mia Keller", de: "Zürich: ein Paket ist unterwegs, eine Bestellung wird gepackt", en: "Zurich: one parcel on its way, one order being packed" },
  { id: "jonas.weber", name: "Jonas Weber", de: "Leipzig: ein Paket ist unterwegs, eines ist zugestellt", en: "Leipzig: one parcel on its way, one delivered" },
  { id: "lea.huber", name: "Lea Huber", de: "Innsbruck: ein Paket wird zugestellt, eine Retoure ist da", en: "Innsbruck: one parcel out for delivery, one return received" },
  { id: "tom.brunner", name: "Tom Brunner", de: "Bern: eine Erstattung, eine stornierte Bestellung", en: "Berne: one refund, one cancelled order" },
];

/** Who is signed in: the server has written the name on the page, or not. */
export const signedIn = () => document.body.dataset.customer ?? null;

/** A form that needs no script: the server answers with the page for whoever is signed in then. */
const form = (properties, ...children) => h("form", { method: "post", action: "/shop/session", ...properties }, ...children);

export function signOut(look) {
  return form({ class: "sign-out" }, h("button", { class: look, type: "submit", name: "customer", value: "" }, t("Abmelden", "Sign out")));
}

/** The demonstration's way in, on the account's page. */
export function wayIn() {
  const name = signedIn();
  return h(
    "section",
    { class: "panel customers", "aria-labelledby": "customers-title" },
    h("h2", { id: "customers-title" }, name ? t(`Angemeldet als ${name}`, `Signed in as ${name}`) : t("Zur Demonstration anmelden", "Sign in for the demonstration")),
    name
      ? h("p", {}, t("Der Chat weiß jetzt, wer Sie sind: Ihre eigenen Bestellungen zeigt er ohne Postleitzahl.", "The chat knows who you are now: it shows your own orders without a postcode."))
      : h("p", {}, t("Diese vier sind erfunden, und ein Passwort prüft hier niemand. Der Chat weiß dann, wer Sie sind.", "These four are invented, and nobody checks a password here. The chat then knows who you are.")),
    name ? signOut("button big") : form({}, h("ul", { class: "customers-list" }, CUSTOMERS.map(choice))),
  );
}

function choice({ id, name, de, en }) {
  const about = `customer-${id.replace(".", "-")}`;
  return h(
    "li",
    {},
    h("button", { class: "button", type: "submit", name: "customer", value: id, "aria-describedby": about }, t(`Anmelden als ${name}`, `Sign in as ${name}`)),
    h("span", { id: about }, t(de, en)),
  );
}
