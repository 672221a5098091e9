// Hand the run on: the command that repeats it, the address that shows it, and files of it.

import { button, el, find, word } from "./dom.js";

const FILES = ["toml", "csv", "parquet", "report"];

/** Buttons to copy and to download; `fetched(kind)` hands a file out. */
export function showHandOn(command, fetched) {
  const said = el("p", { role: "status", className: "note" });
  const copy = async (text) => {
    await navigator.clipboard.writeText(text);
    said.textContent = word("copied");
  };
  find("hand-on-body").replaceChildren(
    el("pre", { id: "command", tabindex: "0" }, command),
    el("p", { className: "row" },
      button(word("copy_command"), () => copy(command)), button(word("copy_address"), () => copy(location.href)),
      ...FILES.map((kind) => button(word(`download.${kind}`), () => fetched(kind), { "data-kind": kind }))),
    said);
}
