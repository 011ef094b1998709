// From where to where: columns of what was there, and between them how many went which way.

const NODE = 12;
const HEAD = 28;
const TOO_MANY = 30;
// Below that its names cover each other; a narrower place is scrolled.
const NARROWEST = 640;
// The names of the last column stand beside the picture; in less room several that begin alike would read the same.
const NAMES_AT_THE_END = { part: 0.2, least: 170, most: 220 };

export function flows(plot, { data, say, width: room }) {
  const width = Math.max(NARROWEST, room);
  const height = HEAD + Math.min(560, Math.max(240, mostInAStage(data.nodes) * 38));
  const atTheEnd = Math.min(NAMES_AT_THE_END.most, Math.max(NAMES_AT_THE_END.least, width * NAMES_AT_THE_END.part));
  const { nodes, links } = laidOut(plot, data, width - atTheEnd, height);
  const gap = (width - atTheEnd - NODE) / Math.max(1, data.stages.length - 1);
  const label = { y: (node) => (node.y0 + node.y1) / 2, text: (node) => node.label, fontSize: 12, fill: "var(--text)", href: "to" };
  const halo = { stroke: "var(--surface)", strokeWidth: 4, lineWidth: (Math.min(gap, atTheEnd) - NODE) / 12, textOverflow: "ellipsis" };
  const title = (node) => `${node.label}: ${say(node.value)}`;
  const heads = data.stages.map((name, stage) => ({ name, x: stage * gap }));
  const scale = (size) => ({ axis: null, domain: [0, size], range: [0, size] });
  const head = { x: "x", y: 8, text: "name", fontSize: 12, fontWeight: 600, fill: "var(--text-soft)", lineWidth: Math.min(gap, atTheEnd) / 13, textOverflow: "ellipsis" };
  return plot.plot({
    className: "chart-svg",
    width,
    height,
    margin: 0,
    x: scale(width),
    y: scale(height),
    marks: [
      plot.link(links, {
        x1: ({ source }) => source.x1,
        x2: ({ target }) => target.x0,
        y1: "y0",
        y2: "y1",
        curve: "bump-x",
        stroke: "var(--chart-rest)",
        strokeOpacity: 0.35,
        strokeWidth: ({ width: thick }) => Math.max(1, thick),
        title: ({ source, target, value }) => `${source.label} → ${target.label}: ${say(value)}`,
        href: "href",
      }),
      plot.rect(nodes, {
        x1: "x0",
        x2: "x1",
        y1: "y0",
        y2: "y1",
        fill: ({ stage }) => `var(--chart-${1 + (stage % 6)})`,
        title,
        href: "to",
      }),
      plot.text(nodes, { ...label, ...halo, x: "x1", dx: 4, textAnchor: "start" }),
      plot.text(heads, { ...head, textAnchor: "start" }),
    ],
  });
}

/** Where everything is, in points from the upper left corner. */
function laidOut(plot, { nodes, links }, width, height) {
  const layout = plot
    .sankey()
    .nodeId(({ id }) => id)
    .nodeAlign(({ stage }) => stage)
    .nodeWidth(NODE)
    .nodePadding(mostInAStage(nodes) > TOO_MANY ? 4 : 12)
    .extent([[0, HEAD], [width, height - 4]]);
  return layout({
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map(({ from, to, count, href }) => ({ source: from, target: to, value: count, href })),
  });
}

function mostInAStage(nodes) {
  const counts = new Map();
  for (const { stage } of nodes) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return Math.max(...counts.values());
}
