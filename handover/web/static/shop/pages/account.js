import { t } from "../texts.js";

const SAID = {
  "sign-in": ["In der Demonstration kann sich niemand anmelden.", "Nobody can sign in in this demonstration."],
  forgot: ["Gäbe es dieses Konto, käme jetzt ein Link, der 30 Minuten gilt.", "If this account existed, a link valid for 30 minutes would be on its way."],
  register: ["In der Demonstration wird kein Konto angelegt.", "No account is opened in this demonstration."],
};

export function draw() {
  for (const [id, said] of Object.entries(SAID)) {
    const form = document.querySelector(`#${id}`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("[role=status]").textContent = t(...said);
    });
  }
}
