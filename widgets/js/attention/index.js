// The attention panel.

import { checkbox, segmented } from "../base/controls.js";
import { h, OWN_KEYS } from "../base/dom.js";
import { fixed, plural, probability } from "../base/numbers.js";
import { definePanel, textField } from "../base/panel.js";
import { alert, columns, controls, mono, readout, row } from "../base/parts.js";
import { times } from "../base/times.js";
import { decode } from "./content.js";
import { current } from "./current.js";
import { headLines } from "./lines.js";
import { entropyBits, isExact, linesOf, rankOf, weightAt } from "./maps.js";
import { cellInWords, mapTitle, openMap } from "./matrix.js";
import { predictions } from "./predictions.js";
import { allHeads, headNumbers } from "./thumbnails.js";

/** @typedef {import("./current.js").Now} Now */
/** @typedef {import("./current.js").Panel} Panel */

const KINDS = { self: "Self", decoder: "Decoder", cross: "Cross" };
const NOTE = "Attention shows where information could flow, not why the model decided. To test what a head or a token does, knock it out. Layers, heads and positions count from 0.";
const TYPING = 400; // ms after the last key
const TABLE_ROWS = 60; // tokens of maps that become a table of all weights

/** @param {Panel} panel */
function view(panel) {
  const now = current(panel);
  return [
    panel.data.notes.map((text) => alert({ kind: "info", text })),
    row("tight", settings(now)),
    row("", columns("400px minmax(0, 1fr)", allHeads(now), openMap(now))),
    saying(now),
    row("", columns("400px minmax(0, 1fr)", headLines(now), predictions(now))),
  ];
}

/** @param {Now} now */
function settings(now) {
  const { panel, data, kind, choice } = now;
  const kinds = data.kinds.map((one) => /** @type {const} */ ([one.kind, data.kinds.length > 1 && one.kind === "self" ? "Encoder" : KINDS[one.kind]]));
  const shows = /** @type {[string, string][]} */ ([["head", "One head"], ["mean", "Mean"], ["max", "Max"], ...(kind.kind === "cross" ? [] : [["rollout", "Rollout"]])]);
  const several = choice.show === "mean" || choice.show === "max";
  const special = Array.from(now.columns.side.special).some(Boolean);
  const at = choice.layer * kind.width + choice.head;
  const first = choice.show === "head" ? `${fixed(kind.first[at], 2)} of the weight` : "";
  return controls(
    kinds.length > 1 ? segmented({ label: "attention", options: kinds, value: kind.kind, onChange: (value) => panel.select({ kind: value, answer: null }) }) : null,
    segmented({ label: "show", options: shows, value: choice.show, onChange: (show) => panel.set({ show }) }),
    several ? segmented({ label: "of", options: /** @type {const} */ ([[false, `Layer ${panel.selection.layer ?? 0}`], [true, "All layers"]]), value: choice.all_layers, onChange: (all_layers) => panel.set({ all_layers }) }) : null,
    segmented({ label: "by", options: /** @type {const} */ ([[false, "Piece"], [true, "Word"]]), value: choice.words, onChange: (words) => panel.set({ words }) }),
    segmented({ label: "scale", options: /** @type {const} */ ([["map", "Each map"], ["one", "0 to 1"]]), value: panel.settings.scale, onChange: (scale) => panel.set({ scale }) }),
    checkbox({ label: "Hide first token", cost: first, value: choice.hide_first, onChange: (hide_first) => panel.set({ hide_first }) }),
    special ? checkbox({ label: "Hide special tokens", cost: specialMass(now), value: choice.hide_special, onChange: (hide_special) => panel.set({ hide_special }) }) : null,
  );
}

/** How much of the weight lies on special tokens, where the map is there in full. @param {Now} now */
function specialMass({ map, choice, columns: { side } }) {
  if (!isExact(map) || map.kept_columns || choice.words) return "";
  let sum = 0;
  for (let column = 0; column < map.columns; column++) if (side.special[column]) for (let line = 0; line < map.rows; line++) sum += weightAt(map, line, column);
  return `${fixed(sum / map.rows, 2)} of the weight`;
}

/** The readout: what is under the pointer, else what is pinned. @param {Now} now */
function saying(now) {
  const { panel, choice, out, here, there } = now;
  const head = panel.local.head;
  if (head) return readout({ what: `Layer ${head.layer}, head ${head.head}`, values: headNumbers(now, head), hint: "Enter opens, Delete knocks out" });
  const { cell } = panel.local;
  if (cell) return sayCell(now, cell);
  const { answer } = now;
  const [first, ...others] = now.rows.pinned;
  if (first !== undefined && !others.length && answer !== null && out) return sayCell(now, { row: first, column: answer }, { pinned: true, hint: "Shift-click extends" });
  const { profile } = now;
  if (!profile) return readout({ what: mapTitle(now), values: choice.show === "head" ? headNumbers(now, choice) : [], hint: "Click a cell to pin it" });
  const best = profile.total.reduce((most, value, i) => (value > profile.total[most] ? i : most), 0);
  const what = profile.places.length === 1 ? mono(here.name(profile.places[0])) : plural(profile.places.length, "token");
  const values = /** @type {[string, import("../base/dom.js").Child][]} */ ([[out ? "most on" : "most from", [mono(there.name(best)), ` ${fixed(profile.total[best], 3)}`]]]);
  if (out && profile.lines.length === 1) values.push(["row entropy", `${fixed(entropyBits(profile.lines[0]), 2)} bits`]);
  if (!out || profile.lines.length > 1) values.push(["together", fixed(profile.total.reduce((sum, value) => sum + value, 0), 3)]);
  return readout({ pinned: true, what, values, hint: "Shift-click extends" });
}

