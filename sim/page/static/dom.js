// Elements, words and the small things that every part of the page needs.

const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
let words = JSON.parse(meta("words"));

export const token = meta("token");
export const opensWith = meta("opens-with");
export const find = (id) => document.getElementById(id);
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A word of the page in its language, its {slots} filled. */
export function word(name, slots = {}) {
  return words[name].replace(/\{(\w+)\}/g, (whole, slot) => slots[slot] ?? whole);
}

/** Take the words of another language, and say everything that already stands anew. */
export function speak(language, others) {
  words = others;
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
}

/** An element with properties and children; text is text, never markup. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name === "className" ? "class" : name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null));
  return made;
}

/** A table with headings for columns and rows, in a box that scrolls sideways. */
export function table({ headings, rows, keys = 1 }, caption, cell = (text) => text) {
  return el(
    "div", { className: "wide", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {},
      el("caption", { className: "unseen" }, caption),
      el("thead", {}, el("tr", {}, headings.map((each, n) => el(each ? "th" : "td", { scope: each ? "col" : null, className: n < keys ? "key" : null }, each)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((each, n) =>
        el(n === keys - 1 ? "th" : "td", { scope: n === keys - 1 ? "row" : null, className: n < keys ? "key" : null }, cell(each, n, row))))))));
}

/** A button. */
export function button(name, act, properties = {}) {
  return el("button", { type: "button", onclick: act, ...properties }, name);
}

/** A number as short as it can be read. */
export function short(value) {
  if (typeof value !== "number") return String(value ?? "");
  return Number(value.toPrecision(3)).toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 6 });
}

let unique = 0;
export const newId = () => `n${(unique += 1)}`;
