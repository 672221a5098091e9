// The state of the page, and the same as what stands behind # in its address: only what differs from the file.

import { opensWith } from "./dom.js";

export const SEED = 1;

/** A run: a scenario by name or as text, what is set in it by path, and a seed. */
export function freshRun(scenario = opensWith) {
  return { scenario, set: new Map(), text: null, seed: SEED };
}

export const copyOf = (run) => ({ ...run, set: new Map(run.set) });
export const nameOf = (run) => (run.set.size ? [...run.set].map(([path, value]) => `${path}=${value}`).join(", ") : run.scenario);
export const sameRun = (a, b) => JSON.stringify(asked(a)) === JSON.stringify(asked(b));

/** A run as the server is asked for it. */
export function asked(run, language = "en") {
  const set = [...run.set].map(([path, value]) => `${path}=${value}`);
  return { scenario: run.scenario, text: run.text, set, seed: run.seed, language };
}

function written(run) {
  const found = new URLSearchParams({ scenario: run.scenario });
  for (const [path, value] of run.set) found.append("set", `${path}=${value}`);
  if (run.seed !== SEED) found.set("seed", run.seed);
  return found;
}

function readRun(found) {
  const run = freshRun(found.get("scenario") ?? opensWith);
  for (const each of found.getAll("set")) {
    const [path, ...value] = each.split("=");
    run.set.set(path, value.join("="));
  }
  const seed = Number(found.get("seed"));
  if (Number.isSafeInteger(seed) && seed >= 0 && found.has("seed")) run.seed = seed;
  return run;
}

/** Put the state behind #; a text cannot stand there. */
export function write(state) {
  const found = written(state.run);
  for (const each of state.kept) if (each.text === null) found.append("keep", written(each).toString());
  if (state.told !== null) found.set("negotiation", state.told);
  found.set("language", state.language);
  history.replaceState(null, "", `#${found}`);
}

/** The state that an address carries. */
export function read() {
  const found = new URLSearchParams(location.hash.slice(1));
  const told = Number(found.get("negotiation"));
  return {
    run: readRun(found),
    kept: found.getAll("keep").slice(0, 4).map((each) => readRun(new URLSearchParams(each))),
    told: found.has("negotiation") && Number.isSafeInteger(told) && told >= 0 ? told : null,
    language: ["en", "ko"].includes(found.get("language")) ? found.get("language") : document.documentElement.lang,
  };
}
