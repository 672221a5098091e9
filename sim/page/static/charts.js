// Charts from the specifications that the server makes; nothing is computed here but their width.

import { compile, expressionInterpreter, parse, View } from "./vega.js";
import { el, table, word } from "./dom.js";

const drawn = new WeakMap();
const resized = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const chart = drawn.get(target);
    if (chart && Math.abs(chart.width - contentRect.width) > 4) draw(target, chart.spec);
  }
});

async function draw(frame, spec) {
  const width = Math.floor(frame.clientWidth);
  if (!width) return null;
  const room = spec.vconcat ? { vconcat: spec.vconcat.map((each) => ({ ...each, width: width - 16 })) } : { width };
  const { spec: whole } = compile({ ...spec, ...room }, { logger: silent });
  const runtime = parse(whole, null, { ast: true });
  const holder = document.createElement("div");
  const view = new View(runtime, { expr: expressionInterpreter, renderer: "svg", container: holder, logLevel: 1 });
  await view.runAsync();
  drawn.get(frame)?.view?.finalize();
  drawn.set(frame, { spec, width, view });
  frame.replaceChildren(holder);
  frame.dispatchEvent(new CustomEvent("drawn", { detail: view }));
  return view;
}

const silent = { level() { return this; }, error: console.error, warn() { return this; }, info() { return this; }, debug() { return this; } };

/** A chart in its frame, with its words for those who do not see it and its numbers as a table. */
export function figure(chart, caption) {
  const frame = el("div", { className: "chart", role: "img", "aria-label": chart.alt });
  drawn.set(frame, { spec: chart.spec, width: 0 });
  resized.observe(frame);
  const numbers = el("details", {}, el("summary", {}, word("as_table")), table(chart.table, caption));
  return el("figure", {}, frame, numbers);
}

/** Draw another chart in a figure that stands, so that nothing jumps. */
export function redraw(stands, chart, caption) {
  const frame = stands.querySelector(".chart");
  frame.setAttribute("aria-label", chart.alt);
  const numbers = stands.querySelector("details");
  numbers.replaceChildren(el("summary", {}, word("as_table")), table(chart.table, caption));
  return draw(frame, chart.spec);
}
