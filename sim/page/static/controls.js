// The controls: who wins, what drives the scenario most, facts, mechanisms, weights. All of them come from the server.

import { button, el, find, newId, short, word } from "./dom.js";

let panel = null;
let known = new Map();
let act = () => {};
let run = null;
let driving = []; // paths of the parameters that drive the run most, as last told

const valueOf = (control) => (run.set.has(control.path) ? run.set.get(control.path) : plain(control.value));
const plain = (value) => (value === null ? "" : String(value));
const isSet = (control) => run.set.has(control.path);
const labelOf = (path) => known.get(path)?.label ?? path;

/** Show the controls of a scenario; `change(path, value, soon)` sets a value, or takes it back where that is null. */
export function showControls(controls, state, change) {
  panel = controls;
  run = state;
  act = change;
  const all = [...panel.winners, ...["facts", "switches", "parameters"].flatMap((part) => panel[part].flatMap((each) => each.controls))];
  known = new Map(all.map((each) => [each.path, each]));
  const search = el("input", { type: "search", id: newId(), autocomplete: "off", oninput: () => seek(search.value) });
  find("controls").replaceChildren(
    el("div", { id: "changes" }),
    panel.winners.length ? el("div", { className: "winners" }, panel.winners.map((each) => radios(each))) : "",
    el("section", { id: "drivers" }),
    el("label", { for: search.id, className: "search" }, word("search")), search,
    el("div", { id: "sought", role: "region", "aria-live": "polite", "aria-label": word("search") }),
    el("div", { id: "groups" }, ["facts", "switches", "parameters"].map((part) => [
      el("h3", {}, word(part)), panel[part].map((each) => group(each)),
    ])),
  );
  showChanges(state);
  showDrivers(driving);
}

/** What has been changed from the file, each with a way back. */
export function showChanges(state) {
  run = state;
  const changed = [...run.set.keys()];
  find("changes")?.replaceChildren(...(changed.length ? [
    el("h3", {}, word("changes")),
    el("ul", { className: "chips" }, changed.map((path) => el("li", {},
      button(`${labelOf(path)}: ${shown(path)} ✕`, () => act(path, null), { "aria-label": word("undo", { name: labelOf(path) }) })))),
  ] : []));
}

function shown(path) {
  const control = known.get(path);
  const value = run.set.get(path);
  const choice = control?.choices.find(([key]) => key === value);
  if (control?.kind === "flag") return word(value === "true" ? "on" : "off");
  return choice ? choice[1] : value === "" ? word("empty") : value;
}

/** The parameters that drive the run most, by path. */
export function showDrivers(paths) {
  driving = paths;
  const section = find("drivers");
  if (!section || section.contains(document.activeElement)) return;
  const found = paths.map((path) => known.get(path)).filter(Boolean);
  const asKnown = found.map((each) => each.path).join();
  if (section.dataset.paths === asKnown) return;
  section.dataset.paths = asKnown;
  section.replaceChildren(...(found.length ? [
    el("h3", {}, word("drivers")), el("p", { className: "note" }, word("drivers_note")), ...found.map((each) => number(each)),
  ] : []));
}

function group({ group: name, controls }) {
  const body = el("div", {});
  const made = el("details", { ontoggle: () => {
    if (made.open && !body.childElementCount) body.append(...controls.map((each) => row(each)));
  } }, el("summary", {}, `${name} (${controls.length})`), body);
  return made;
}

function seek(text) {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (each) => words.every((one) => `${each.label} ${each.help} ${each.path} ${each.group}`.toLocaleLowerCase().includes(one));
  const found = words.length ? [...known.values()].filter(fits) : [];
  find("sought").replaceChildren(...(words.length ? [
    el("p", { className: "note" }, word("found", { n: found.length })), ...found.slice(0, 30).map((each) => row(each)),
  ] : []));
  find("groups").hidden = words.length > 0;
}

function row(control) {
  if (control.kind === "flag") return flag(control);
  if (control.kind === "choice") return control.choices.length > 4 ? select(control) : radios(control);
  return control.kind === "date" ? day(control) : number(control);
}

function radios(control) {
  const name = newId();
  return el("fieldset", {}, el("legend", {}, control.label), control.choices.map(([value, label]) => el(
    "label", { className: "choice" },
    el("input", { type: "radio", name, value, checked: valueOf(control) === value, onchange: () => put(control, value) }), ` ${label}`)));
}

function select(control) {
  const made = el("select", { id: newId(), onchange: () => put(control, made.value) }, control.choices.map(([value, label]) =>
    el("option", { value, selected: valueOf(control) === value }, label)));
  return el("div", { className: "control" }, el("label", { for: made.id }, control.label), made, more(control));
}

function flag(control) {
  const box = el("input", { type: "checkbox", checked: valueOf(control) === "true", onchange: () => put(control, String(box.checked)) });
  return el("div", { className: "control" }, el("label", { className: "choice" }, box, ` ${control.label}`), more(control));
}

function day(control) {
  const made = el("input", { type: "date", id: newId(), value: valueOf(control), required: !control.optional,
    onchange: () => { if (made.value || control.optional) put(control, made.value); } });
  return el("div", { className: "control" }, el("label", { for: made.id }, control.label), made, more(control));
}

/** A number: a field, with a slider where there is a range; a parameter keeps its draws until it is set. */
function number(control) {
  const drawn = control.posterior !== null;
  const start = () => (isSet(control) ? valueOf(control) : drawn ? String(middle(control)) : plain(control.value));
  const field = el("input", { type: "number", id: newId(), value: start(), min: control.least, max: control.most, step: "any",
    onchange: () => { if (field.value !== "" || control.optional) take(field.value, false); } });
  const slider = control.low === null ? null : el("input", { type: "range", min: String(control.low), max: String(control.high),
    step: String(control.step), value: start(), "aria-label": control.label, oninput: () => take(slider.value, true) });
  const box = drawn ? el("input", { type: "checkbox", checked: isSet(control), onchange: () => (box.checked ? take(field.value, false) : back()) }) : null;
  const made = el("div", { className: "control" },
    el("label", { for: field.id }, control.label),
    el("div", { className: "slide" }, slider, field, el("span", { className: "unit" }, control.unit)),
    el("p", { className: "note" }, drawn ? word("posterior", quantiles(control)) : word("on_file", { value: plain(control.value) || word("empty") })),
    box ? el("label", { className: "choice" }, box, ` ${word("set_it")}`) : null,
    more(control));
  made.classList.toggle("unset", drawn && !isSet(control));

  function take(value, soon) {
    field.value = value;
    if (slider) slider.value = value;
    if (box) box.checked = true;
    made.classList.remove("unset");
    put(control, value, soon);
  }
  function back() {
    act(control.path, null);
    field.value = start();
    if (slider) slider.value = start();
    made.classList.add("unset");
  }
  return made;
}

const quantiles = ({ posterior: [low, mid, high] }) => ({ low: short(low), middle: short(mid), high: short(high) });
const middle = ({ posterior, step }) => Number((Math.round(posterior[1] / step) * step).toPrecision(10));

function put(control, value, soon = false) {
  const same = control.posterior === null && plain(control.value) === String(value);
  act(control.path, same ? null : String(value), soon);
}

function more({ help, source, path }) {
  return el("details", { className: "help" }, el("summary", {}, el("span", { className: "unseen" }, path), "?"),
    el("p", {}, help), source ? el("p", {}, `${word("source")}: ${source}`) : null, el("p", {}, el("code", {}, path)));
}
