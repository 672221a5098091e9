// Runs that were kept, and the run at hand beside one of them under the same luck.

import { figure } from "./charts.js";
import { button, el, find, table, word } from "./dom.js";
import { nameOf, sameRun } from "./address.js";

let chosen = 0;

/** Kept runs to choose from; `act` has `keep`, `remove(n)` and `choose(n)`. Returns the chosen one, if it differs. */
export function showKept(state, act) {
  chosen = Math.min(chosen, state.kept.length - 1);
  if (chosen < 0) chosen = 0;
  const rows = state.kept.map((run, n) => {
    const radio = el("input", { type: "radio", name: "kept", checked: n === chosen, onchange: () => { chosen = n; act.choose(); } });
    return el("li", {}, el("label", { className: "choice" }, radio, ` ${nameOf(run)}`),
      button("✕", () => act.remove(n), { "aria-label": word("remove", { name: nameOf(run) }) }));
  });
  find("compare-body").replaceChildren(
    el("p", {}, button(word("keep"), act.keep, { id: "keep" })),
    rows.length ? el("fieldset", {}, el("legend", {}, word("kept")), el("ul", { className: "plain" }, rows)) : el("p", { className: "note" }, word("kept_none")),
    el("div", { id: "compared" }),
  );
  if (state.kept.length && !keptBeside(state)) find("compared").replaceChildren(el("p", { className: "note" }, word("unchanged")));
  return keptBeside(state);
}

/** The kept run that is chosen, if it differs from the one at hand. */
export function keptBeside(state) {
  const beside = state.kept[chosen];
  return beside && !sameRun(beside, state.run) ? beside : null;
}

/** The comparison, as the server has it; `tell(replicate)` shows one negotiation. */
export function showCompared(found, tell) {
  find("compared")?.replaceChildren(
    el("p", { className: "lead" }, found.changed),
    el("div", { className: "pairs" }, found.charts.map(({ title, base, other }) => el("section", {},
      el("h3", {}, title),
      el("div", { className: "pair" },
        el("div", {}, el("h4", {}, found.names[0]), figure(base, `${title}: ${found.names[0]}`)),
        el("div", {}, el("h4", {}, found.names[1]), figure(other, `${title}: ${found.names[1]}`)))))),
    el("section", {}, el("h3", {}, found.forest_title), figure(found.forest, found.forest_title)),
    found.some.rows.length ? el("section", {}, el("h3", {}, word("some_changed")),
      table(found.some, word("some_changed"), (text, n, row) => (n ? text : button(text, () => tell(Number(row[0].replace(/\D/g, "")))))))
      : "",
    el("ul", { className: "notes" }, found.notes.map((each) => el("li", {}, each))),
  );
}
