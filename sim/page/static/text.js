// The scenario as text: shown, edited, used, and its faults at their lines.

import { button, el, find, newId, word } from "./dom.js";

let area = null;
let said = null;
let faults = null;

/** The place for the text; `fetched()` gives it, `use(text)` takes an edited one. */
export function showText(fetched, use) {
  area = el("textarea", { id: newId(), rows: "24", spellcheck: "false", autocapitalize: "off", hidden: true });
  said = el("p", { role: "status", className: "note" });
  faults = el("div", { role: "alert" });
  const label = el("label", { for: area.id, className: "unseen" }, word("text"));
  const apply = button(word("text_use"), () => use(area.value), { id: "text-use", hidden: true });
  const show = button(word("text_show"), async () => {
    area.value = await fetched();
    area.hidden = apply.hidden = false;
    area.focus();
  }, { id: "text-show" });
  find("text-body").replaceChildren(el("p", { className: "note" }, word("text_note")), show, label, area, apply, said, faults);
}

/** Say what came of a text. */
export function sayText(words) {
  said.textContent = words;
  faults.replaceChildren();
}

/** Faults, each with a button that goes to its line. */
export function showFaults(message, problems) {
  const known = problems.length ? problems : [{ line: 0, column: 0, path: "", message }];
  said.textContent = "";
  faults.replaceChildren(
    el("p", {}, known.length === 1 ? word("faults_one") : word("faults", { n: known.length })),
    el("ul", { className: "faults" }, known.map((each) => el("li", {},
      each.line ? button(word("line", { n: each.line }), () => goTo(each.line, each.column)) : null,
      el("span", {}, ` ${each.path ? `${each.path}: ` : ""}${each.message}`)))));
}

function goTo(line, column) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + Math.max(column - 1, 0);
  area.focus();
  area.setSelectionRange(start, start + Math.max(lines[line - 1]?.length - column + 1, 1));
  area.scrollTop = (line - 4) * (area.scrollHeight / Math.max(lines.length, 1));
}
