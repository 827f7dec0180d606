// The choices: bars before and after, with rank, logit, probability and cumulative; what was cut stays, and so does the rest.

import { decodeArray, decodeTexts } from "../base/codec.js";
import { segmented } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { count, logit, plural, probability } from "../base/numbers.js";
import { alert, heading, muted, note, tag } from "../base/parts.js";
import { describe } from "./model.js";
import { append, controlsOf, point } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./view.js").Side} Side */
/** @typedef {import("./model.js").Row} Row */

const SHOWN = 15;

/** @param {Panel} panel @param {Side[]} sides */
export function choicesPart(panel, sides) {
  const controls = controlsOf(panel);
  const [side, other] = /** @type {[Side, Side?]} */ (sides);
  const options = /** @type {const} */ ([["top", `Top ${SHOWN}`], ["cut", "Around the cut"], ["find", "Find"]]);
  const about = side.exact ? null : h("p", { class: "lb-note" }, tag(side.waiting ? "fetching all logits" : "approximate"), ` top ${count(side.choice.top)} and ${side.choice.tail.counts.length} bins`);
  const rows = rowsOf(panel, side, other);
  named(panel, rows, 0);
  const remain = `${count(side.final.kept)} of ${count(side.choice.vocabulary)} remain${other ? `, beside ${count(other.final.kept)} of ${count(other.choice.vocabulary)}` : ""}`;
  return h(
    "div",
    { class: "lb-choices" },
    heading(`Choices for token ${panel.data.at + 1}`, remain, segmented({ label: "rows", options, value: controls.rows, onChange: (value) => (panel.update({ found: null }), panel.set({ rows: value })) })),
    about,
    side.problem ? alert({ kind: "error", text: side.problem }) : null,
    controls.rows === "find" ? find(panel) : null,
    h("div", { class: "lb-scroll" }, bars(panel, side, other, rows)),
    other ? note(`Filled: ${side.choice.model.name} on this text. Hatched: ${other.choice.model.name} on the other. Both on one scale; tokens are matched by ${sameVocabulary(side, other) ? "id" : "their text"}.`) : null,
  );
}

/** Whether ids mean the same on both sides. @param {Side} one @param {Side} other */
const sameVocabulary = (one, other) => one.choice.model.name === other.choice.model.name;

/**
 * @param {Panel} panel
 * @param {Side} side
 * @param {Side | undefined} other
 * @returns {Row[]}
 */
function rowsOf(panel, side, other) {
  const { rows } = controlsOf(panel);
  const { ranking, choice, stages, final } = side;
  if (rows === "find") {
    const found = foundOf(panel);
    return found.slice(0, SHOWN).map((id) => withOther(describe(choice, stages, ranking.find(id)), side, other));
  }
  const places = Math.min(SHOWN, ranking.size);
  const first = rows === "cut" ? Math.max(0, Math.min(final.kept - Math.floor(SHOWN / 2), ranking.size - places)) : 0;
  const own = Array.from({ length: places }, (_, i) => describe(choice, stages, ranking.at(first + i)));
  if (!other || rows !== "top") return own.map((row) => withOther(row, side, other));
  return merged(own, side, other);
}

/** The likeliest of both sides. @param {Row[]} own @param {Side} side @param {Side} other */
function merged(own, side, other) {
  const theirs = Array.from({ length: Math.min(SHOWN, other.ranking.size) }, (_, i) => describe(other.choice, other.stages, other.ranking.at(i)));
  const all = new Map(own.map((row) => [row.id, withOther(row, side, other)]));
  for (const row of theirs) {
    const id = sameVocabulary(side, other) ? row.id : idOf(side, row.label);
    if (id !== null && !all.has(id)) all.set(id, withOther(describe(side.choice, side.stages, side.ranking.find(id)), side, other));
  }
  const larger = (/** @type {Row} */ row) => Math.max(row.now, row.now2 ?? 0) || Math.max(row.before, row.before2 ?? 0) * 1e-9;
  return [...all.values()].sort((a, b) => larger(b) - larger(a)).slice(0, SHOWN);
}

/** @param {Row} row @param {Side} side @param {Side | undefined} other @returns {Row} */
function withOther(row, side, other) {
  if (!other) return row;
  const id = sameVocabulary(side, other) ? row.id : idOf(other, row.label);
  if (id === null) return { ...row, now2: NaN, before2: NaN };
  return { ...row, now2: other.final.probability(id), before2: /** @type {import("./view.js").Stage} */ (other.stages[0]).probability(id) };
}

