// The result of a pipeline: the same rows as its script-free form, in which every mark can be read out and pinned.

import { h } from "../base/dom.js";
import { definePanel } from "../base/panel.js";
import { readout } from "../base/parts.js";
import { codeRow, codeTool, modelLine } from "../results/parts.js";
import { pointing } from "../results/pointing.js";
import { draw, marks } from "./markup.js";

/** @typedef {import("./markup.js").Mark} Mark */
/** @typedef {import("./markup.js").Node} Node */
/**
 * @typedef {{ title: string, model: [string, string], timing: string, rows: Node[], marks: Mark[], code: string,
 *   table: { columns: { name: string, number: boolean }[], rows: string[][], more: number } }} Result
 */
/** @typedef {import("../base/state.js").PanelState<Result>} Panel */

/** @param {any} content @returns {Result} */
const decode = (content) => ({ ...content, marks: marks(content.rows) });

/** @param {Panel} panel */
function view(panel) {
  const { data } = panel;
  if (panel.settings.code) return [codeRow(data.code)];
  const { tokens } = panel.selection;
  const state = { pinned: new Set(tokens), hovered: new Set(panel.hovered), focus: panel.hovered[0] ?? tokens[0] ?? 0 };
  const [first, ...rest] = draw(data.rows, state);
  const rows = [first, data.marks.length ? reading(panel) : null, ...rest];
  return [h("div", { class: "lb-result", on: pointing(panel) }, rows)];
}

/** @param {Panel} panel */
function reading({ data, hovered, selection }) {
  const number = hovered[0] ?? selection.tokens.at(-1) ?? 0; // the first mark is the answer
  const [named, ...values] = data.marks[number]?.facts ?? [];
  return readout({ what: h("bdi", null, named?.[1]), pinned: selection.tokens.includes(number), values: values.map(([term, value]) => [term, h("bdi", null, value)]), hint: "point, or ← → Enter" });
}

/** @param {Panel} panel */
function table({ data }) {
  const { columns, rows, more } = data.table;
  const left = more ? `; ${more.toLocaleString("en-GB")} more rows are in the result's to_pandas()` : "";
  return { caption: `The outputs as rows${left}`, columns, rows };
}

export default definePanel({
  name: "pipeline",
  title: ({ data }) => data.title,
  decode,
  view,
  table,
  model: ({ data }) => modelLine(data.model),
  spans: ({ marks: all }) => all.map(({ span }) => span),
  tools: codeTool,
  field: false,
  state: ({ data }) => h("span", "lb-timing", data.timing),
});
