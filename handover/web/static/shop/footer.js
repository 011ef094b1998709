import { h } from "./dom.js";
import { t } from "./texts.js";

/** The foot of every page: service, the invented company, the newsletter, and that all of this is a demonstration. */
export function drawFooter() {
  document.querySelector("footer.site").append(
    h("div", { class: "wide footer-columns" }, service(), about(), contact(), newsletter()),
    h(
      "div",
      { class: "footer-note" },
      h(
        "p",
        { class: "wide" },
        h("strong", {}, t("Bergwerk gibt es nicht. ", "Bergwerk does not exist. ")),
        t(
          "Dieser Shop ist erfunden und zeigt, wie Lotse Kundinnen und Kunden hilft. Hier wird nichts verkauft und nichts geliefert.",
          "This shop is invented and shows how Lotse helps customers. Nothing is sold or delivered here.",
        ),
      ),
    ),
  );
}

function column(title, ...rows) {
  return h("section", {}, h("h2", {}, title), h("ul", {}, rows.map((row) => h("li", {}, row))));
}

function link(href, text) {
  return h("a", { href }, text);
}

function service() {
  return column(
    "Service",
    link("/shop/help", t("Hilfe und Kontakt", "Help and contact")),
    link("/shop/orders", t("Meine Bestellungen", "My orders")),
    link("/shop/returns", t("Retouren", "Returns")),
    link("/shop/help#delivery", t("Lieferung", "Delivery")),
    link("/shop/help#payment", t("Bezahlen", "Payment")),
    link("/mails", t("Gesendete E-Mails (Vorführung)", "Sent e-mails (demonstration)")),
  );
}

function about() {
  return column(
    t("Sortiment", "Assortment"),
    link("/shop/products", t("Alle Produkte", "All products")),
    link("/shop/account", t("Mein Konto", "My account")),
    link("/shop/account#club", "Bergwerk Club"),
    link("/shop/account#business", t("Geschäftskunden", "Business customers")),
  );
}

function contact() {
  return column(
    t("Kontakt", "Contact"),
    t("Mo–Fr 8–18 Uhr, Sa 9–13 Uhr", "Mon–Fri 8 am–6 pm, Sat 9 am–1 pm"),
    "CH +41 44 555 01 80",
    "DE, AT +49 30 5550 180",
    "service@bergwerk.example",
    "Bergwerk AG, Seilbahnweg 4, 8005 Zürich",
  );
}

function newsletter() {
  const done = h("p", { role: "status" });
  const submit = (event) => {
    event.preventDefault();
    event.target.reset();
    done.textContent = t("Danke! In der Demonstration wird nichts verschickt.", "Thank you! In this demonstration nothing is sent.");
  };
  return h(
    "section",
    {},
    h("h2", {}, t("Post vom Berg", "Mail from the mountain")),
    h("p", {}, t("Einmal im Monat. Abmelden geht in jeder Nachricht.", "Once a month. Unsubscribe in every mail.")),
    h(
      "form",
      { class: "newsletter", onsubmit: submit },
      h("input", { type: "email", required: true, autocomplete: "email", "aria-label": t("E-Mail-Adresse", "E-mail address"), placeholder: t("E-Mail-Adresse", "E-mail address") }),
      h("button", { class: "button", type: "submit" }, t("Anmelden", "Subscribe")),
    ),
    done,
  );
}
