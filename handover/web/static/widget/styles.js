/** What the button needs. */
export const LAUNCHER = ["css/tokens.css", "widget/css/base.css", "widget/css/launcher.css"];

/** What the open chat needs besides. */
export const PANEL = ["panel", "header", "bar", "waiting", "promised", "log", "message", "choices", "judgement", "welcome", "rating", "composer", "leaving"].map(
  (name) => `widget/css/${name}.css`,
);

/** Style sheets, constructed, so that no host page's policy against inline styles stands in the way. */
export function styles(base, names) {
  return Promise.all(
    names.map(async (name) => {
      const response = await fetch(`${base}static/${name}`, { credentials: "omit" });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return new CSSStyleSheet().replace(await response.text());
    }),
  );
}
