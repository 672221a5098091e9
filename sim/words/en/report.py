"""The report of a run: headings and what stands between figures and tables."""

from __future__ import annotations

from sim.words.language import Forms

REPORT: Forms = {
    "report.title": "{title}: report",
    "report.made": "Made by sma-sim {version}. Every number and sentence comes from the run described at the end.",
    "report.nature": (
        "What follows is what a model does, not what will happen. It says how often talks ended in a way among many"
        " simulated ones, each with its own luck and its own draw of the model's parameters."
    ),
    "report.answers": "The answers",
    "report.dot": "Each dot is one in fifty of the negotiations.",
    "report.diamond": "Diamond: the record.",
    "report.hollow": "Hollow: not signed in time.",
    "report.curve": "Share still without a signature. Solid line: expiry; dashed: a new government takes office.",
    "report.curve_two": "Filled: {first}. Dashed: {second}.",
    "report.panels": "Above: {first}. Below: {second}.",
    "report.as_filed": "as on file",
    "report.together": "When and at what sum, together",
    "report.map": "Darker: more negotiations.",
    "report.map_of": "{name}: {caption}",
    "report.compared": "Two worlds under the same luck",
    "report.worlds": "First: {first}. Second: {second}.",
    "report.forest": "Differences, the second less the first, with their 95% intervals.",
    "report.look": "Some negotiations that changed: {numbers}. Each is told by this command, in the first world:",
    "report.happened": "What happened",
    "report.why": "Why",
    "report.why_other": (
        "Left out: the run was made by another version of the program, which may have had other reasons."
    ),
    "report.stories": "Two negotiations",
    "report.story": "One negotiation",
    "report.typical": "One in the middle: number {number}",
    "report.extreme": "One far out: number {number}",
    "report.lost": "How far to trust it: forecasts it lost",
    "report.limits": "Limits",
    "report.limit_model": (
        "Intervals are of Monte Carlo error only, unless they say otherwise: they tell how far the number of"
        " simulated negotiations carries, not how good the model is."
    ),
    "report.rerun": "How to run it again",
    "report.rerun_command": "The same numbers come from:",
    "report.rerun_manifest": (
        "Or byte for byte from the manifest alone, which holds the whole scenario: save it as manifest.json in a"
        " folder of its own, then"
    ),
    "report.manifest": "manifest.json",
    "report.manifest_second": "manifest.json of the second",
    "report.digest": "The outcomes then have the digest {digest} (in complete.json).",
    "report.digest_none": "The sizes and versions of it are in the manifest.",
    "report.versions": "Made with: {versions}.",
    "report.contents": "Contents",
}