/** @param {Now} now @param {{ row: number, column: number }} cell @param {{ pinned?: boolean, hint?: string }} [more] */
const sayCell = (now, cell, more) => readout({ what: cellInWords(now, cell), values: cellNumbers(now, cell), ...more });

/** @param {Now} now @param {{ row: number, column: number }} cell @returns {[string, string][]} */
function cellNumbers(now, { row: line, column }) {
  const { map, profile, out, choice, sight } = now;
  const at = out ? profile?.places.indexOf(line) ?? -1 : -1;
  const weights = at >= 0 && profile ? /** @type {ArrayLike<number>} */ (profile.lines[at]) : isExact(map) ? /** @type {Float32Array} */ (linesOf(map, "rows", [line])[0]) : null;
  const [first, end] = sight(line);
  const hidden = column < first || column >= end;
  const weight = weights ? weights[column] : weightAt(map, line, column);
  if (hidden) return [["weight", "0, hidden by the mask"]];
  if (!weights) return [["weight", probability(weight)]];
  return [
    ["weight", probability(weight)],
    ["rank", `${rankOf(weights, column)} of ${end - first}`],
    ["row entropy", `${fixed(entropyBits(weights), 2)} bits`],
    ...(map.kept_columns ? [] : [/** @type {[string, string]} */ (["on first token", fixed(weights[0], 2)])]),
    ...(choice.kind === "cross" || map.kept_columns || line === 0 ? [] : [/** @type {[string, string]} */ (["on previous", fixed(weights[line - 1], 2)])]),
  ];
}

/** The texts, edited in place. @param {Panel} panel */
function fields(panel) {
  const { data } = panel;
  const more = (/** @type {string} */ label, /** @type {string} */ name, /** @type {string} */ command, /** @type {string} */ value, /** @type {string} */ placeholder) => {
    const { [name]: draft, typing } = panel.local;
    const shown = draft && (typing || panel.stale || draft.of === data) ? draft.text : value;
    const typed = (/** @type {Event} */ event) => {
      const text = /** @type {HTMLTextAreaElement} */ (event.target).value;
      clearTimeout(panel.local.typing);
      panel.update({ [name]: { text, of: data }, typing: setTimeout(() => { panel.update({ typing: null }); panel.change({ command, text }); }, TYPING) });
    };
    return h("label", "lb-second-field", h("span", "lb-lab", label), h("textarea", { class: "lb-field", rows: 1, dir: "auto", spellcheck: "false", maxlength: 100000, placeholder, readonly: !panel.canAsk, props: { value: shown }, on: { input: typed }, ...OWN_KEYS }));
  };
  return row(
    "lb-field-row",
    textField(panel),
    data.text_pair === null ? null : more("second text", "pairDraft", "edit_pair", data.text_pair, ""),
    data.target ? more(data.target_written ? "target, written by the model" : "target", "targetDraft", "edit_target", data.target_text, "empty: the model writes it") : null,
  );
}

/** @param {Panel} panel */
function table(panel) {
  const now = current(panel);
  const { map, rows: asking, columns: answering, profile } = now;
  const heads = [{ name: "from" }, { name: "to" }, { name: "weight", number: true }, { name: "rank", number: true, wide: true }];
  const whole = isExact(map) && Math.max(map.rows, map.columns) <= TABLE_ROWS;
  const lines = whole ? times(map.rows, (line) => line) : now.out ? profile?.places ?? [] : [];
  const weights = whole ? linesOf(map, "rows", lines) : profile?.lines ?? [];
  const rows = lines.flatMap((line, i) => {
    const [first, end] = now.sight(line);
    const own = weights[i];
    return times(Math.max(end - first, 0), (at) => [`${line} ${asking.name(line)}`, `${first + at} ${answering.name(first + at)}`, fixed(own[first + at], 4), rankOf(own, first + at)]);
  });
  return { caption: `${mapTitle(now)}: weights of ${whole ? "all tokens" : "what is pinned"}`, columns: heads, rows };
}

export default definePanel({
  name: "attention",
  title: "Attention",
  decode,
  view,
  table,
  field: fields,
  note: () => NOTE,
  model: ({ data }) => {
    const [kind] = data.kinds;
    const heads = kind ? Math.max(...kind.heads) : 0;
    const keys = kind ? Math.max(...kind.keys) : 0;
    return { name: data.model["name"], details: [data.model["revision"] ? `rev ${data.model["revision"].replace(/^.*:/, "").slice(0, 7)}` : "", kind ? `${plural(kind.layers, "layer")}, ${plural(heads, "head")}${keys < heads ? ` sharing ${plural(keys, "key")}` : ""}` : "", data.model["dtype"], data.model["device"]] };
  },
  spans: (data) => times(data.tokens.count, (i) => [data.tokens.start[i], data.tokens.end[i]]),
  opened: (panel, root) => {
    const inner = root.querySelector(".lightboard") ?? root;
    panel.update({ root: inner, fontSize: getComputedStyle(inner).getPropertyValue("font-size") });
    return () => {
      clearInterval(panel.local.timer);
      clearTimeout(panel.local.typing);
    };
  },
});