/** The id that has this label among the likeliest. @param {Side} side @param {string} label */
function idOf({ choice }, label) {
  for (const [id, name] of choice.names) if (name === label) return id;
  return null;
}

/** @param {Panel} panel @param {Side} side @param {Side | undefined} other @param {Row[]} rows */
function bars(panel, side, other, rows) {
  const scale = Math.max(...rows.map((row) => Math.max(row.now, row.before, row.now2 || 0, row.before2 || 0)), 1e-300);
  const pinned = panel.local.pinned ?? null;
  const on = {
    mouseover: (/** @type {Event} */ event) => pointAt(panel, event),
    mouseleave: () => point(panel, null),
    focusin: (/** @type {Event} */ event) => pointAt(panel, event),
    focusout: () => point(panel, null),
    keydown: roving({ onKey: (key, id) => (key === " " ? (pin(panel, id), true) : false) }),
  };
  const head = h("tr", null, [["rank", "num"], ["token", ""], ["raw logit", "num wide"], [other ? "probability" : "probability, outline: before", ""], [other ? "this" : "now", "num"], other ? ["other", "num"] : ["cumulative", "num wide"], ["mark", "wide"]].map(([name = "", kind = ""]) => h("th", { scope: "col", class: kind }, name === "rank" || name === "mark" ? h("span", { class: "lb-hidden" }, name) : name)));
  const focusable = rows.find((row) => row.id === pinned)?.id ?? rows[0]?.id;
  const body = rows.map((row) => line(panel, row, { scale, pinned: row.id === pinned, focusable: row.id === focusable, compared: Boolean(other) }));
  return h("table", { class: classes("lb-table lb-bars", other && "two") }, h("thead", null, head), h("tbody", { on }, body, rest(side, other, rows)));
}

/**
 * @param {Panel} panel
 * @param {Row} row
 * @param {{ scale: number, pinned: boolean, focusable: boolean, compared: boolean }} options
 */
function line(panel, row, { scale, pinned, focusable, compared }) {
  const { id, label, by } = row;
  const name = h(
    "button",
    { type: "button", class: "lb-append", "data-place": id, tabindex: focusable ? 0 : -1, disabled: !row.known || null, "aria-disabled": !panel.canAsk || null, "aria-label": `${label}: append it`, on: { click: () => (panel.canAsk ? append(panel, id) : pin(panel, id)) }, ...OWN_KEYS },
    h("bdi", null, label),
  );
  const select = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("button") || pin(panel, id);
  return h(
    "tr",
    { class: classes(by && "out", pinned && "pin"), key: id, "data-id": id, on: { click: select } },
    h("td", { class: "num muted" }, row.rank === null ? "" : count(row.rank)),
    h("td", { class: "tok" }, name),
    h("td", { class: "num wide" }, logit(row.raw)),
    h("td", { class: "lb-bar-cell" }, barOf(row, scale), compared ? secondBar(row, scale) : null),
    h("td", { class: "num" }, by ? "0" : probability(row.now)),
    compared ? h("td", { class: "num" }, row.now2 === undefined || Number.isNaN(row.now2) ? "–" : probability(row.now2)) : h("td", { class: "num wide" }, row.cumulative === null ? "" : probability(row.cumulative)),
    h("td", { class: "wide lb-marks" }, marks(row)),
  );
}

/** @param {Row} row */
function marks({ by, changed, tied }) {
  return [by ? tag(`cut: ${by.step.kind}`, true) : null, changed ? tag("penalty") : null, tied ? tag("tie") : null];
}

/** @param {Row} row @param {number} scale */
function barOf({ now, before, by }, scale) {
  const wide = (/** @type {number} */ p) => `${(p / scale) * 100}%`;
  return h("span", { class: "lb-two-bars", "aria-hidden": "true" }, now ? h("i", { class: "now", style: { width: wide(now) } }) : null, h("i", { class: classes("before", by && "cut"), style: { width: wide(before) } }));
}

