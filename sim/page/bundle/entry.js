// What the page needs of Vega: compile a chart of Vega-Lite, parse it to a syntax tree, and interpret that tree. No
// expression becomes code, so the page's policy can forbid code made from text.
export { compile } from "vega-lite";
export { parse, View } from "vega";
export { expressionInterpreter } from "vega-interpreter";
