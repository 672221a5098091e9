// The three answers: a question, a sentence whose shortest answer stands out, the record, and a small chart.

import { figure, redraw } from "./charts.js";
import { el, find, table, word } from "./dom.js";

let cards = [];

function sentence({ sentence: text, key, record }) {
  const at = key ? text.indexOf(key) : -1;
  const said = at < 0 ? [text] : [text.slice(0, at), el("strong", {}, key), text.slice(at + key.length)];
  return [...said, record ? el("span", { className: "on-record" }, ` ${record}`) : null];
}

/** Show the answers of a run. */
export async function showAnswers({ title, caption, kind, notes, answers, of_text: text }) {
  find("title").textContent = title;
  document.title = title;
  find("caption").textContent = caption;
  find("brief").textContent = answers.map((each) => each.key).filter(Boolean).join(" · ");
  find("notes").replaceChildren(...[...notes, text].filter(Boolean).map((each) => el("li", {}, each)));
  if (cards.length !== answers.length) {
    cards = answers.map((each) => ({
      head: el("h3", {}, each.question), said: el("p", { className: "sentence" }), chart: figure(each.chart, each.question),
    }));
    find("cards").replaceChildren(...cards.map(({ head, said, chart }) => el("article", { className: "box" }, head, said, chart)));
  }
  await Promise.all(cards.map(({ head, said, chart }, n) => {
    head.textContent = answers[n].question;
    said.replaceChildren(...sentence(answers[n]).filter(Boolean));
    return redraw(chart, answers[n].chart, answers[n].question);
  }));
  find("said").textContent = answers.map((each) => each.sentence).join(" ");
  find("kind")?.remove();
  find("title").after(el("p", { id: "kind", className: "kind" }, kind));
}

/** Settlement by date and rise, and the survival curves. */
export function showDetails({ density, survival }) {
  put("density", density, word("density"));
  put("survival", survival, word("survival"));
  find("details").hidden = false;
}

function put(place, chart, caption) {
  const stands = find(place).querySelector("figure");
  find(place).querySelector("h3")?.remove();
  if (stands) redraw(stands, chart, caption);
  else find(place).append(figure(chart, caption));
  find(place).prepend(el("h3", {}, caption));
}

/** What happened in how many negotiations, what kept them apart, and where the model lost. */
export function showWhy({ parts }, tell) {
  find("why-body").replaceChildren(...parts.map((part) => el(
    "section", {},
    el("h3", {}, part.title),
    part.notes.map((each) => el("p", { className: "note" }, each)),
    part.tables.map((each) => [
      part.tables.length > 1 || part.title !== each.title ? el("h4", {}, each.title) : null, table(each, each.title),
      each.notes.map((note) => el("p", { className: "note" }, note)),
    ]),
  )));
  find("why").hidden = false;
  return tell;
}
