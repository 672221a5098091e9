// Bundles entry.js, and sets the licence of each package that went into it beside the bundle.
import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const made = await build({
  entryPoints: ["entry.js"], bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8",
  legalComments: "none", metafile: true, outfile: "../static/vega.js",
});
const inPackage = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const names = [...new Set(Object.keys(made.metafile.inputs).map((file) => inPackage.exec(file)?.[1]).filter(Boolean))];
const texts = names.sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} has no licence text`);
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
writeFileSync("../static/vega.licences.txt", texts.join(`\n${"-".repeat(78)}\n\n`).replace(/[ \t\r]+$/gm, ""));
console.log(names.length, "packages");
