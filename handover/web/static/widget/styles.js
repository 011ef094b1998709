const SHEETS = [
  "css/tokens.css",
  "widget/css/base.css",
  "widget/css/launcher.css",
  "widget/css/panel.css",
  "widget/css/header.css",
  "widget/css/bar.css",
  "widget/css/log.css",
  "widget/css/message.css",
  "widget/css/choices.css",
  "widget/css/judgement.css",
  "widget/css/welcome.css",
  "widget/css/rating.css",
  "widget/css/composer.css",
];

/** The style sheets of the chat, constructed, so that no host page's policy against inline styles stands in the way. */
export function styles(base) {
  return Promise.all(
    SHEETS.map(async (name) => {
      const response = await fetch(`${base}static/${name}`, { credentials: "omit" });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return new CSSStyleSheet().replace(await response.text());
    }),
  );
}
