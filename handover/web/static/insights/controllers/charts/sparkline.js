// A line as high as a word, beside the figures that it shows or in a link to their chart: it has no table of its own.

import { html } from "../../../vendor/preact-htm.js";

const WIDTH = 96;
const HEIGHT = 24;
const EDGE = 3;

/** @param {{values: number[], label: string}} props `label` says what the line shows: from what to what. */
export function Sparkline({ values, label }) {
  if (values.length < 2) return null;
  const most = Math.max(...values) || 1;
  const x = (at) => EDGE + (at * (WIDTH - 2 * EDGE)) / (values.length - 1);
  const y = (value) => HEIGHT - EDGE - (value * (HEIGHT - 2 * EDGE)) / most;
  const line = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  return html`
    <svg class="sparkline" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} width=${WIDTH} height=${HEIGHT} role="img" aria-label=${label}>
      <polyline points=${line} />
      <circle cx=${x(values.length - 1)} cy=${y(values.at(-1))} r="2.5" />
    </svg>
  `;
}
