// One negotiation, step by step: the story on one side, its moves as points on a timeline; and ten in a row.

import { figure } from "./charts.js";
import { button, el, find, newId, still, table, word } from "./dom.js";

let playing = 0;

/** The form that asks for a negotiation by its number. */
export function showAsk(told, tell) {
  const number = el("input", { type: "number", min: "0", max: "4999", step: "1", id: newId(), value: String(told ?? 7) });
  const form = el("form", { className: "ask", onsubmit: (event) => { event.preventDefault(); tell(number.valueAsNumber || 0); } },
    el("label", { for: number.id }, word("number")), number, el("button", { type: "submit", id: "tell" }, word("tell")));
  find("story-body").replaceChildren(form, el("div", { id: "told" }));
}

/** A negotiation as the server tells it. */
export function showStory(found) {
  const moves = [];
  const sections = found.sections.map(({ heading, paragraphs }) => el("section", {}, el("h4", {}, heading), el("ol", { className: "moves" },
    paragraphs.map((text) => {
      const made = el("li", {}, el("p", {}, text));
      moves.push(made);
      return made;
    }))));
  const chart = figure(found.chart, found.title);
  let at = 0;
  let view = null;
  const slider = el("input", { type: "range", min: "0", max: String(moves.length - 1), step: "1", value: "0", id: newId(), oninput: () => go(slider.valueAsNumber, true) });
  const place = el("output", { for: slider.id });
  chart.querySelector(".chart").addEventListener("drawn", ({ detail }) => {
    view = detail;
    view.signal("at", at).runAsync();
    view.addEventListener("click", (event, item) => { if (item?.datum?.move !== undefined) go(item.datum.move, true); });
  });

  function go(n, scroll) {
    at = Math.max(0, Math.min(moves.length - 1, n));
    moves.forEach((each, number) => {
      if (number === at) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    });
    slider.value = at;
    place.textContent = word("move_of", { n: at + 1, total: moves.length });
    view?.signal("at", at).runAsync();
    if (scroll) moves[at].scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
  }

  find("told").replaceChildren(
    el("h3", {}, found.title), el("p", { className: "note" }, found.label), chart,
    el("div", { className: "stepper" }, button(word("step_back"), () => go(at - 1, true)),
      el("label", { for: slider.id, className: "unseen" }, word("move")), slider, button(word("step_on"), () => go(at + 1, true)), place),
    el("div", { className: "story", tabindex: "0", role: "region", "aria-label": found.title }, sections),
    el("details", {}, el("summary", {}, word("rounds")), table(found.rounds, word("rounds")), el("p", { className: "note" }, found.rounds.note)),
    el("details", {}, el("summary", {}, word("how_to_read")), el("p", { className: "note" }, found.preface)),
  );
  go(0, false);
}

/** The button that plays ten; `fetched()` asks for them, `tell` tells one. */
export function showTen(fetched, tell) {
  clearTimeout(playing);
  playing = 0;
  const list = el("ol", { className: "ten", start: 0, "aria-live": "polite" });
  const toggle = button(word("play"), () => (playing ? stop() : play()), { id: "play" });
  find("ten-body").replaceChildren(el("p", { className: "note" }, word("ten_note")), toggle, list);

  function stop() {
    clearTimeout(playing);
    playing = 0;
    toggle.textContent = word("play");
  }
  async function play() {
    toggle.textContent = word("play_stop");
    playing = -1;
    const { ten } = await fetched();
    list.replaceChildren();
    const next = () => {
      const each = ten[list.childElementCount];
      if (!each || !playing) return stop();
      list.append(el("li", {}, el("span", {}, each.sentence), " ", button(word("tell"), () => tell(each.replicate),
        { "aria-label": `${word("tell")}: ${each.replicate}` })));
      if (still()) return next();
      playing = setTimeout(next, 900);
    };
    next();
  }
}
