// Questions to the page's server. A newer question of a kind drops the older one, here and there.

import { token } from "./dom.js";

const tab = crypto.randomUUID();
const open = new Map();
let asked = 0;

/** What is wrong with a question, as the server tells it: a message, and faults at their lines. */
export class Refused extends Error {
  constructor(status, { message, problems = [] }) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** A question was dropped, by a newer one or by hand. */
export const isDropped = (fault) => fault.name === "AbortError" || fault.status === 409;

async function send(name, question, signal) {
  const answer = await fetch(`/api/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sma-token": token },
    body: JSON.stringify(question),
    signal,
  });
  if (answer.ok) return answer;
  const kind = answer.headers.get("content-type") ?? "";
  throw new Refused(answer.status, kind.includes("json") ? await answer.json() : { message: await answer.text() });
}

/** Ask; `question.asked` is a run. */
export async function ask(name, question) {
  drop(name);
  const dropped = new AbortController();
  open.set(name, dropped);
  asked += 1;
  try {
    return await (await send(name, { tab, number: asked, ...question }, dropped.signal)).json();
  } finally {
    if (open.get(name) === dropped) open.delete(name);
  }
}

/** Drop what is asked for under some names, or all of it. */
export function drop(...names) {
  for (const name of names.length ? names : [...open.keys()]) open.get(name)?.abort();
}

export const progress = async () => (await send("progress", {})).json();

/** Hand a file to the browser to keep. */
export async function download(question) {
  const answer = await send("download", question);
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = decodeURIComponent(answer.headers.get("x-file-name"));
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
