// The result of a generation: the text with what each token was worth, what could have stood there, and the time.

import { segmented } from "../base/controls.js";
import { classes, h } from "../base/dom.js";
import * as numbers from "../base/numbers.js";
import { definePanel } from "../base/panel.js";
import { bar, columns, heading, note, readout, row, stats, tag } from "../base/parts.js";
import { codeRow, codeTool, modelLine } from "../results/parts.js";
import { decode, instead, leastLikely, mostLines, scaleEnd, SHADES } from "./content.js";
import { texts } from "./text.js";
import { steps, timeline } from "./timeline.js";

/** @typedef {import("./content.js").Generation} Generation */
/** @typedef {import("./content.js").Token} Token */
/** @typedef {import("../base/state.js").PanelState<Generation>} Panel */
/** @typedef {import("../base/dom.js").Child} Child */

const RAW = "raw probability, before any processor";

/** The token that is read: pointed at, else pinned last, else the least likely. @param {Panel} panel */
function read(panel) {
  const number = panel.hovered.at(-1) ?? panel.selection.tokens.at(-1);
  return (number === undefined ? undefined : panel.data.tokens[number]) ?? leastLikely(panel.data.tokens);
}

/** @param {Panel} panel @returns {Child[]} */
function view(panel) {
  if (panel.settings.code) return [codeRow(panel.data.code)];
  const token = read(panel);
  return [
    row("", heading("Text", subtitle(panel), shading(panel)), texts(panel, token?.number ?? 0)),
    reading(panel, token),
    below(panel, token),
    resources(panel.data),
    panel.data.notes.length ? row("tight", panel.data.notes.map(note)) : null,
  ];
}

/** The alternatives, where any were recorded, beside the time. @param {Panel} panel @param {Token | null} token */
function below(panel, token) {
  const lines = mostLines(panel.data.tokens);
  if (!token || lines === 2) return row("", time(panel, token));
  const list = h("div", { class: "lb-instead-place", style: { "--lines": String(lines) } }, alternatives(token, panel.data.words));
  return row("", columns("minmax(0, 1fr) minmax(0, 1.35fr)", list, time(panel, token)));
}

/** @param {Panel} panel */
function subtitle({ data, settings }) {
  const count = numbers.plural(data.total, "token");
  return settings.shading === "plain" ? count : `${count}, shaded by the model's own ${settings.shading === "surprise" ? "surprise at each" : settings.shading === "entropy" ? "uncertainty before each" : "probability of each"}`;
}

/** @param {Panel} panel */
function shading(panel) {
  const kind = panel.settings.shading;
  const most = kind === "probability" ? "1" : `${scaleEnd(panel.data.tokens, kind)} bits`;
  const scale = kind === "plain" ? null : h("span", "lb-legend", h("span", null, "0", h("span", "lb-ramp seq"), most));
  return [scale, segmented({ label: "Shade by", options: SHADES, value: kind, onChange: (/** @type {string} */ value) => panel.set({ shading: value }) })];
}

/** @param {Panel} panel @param {Token | null} token */
function reading(panel, token) {
  const hint = "← → Enter";
  const { tokens: pinned } = panel.selection;
  if (!token) return readout({ what: "No token was written.", hint: "" });
  if (!panel.hovered.length && pinned.length > 1) return several(panel, pinned);
  const { sequences } = panel.data;
  const place = `${numbers.count(token.place + 1)} of ${numbers.count(sequences[token.sequence]?.tokens.length)}`;
  const step = steps(panel.data.times)[token.place];
  return readout({
    what: h("bdi", "lb-mono", token.name), pinned: pinned.includes(token.number), hint,
    values: [
      ...(sequences.length > 1 ? [/** @type {[string, Child]} */ (["text", token.sequence + 1])] : []),
      ["token", place], ["id", token.id], ["p", numbers.probability(token.p)], ["log p", numbers.logProbability(token.logprob)],
      ["rank", numbers.count(token.rank)], ["surprise", numbers.bits(-token.logprob)], ["entropy", numbers.bits(token.entropy)],
      ...(step ? [/** @type {[string, Child]} */ (["took", duration(step[1] - step[0])])] : []),
    ],
  });
}

/** @param {Panel} panel @param {readonly number[]} pinned */
function several({ data }, pinned) {
  const tokens = pinned.flatMap((number) => data.tokens[number] ?? []);
  const logprob = tokens.reduce((sum, token) => sum + token.logprob, 0);
  return readout({
    what: numbers.plural(tokens.length, "token"), pinned: true, hint: "Esc clears",
    values: [["log p together", numbers.logProbability(logprob)], ["surprise together", numbers.bits(-logprob)], ["per token", numbers.bits(-logprob / tokens.length)]],
  });
}

