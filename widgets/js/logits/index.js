// The logit panel: the choice of the next token, every step from logits to draw.

import { button } from "../base/controls.js";
import * as icons from "../base/icons.js";
import { count, fixed, logit, probability } from "../base/numbers.js";
import { definePanel } from "../base/panel.js";
import { columns, mono, readout, row } from "../base/parts.js";
import { times } from "../base/times.js";
import { choicesPart } from "./choices.js";
import { compareRow, contextRow } from "./context.js";
import { decode, spans } from "./data.js";
import { lensOf, lensRow } from "./lens.js";
import { describe } from "./model.js";
import { settingsPart } from "./settings.js";
import { drawRow, stagesRow } from "./stages.js";
import { drawOf, sidesOf } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./view.js").Side} Side */

/** @param {Panel} panel */
function view(panel) {
  const sides = sidesOf(panel);
  const [side, other] = /** @type {[Side, Side?]} */ (sides);
  return [
    contextRow(panel),
    compareRow(panel),
    row("", columns("322px minmax(0, 1fr)", settingsPart(panel, side), choicesPart(panel, sides))),
    saying(panel, side),
    stagesRow(panel, side),
    drawRow(panel, side, other),
    lensRow(panel),
  ];
}

/** What is under the pointer, pinned, or drawn, in words and numbers. @param {Panel} panel @param {Side} side */
function saying(panel, side) {
  const focus = panel.local.focus ?? null;
  const linked = panel.hovered[0];
  if (focus?.context !== undefined || (!focus && linked !== undefined)) return ofContext(panel, focus?.context ?? linked);
  if (focus?.lens !== undefined) return ofLens(panel, focus.lens);
  const pinned = panel.local.pinned ?? null;
  const id = focus?.id ?? pinned ?? drawOf(panel, side)?.id ?? side.final.level.ids[0];
  const row = describe(side.choice, side.stages, side.ranking.find(id));
  const values = /** @type {[string, string][]} */ ([["id", count(id)], ["raw logit", logit(row.raw)], ["raw p", probability(row.before)], ["now", probability(row.now) + (row.by ? `, cut by ${row.by.step.name}` : "")], ["rank", row.rank === null ? "–" : count(row.rank)], ["surprise", row.by ? "∞" : `${fixed(-Math.log2(row.now), 2)} bits`]]);
  const hint = focus?.id === undefined ? (pinned === null ? "drawn" : "space lets go") : panel.canAsk ? "Enter appends it, space pins it" : "appending needs the model";
  return readout({ what: mono(row.label), pinned: pinned === id, values: row.known ? values : [], hint });
}

/** @param {Panel} panel @param {number} token */
function ofContext(panel, token) {
  const { context } = panel.data;
  const nats = context.surprise?.[token] ?? NaN;
  const entropy = context.entropy?.[token] ?? NaN;
  /** @type {[string, string][]} */
  const values = [["token", count(token)], ["id", String(context.ids[token])]];
  if (!Number.isNaN(nats)) values.push(["p", probability(Math.exp(-nats))], ["surprise", `${fixed(nats / Math.LN2, 2)} bits`], ["entropy before it", `${fixed(entropy / Math.LN2, 2)} bits`]);
  return readout({ what: mono(context.labels[token]), values, hint: panel.canAsk ? "click to look at the choice after it" : "the choice after it needs the model" });
}

/** @param {Panel} panel @param {number} cell */
function ofLens(panel, cell) {
  const lens = lensOf(panel);
  if (!lens) return readout({ what: "" });
  const [layer, column] = [Math.floor(cell / lens.width), cell % lens.width];
  const first = cell * lens.top;
  const found = times(lens.top, (rank) => /** @type {[string, string]} */ ([lens.names.get(lens.ids[first + rank]) ?? `id ${lens.ids[first + rank]}`, probability(Math.exp(lens.logprobs[first + rank]))]));
  const place = lens.positions[column];
  return readout({ what: [layer === lens.layers - 1 ? "output" : layer ? `layer ${layer - 1}` : "embedding", " behind ", mono(panel.data.context.labels[place])], values: found });
}

/** The same data as a table. @param {Panel} panel */
function table(panel) {
  const [side] = /** @type {[Side]} */ (sidesOf(panel));
  const size = Math.min(TABLE, side.choice.top, side.ranking.size);
  const rows = times(size, (place) => {
    const one = describe(side.choice, side.stages, side.ranking.at(place));
    return [one.rank ?? "", String(one.id), one.label, logit(one.raw), one.by ? "" : logit(one.logit), one.before.toPrecision(4), one.now ? one.now.toPrecision(4) : "0", one.cumulative === null ? "" : fixed(one.cumulative, 4), one.by?.step.name ?? ""];
  });
  const heads = [["rank", 1], ["id", 1], ["token", 0], ["raw logit", 1], ["logit", 1], ["raw p", 1], ["p", 1], ["cumulative", 1], ["removed by", 0]].map(([name, number]) => ({ name: String(name), number: Boolean(number) }));
  return { columns: heads, rows, caption: `The likeliest ${count(size)} of ${count(side.choice.vocabulary)} tokens, choices for token ${panel.data.at + 1}` };
}

/** @param {Panel} panel */
function model(panel) {
  const choice = /** @type {import("./data.js").Choice} */ (panel.data.choices[0]);
  return { name: choice.model.name, details: choice.model.details };
}

/** @param {Panel} panel */
function tools(panel) {
  const on = Boolean(panel.local.comparing) || panel.data.choices.length > 1;
  return button({ icon: icons.chart, label: "Compare", name: "Compare with another text or model", pressed: on, quiet: true, onClick: () => panel.update({ comparing: !panel.local.comparing }) });
}

const TABLE = 500; // rows, as many as a table shows
const NOTE = "Logits are scores without a unit: only their differences count, but the repetition penalty looks at their sign. Probabilities sum over the whole vocabulary.";

export default definePanel({ name: "logits", title: "Next token", decode, spans, view, table, model, tools, note: (panel) => [NOTE, ignored(panel)].filter(Boolean).join(" ") });

/** @param {Panel} panel */
function ignored(panel) {
  const names = panel.data.choices[0].ignored;
  return names.length ? `Ignored from the checkpoint: ${names.join(", ")}.` : "";
}
