// The page: its state, what is asked when it changes, and where the answers go.

import { asked, copyOf, freshRun, read, write } from "./address.js";
import { showAnswers, showDetails, showWhy } from "./answers.js";
import { ask, download, drop, isDropped, progress } from "./api.js";
import { keptBeside, showCompared, showKept } from "./compare.js";
import { showChanges, showControls, showDrivers } from "./controls.js";
import { el, find, speak, word } from "./dom.js";
import { showHandOn } from "./report.js";
import { showAsk, showStory, showTen } from "./story.js";
import { sayText, showFaults, showText } from "./text.js";

const SOON = 40; // milliseconds a moving slider rests before its value is asked for
const WATCH = 250; // milliseconds between two looks at how far the server is
const MOST_KEPT = 4;
let state = read();
let waiting = 0;
let watched = 0;
let running = false;

const question = (run = state.run) => ({ asked: asked(run, state.language) });

// --- asking ------------------------------------------------------------------------------------------------------

/** Ask for the answers of the run at hand, then for what stands below them. */
async function answer() {
  const began = performance.now();
  write(state);
  showChanges(state.run);
  watch(true);
  try {
    const found = await ask("answers", question());
    find("fault").replaceChildren();
    await showAnswers({ ...found, of_text: state.run.text === null ? "" : word("text_only") });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    find("status").textContent = word("ready", { replicates: found.replicates.toLocaleString(state.language), seconds });
    watch(false);
    document.body.dataset.answered = String(Number(document.body.dataset.answered ?? 0) + 1);
    showHandOn(found.command, (kind) => guarded(() => {
      const beside = kind === "report" ? keptBeside(state) : null;
      return download({ ...question(), kind, ...(beside ? { beside: asked(beside, state.language) } : {}) });
    }));
    await below();
  } catch (fault) {
    failed(fault);
  }
}

/** What stands below the answers, one after the other, so that the answers to the next change need not wait long. */
async function below() {
  const beside = showKept(state, { keep, remove, choose: below });
  if (beside) showCompared(await ask("compared", { ...question(), beside: asked(beside, state.language) }), tell);
  const found = await ask("details", question());
  showDetails(found);
  showDrivers(found.drivers);
  showWhy(await ask("why", question()));
}

function failed(fault) {
  if (isDropped(fault)) return;
  watch(false);
  const words = fault instanceof TypeError && !fault.problems ? word("offline") : fault.message;
  find("fault").replaceChildren(el("p", { className: "fault" }, `${word("fault")}: ${words}`));
  find("status").textContent = word("fault");
}

async function guarded(work) {
  try {
    return await work();
  } catch (fault) {
    failed(fault);
    return null;
  }
}

/** Show how far the server is while something is asked for. */
function watch(on) {
  running = on;
  find("stop").hidden = !on;
  find("bar").hidden = !on;
  clearTimeout(watched);
  if (on) watched = setTimeout(look, WATCH);
}

async function look() {
  try {
    const { phase, done, total } = await progress();
    if (!running) return;
    const bar = find("bar");
    if (total) [bar.max, bar.value] = [total, done];
    else bar.removeAttribute("value");
    find("status").textContent = phase === "compiling" && total ? word("compiling", { done, total }) : word(phase === "ready" ? "running" : "starting");
    watched = setTimeout(look, WATCH);
  } catch (fault) {
    failed(fault);
  }
}

function stop() {
  drop();
  watch(false);
  find("status").textContent = word("stopped");
}

// --- changing ----------------------------------------------------------------------------------------------------

/** Set a value by its path, or take it back; `soon` where more of the same is to be expected. */
function change(path, value, soon = false) {
  if (value === null) state.run.set.delete(path);
  else state.run.set.set(path, value);
  drop();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (value === null) controls();
    answer();
  }, soon ? SOON : 0);
}

async function controls() {
  const found = await guarded(() => ask("controls", question()));
  if (found) showControls(found.controls, state.run, change);
}

/** Begin with another run: its controls and its answers. */
async function begin(run) {
  state.run = run;
  find("scenario").value = run.scenario;
  drop();
  await Promise.all([controls(), answer()]);
}

function keep() {
  state.kept = [copyOf(state.run), ...state.kept].slice(0, MOST_KEPT);
  write(state);
  below().catch(failed);
}

function remove(n) {
  state.kept.splice(n, 1);
  write(state);
  below().catch(failed);
}

async function tell(replicate) {
  state.told = replicate;
  write(state);
  showAsk(replicate, tell);
  const found = await guarded(() => ask("story", { ...question(), replicate }));
  if (!found) return;
  showStory(found);
  find("story").scrollIntoView({ block: "start" });
}

async function use(text) {
  try {
    const found = await ask("edited", { asked: { ...asked(state.run, state.language), text, set: [] } });
    const set = new Map(found.set.map((each) => [each.split("=", 1)[0], each.slice(each.indexOf("=") + 1)]));
    await begin({ ...state.run, set, text: found.text });
    sayText(found.text === null ? word("text_as_set", { n: set.size }) : word("text_ok"));
  } catch (fault) {
    if (fault.status === 422) showFaults(fault.message, fault.problems);
    else failed(fault);
  }
}

// --- the parts that stand from the start ---------------------------------------------------------------------------

function parts() {
  showKept(state, { keep, remove, choose: below });
  showAsk(state.told, tell);
  showTen(() => ask("ten", question()), tell);
  showText(async () => (await ask("text", question())).text, use);
  const file = find("as-on-file") ?? el("button", { type: "button", id: "as-on-file", onclick: () => begin(freshRun(state.run.scenario)) });
  file.textContent = word("as_on_file");
  find("what-if-head").after(file);
}

async function speakIn(language) {
  state.language = language;
  const { shelves, words } = await ask("library", question(freshRun()));
  speak(language, words);
  find("language").value = language;
  find("scenario").replaceChildren(...shelves.map(({ shelf, entries }) => el("optgroup", { label: shelf },
    entries.map(({ name, title }) => el("option", { value: name }, title)))));
  find("scenario").value = state.run.scenario;
  parts();
}

find("stop").addEventListener("click", stop);
find("scenario").addEventListener("change", () => begin(freshRun(find("scenario").value)));
find("language").addEventListener("change", () => guarded(async () => {
  await speakIn(find("language").value);
  await begin(state.run);
  if (state.told !== null) await tell(state.told);
}));
find("skip").addEventListener("click", (event) => {
  event.preventDefault();
  find("answers").focus();
});
addEventListener("hashchange", () => guarded(async () => {
  state = read();
  await speakIn(state.language);
  await begin(state.run);
}));

await guarded(async () => {
  await speakIn(state.language);
  await begin(state.run);
  if (state.told !== null) await tell(state.told);
});