/** @param {number} seconds */
const duration = (seconds) => (seconds < 1 ? `${numbers.threeDigits(seconds * 1e3)}\u00a0ms` : `${numbers.threeDigits(seconds)}\u00a0s`);

/** @param {Token} token @param {number} words */
function alternatives(token, words) {
  const lines = instead(token, words);
  const most = Math.max(...lines.map(({ p, rank }) => (rank === null || Number.isNaN(p) ? 0 : p)), 1e-9);
  const body = lines.map(({ rank, name, p, chosen }) =>
    h("tr", { class: classes(chosen && "pin", rank === null && "rest out"), key: rank ?? "rest" },
      h("td", "num lb-muted", rank === null ? null : numbers.count(rank)),
      h("td", "lb-alternative", rank === null ? "rest" : h("bdi", "lb-mono", name)),
      h("td", "lb-value", rank === null ? name : bar(p / most)),
      h("td", "num", numbers.probability(p))),
  );
  const table = h("table", { class: "lb-table lb-instead-table", "aria-label": `Alternatives to ${token.name}` }, h("tbody", null, body));
  return [heading(["Instead of ", h("bdi", "lb-mono", token.name)], RAW), table];
}

/** @param {Panel} panel @param {Token | null} token */
function time(panel, token) {
  const { data } = panel;
  const marked = panel.hovered.length || panel.selection.tokens.length ? (token?.place ?? null) : null;
  const sequence = data.sequences[token?.sequence ?? 0];
  const number = (/** @type {number} */ step) => sequence?.tokens[step]?.number;
  const keys = /** @type {const} */ ([["lb-prepare", "prepare"], ["lb-prompt", "prefill: reads the prompt"], ["lb-new", "decode: one token a step"]]);
  const legend = h("span", "lb-legend", keys.map(([kind, text]) => h("span", null, h("i", { class: kind }), text)));
  const hover = (/** @type {number | null} */ step) => panel.hover(step === null ? null : (number(step) ?? null));
  const pin = (/** @type {number} */ step) => panel.pin(number(step) ?? 0);
  return h("div", "lb-time", heading("Time", null, legend), timeline(data.times, marked, hover, pin), stats(data.timeStats));
}

/** @param {Generation} data */
function resources(data) {
  const { used, limit, new: written } = data.context;
  const key = (/** @type {string} */ text) => h("span", "lb-key", text);
  /** @type {readonly (readonly [string, string, number])[]} */
  const sizes = [["lb-prompt", "prompt", used - written], ["lb-new", "new", written], ["lb-free", "free", Math.max((limit ?? used) - used, 0)]];
  const fills = sizes.slice(0, 2).map(([kind, , size]) => h("i", { class: kind, style: { width: `${(100 * size) / (limit ?? 1)}%` } }));
  const context = limit
    ? [h("span", { class: "lb-context", "aria-hidden": "true" }, fills), h("span", "lb-nowrap", `${numbers.count(used)} of ${numbers.plural(limit, "token")}`), h("span", "lb-legend", sizes.map(([kind, name, size]) => h("span", null, h("i", { class: kind }), `${name} ${numbers.count(size)}`)))]
    : numbers.plural(used, "token");
  const chain = data.processors.flatMap((name, i) => [i ? h("span", { class: "lb-muted", "aria-hidden": "true" }, "→") : null, tag(name)]);
  const ignored = data.ignored.length ? h("span", "lb-note", `Ignored from the checkpoint: ${data.ignored.join(", ")}.`) : null;
  return row("", stats(data.resources), h("div", "lb-line", key("context"), context), h("div", "lb-line", key("processors, in order"), chain.length ? chain : "–", ignored));
}

/** @param {Panel} panel */
function table({ data }) {
  const names = ["text", "token", "id", "piece", "p", "log p", "rank", "surprise", "entropy", "alternatives"];
  const texts = new Set(["piece", "alternatives"]);
  const rows = data.tokens.map((token) => [
    token.sequence + 1, token.place + 1, token.id, token.name, numbers.probability(token.p), numbers.logProbability(token.logprob), numbers.count(token.rank),
    numbers.fixed(-token.logprob / Math.LN2, 2), numbers.fixed(token.entropy / Math.LN2, 2), token.top.map(({ name, p }) => `${name} ${numbers.probability(p)}`).join(", "),
  ]);
  return { caption: "Tokens, counted from 1; surprise and entropy in bits", columns: names.map((name) => ({ name, number: !texts.has(name), wide: name === "alternatives" })), rows };
}

export default definePanel({
  name: "generation",
  title: "Generation",
  decode,
  view,
  table,
  model: ({ data }) => modelLine(data.model),
  spans: ({ spans }) => spans,
  tools: codeTool,
  field: false,
  state: () => null,
});