/** @param {Row} row @param {number} scale */
function secondBar({ now2 = 0, before2 = 0 }, scale) {
  const wide = (/** @type {number} */ p) => `${((p || 0) / scale) * 100}%`;
  return h("span", { class: "lb-two-bars second", "aria-hidden": "true" }, now2 ? h("i", { class: "now", style: { width: wide(now2) } }) : null, h("i", { class: "before", style: { width: wide(before2) } }));
}

/** What all other tokens hold together. @param {Side} side @param {Side | undefined} other @param {Row[]} rows */
function rest({ choice }, other, rows) {
  const sum = (/** @type {(row: Row) => number} */ of) => Math.max(0, 1 - rows.reduce((all, row) => all + (of(row) || 0), 0));
  const [now, before] = [sum((row) => row.now), sum((row) => row.before)];
  return h(
    "tr",
    { class: "rest", key: "rest" },
    h("td", null, ""),
    h("td", null, "rest"),
    h("td", { class: "num wide" }, ""),
    h("td", { class: "lb-rest-of" }, muted(`${plural(choice.vocabulary - rows.length, "token")}, before ${probability(before)}`)),
    h("td", { class: "num" }, probability(now)),
    other ? h("td", { class: "num" }, probability(sum((row) => row.now2 ?? 0))) : h("td", { class: "num wide" }, probability(1)),
    h("td", { class: "wide" }, ""),
  );
}

/** @param {Panel} panel @param {Event} event */
function pointAt(panel, event) {
  const id = /** @type {Element} */ (event.target).closest("tr")?.getAttribute("data-id");
  point(panel, id ? { id: Number(id) } : null);
}

/** @param {Panel} panel @param {number} id */
function pin(panel, id) {
  panel.update({ pinned: panel.local.pinned === id ? null : id });
}

// Finding -------------------------------------------------------------------------------------------------------------

/** @param {Panel} panel */
function find(panel) {
  const typed = (/** @type {Event} */ event) => panel.update({ wanted: /** @type {HTMLInputElement} */ (event.target).value });
  return h(
    "label",
    { class: "lb-find" },
    h("span", { class: "lb-lab" }, "token, or the beginning of one"),
    h("input", { type: "text", class: "lb-input-text", maxlength: 200, dir: "auto", props: { value: panel.local.wanted ?? "" }, on: { input: typed }, ...OWN_KEYS }),
    panel.canAsk ? null : muted("among the names that are here"),
  );
}

/** The ids that the text wanted begins: of those with names here, and those that the tokenizer makes of it. @param {Panel} panel */
function foundOf(panel) {
  const choice = /** @type {import("./data.js").Choice} */ (panel.data.choices[0]);
  const wanted = String(panel.local.wanted ?? "");
  if (!wanted) return [...choice.names.keys()].slice(0, SHOWN);
  const detail = panel.fetch(`find ${wanted}`, { command: "find_tokens", text: wanted });
  if (detail.status === "ready") learn(choice, detail.value);
  const asked = detail.status === "ready" ? Array.from(idsOf(detail.value)) : [];
  const bare = (/** @type {string} */ label) => label.replace(/^·/, "").toLowerCase();
  const here = [...choice.names].filter(([, label]) => bare(label).startsWith(bare(wanted.replace(/^ /, "")))).map(([id]) => id);
  return [...new Set([...here, ...asked])];
}

// Names ---------------------------------------------------------------------------------------------------------------

/** Ask for the names of shown tokens that have none yet. @param {Panel} panel @param {Row[]} rows @param {number} side */
function named(panel, rows, side) {
  const choice = /** @type {import("./data.js").Choice} */ (panel.data.choices[side]);
  const missing = rows.filter((row) => row.known && !choice.names.has(row.id)).map((row) => row.id);
  if (!missing.length || Object.keys(panel.local.moving ?? {}).length) return;
  const detail = panel.fetch(`names ${side} ${missing}`, { command: "fetch_names", ids: missing, side });
  if (detail.status !== "ready") return;
  learn(choice, detail.value);
  for (const row of rows) row.label = choice.names.get(row.id) ?? row.label;
}

/** @param {import("./data.js").Choice} choice @param {any} value */
function learn(choice, value) {
  const labels = decodeTexts(value.labels);
  idsOf(value).forEach((id, place) => choice.names.set(id, labels[place] ?? ""));
}

/** @param {any} value @returns {number[]} */
const idsOf = (value) => Array.from(decodeArray(value.ids).values);
