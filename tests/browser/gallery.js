// Shows each kind of chart with invented figures in place of the owner's page: run inside of it by test_charts.py.

async () => {
  const { html, render } = await import("/static/vendor/preact-htm.js");
  const { Locale } = await import("/static/staff/controllers/hooks.js");
  const { Go } = await import("/static/insights/controllers/link.js");
  const { Chart } = await import("/static/insights/controllers/charts/chart.js");
  const { Sparkline } = await import("/static/insights/controllers/charts/sparkline.js");
  const { translator } = await import("/static/staff/models/texts.js");
  const { formats } = await import("/static/staff/helpers/format.js");
  const { texts } = await import("/static/insights/texts/index.js");
  const locale = { language: "de", t: translator("de", [texts.de]), format: formats("de"), setLanguage: () => null };

  const wave = (at) => 0.55 + 0.15 * Math.sin(at / 5);
  const day = (at) => new Date(Date.UTC(2026, 9, 25 + at)).toISOString().slice(0, 10);
  const points = Array.from({ length: 30 }, (_, at) => ({
    at: day(at),
    value: at === 12 ? null : wave(at),
    low: at === 12 ? null : wave(at) - 0.08,
    high: at === 12 ? null : wave(at) + 0.08,
    n: at % 7 === 5 ? 12 : 140,
    to: at % 7 === 0 ? "/insights/failures" : null,
  }));
  const intervals = [
    { label: "Bestellung verfolgen", value: 0.82, low: 0.78, high: 0.86, n: 412, before: { value: 0.7, low: 0.66, high: 0.74 }, to: "/insights/failures?intent=track_order" },
    { label: "Lieferadresse zum ersten Mal einrichten und speichern", value: 0.41, low: 0.35, high: 0.47, n: 251 },
    { label: "Konto löschen", value: 0.5, low: 0.22, high: 0.78, n: 8 },
    { label: "Rechnung ansehen", value: null, low: null, high: null, n: 0 },
  ];
  const outcomes = { self_served: 520, solved_by_agent: 210, unsolved_by_agent: 44, promise_kept: 30, promise_broken: 9 };
  const looks = { ...outcomes, gave_up_with_bot: 120, gave_up_in_queue: 60, open: 12 };
  const parts = Object.entries(looks).map(([key, count]) => ({ key, label: key.replaceAll("_", " "), count, look: key }));
  const hours = Array.from({ length: 168 }, (_, at) => ({ weekday: Math.floor(at / 24), hour: at % 24 }))
    .filter(({ hour, weekday }) => hour > 5 && (weekday < 6 || hour < 20))
    .map((cell) => ({ ...cell, value: Math.round(40 * Math.exp(-((cell.hour - 14) ** 2) / 30)), n: 33, to: "/insights/failures" }));
  hours[3].n = 4;
  const named = { s: ["Startseite", "Warenkorb", "Kasse", "Meine Bestellungen"], i: ["Bestellung verfolgen", "Geld zurück", "Gutschein einlösen"] };
  const more = { f: ["kein Fehlschlag", "nicht verstanden", "kein Ergebnis"], o: ["selbst gelöst", "von Person gelöst", "aufgegeben"] };
  const nodes = Object.values({ ...named, ...more }).flatMap((names, stage) => names.map((label) => ({ id: label, stage, label })));
  const links = [0, 1, 2].flatMap((stage) =>
    nodes
      .filter((node) => node.stage === stage)
      .flatMap((from, one) =>
        nodes
          .filter((node) => node.stage === stage + 1)
          .map((to, other) => ({ from: from.id, to: to.id, count: 12 + ((one * 37 + other * 53 + stage * 11) % 90), href: "/insights/failures" })),
      ),
  );
  const flows = { stages: ["Seite", "Anliegen", "Fehlschlag", "Ausgang"], nodes, links };

  const page = document.querySelector("main.insights");
  page.replaceChildren();
  const share = locale.format.percent;
  render(
    html`<${Locale.Provider} value=${locale}><${Go.Provider} value=${(to) => (document.title = to)}>
      <${Chart} id="a" kind="trend" title="Selbst gelöst" sentence="Der Anteil schwankt zwischen 40 und 70 Prozent." say=${share} most=${1}
        data=${{ points, before: points.map((_, at) => wave(at + 4) - 0.1) }} names=${{ label: "Tag", value: "Anteil", n: "Gespräche" }} />
      <${Chart} id="b" kind="intervals" title="Selbst gelöst nach Anliegen" sentence="Die Lieferadresse ist am schwersten." say=${share} most=${1}
        data=${intervals} names=${{ label: "Anliegen", value: "Anteil" }} />
      <${Chart} id="c" kind="parts" title="Wie Gespräche endeten" sentence="Die Hälfte endet ohne Person." data=${parts}
        names=${{ label: "Ausgang", value: "Anzahl" }} />
      <${Chart} id="d" kind="hours" title="Wann geschrieben wird" sentence="Am meisten um 14 Uhr." data=${hours} />
      <${Chart} id="e" kind="flows" title="Wege" sentence="Die meisten kommen über die Kasse." data=${flows} names=${{ value: "Gespräche" }} />
      <${Chart} id="f" kind="intervals" title="Leer" sentence="Nichts." data=${[]} names=${{ label: "Anliegen", value: "Anteil" }} />
      <p>Trend: <${Sparkline} values=${[3, 5, 4, 8, 6, 9, 12]} label="von 3 auf 12 in sieben Wochen" /></p>
    <//><//>`,
    page,
  );
}
