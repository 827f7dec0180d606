// The choices: bars before and after, with rank, logit, probability and cumulative; what was cut stays, and so does the rest.

import { segmented } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { count, logit, plural, probability } from "../base/numbers.js";
import { alert, heading, muted, note, tag } from "../base/parts.js";
import { times } from "../base/times.js";
import { describe, restOf } from "./model.js";
import { append, cell, controlsOf, fill, pointing } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./view.js").Side} Side */
/** @typedef {import("./view.js").Stage} Stage */
/** @typedef {import("./model.js").Row} Row */

const SHOWN = 15;

/** @param {Panel} panel @param {Side[]} sides */
export function choicesPart(panel, sides) {
  const controls = controlsOf(panel);
  const [side, other] = /** @type {[Side, Side?]} */ (sides);
  const { choice } = side;
  const options = /** @type {const} */ ([["top", `Top ${SHOWN}`], ["cut", "Around the cut"], ["find", "Find"]]);
  const rows = rowsOf(panel, side, other);
  const remain = (/** @type {Side} */ one) => `${count(one.final.kept)} of ${count(one.choice.vocabulary)}`;
  named(panel, rows);
  return h(
    "div",
    "lb-choices",
    heading(`Choices for token ${panel.data.at + 1}`, `${remain(side)} remain${other ? `, beside ${remain(other)}` : ""}`, segmented({ label: "rows", options, value: controls.rows, onChange: (value) => panel.set({ rows: value }) })),
    side.exact ? null : h("p", "lb-note", tag(side.waiting ? "fetching all logits" : "approximate"), ` top ${count(choice.top)} and ${choice.tail.counts.length} bins`),
    side.problem ? alert({ kind: "error", text: side.problem }) : null,
    controls.rows === "find" ? find(panel) : null,
    h("div", "lb-scroll", bars(panel, side, other, rows)),
    other ? note(`Filled: this. Hatched: the other. One scale; tokens are matched by ${sameVocabulary(side, other) ? "id" : "their text"}.`) : null,
  );
}

/** Whether ids mean the same on both sides. @param {Side} one @param {Side} other */
const sameVocabulary = (one, other) => one.choice.model.name === other.choice.model.name;

/** The tokens on show: found ones, those at the cut, or the likeliest of both sides. @param {Panel} panel @param {Side} side @param {Side | undefined} other */
function rowsOf(panel, side, other) {
  const { rows } = controlsOf(panel);
  const { ranking, choice, stages, final } = side;
  /** @param {{ id: number, place: number, by: Stage | null }} token @returns {Row} */
  const rowOf = (token) => {
    const row = describe(choice, stages, token);
    if (!other) return row;
    const id = sameVocabulary(side, other) ? row.id : idOf(other, row.label);
    return id === null ? { ...row, now2: NaN, before2: NaN } : { ...row, now2: other.final.probability(id), before2: /** @type {Stage} */ (other.stages[0]).probability(id) };
  };
  if (rows === "find") return foundOf(panel).slice(0, SHOWN).map((id) => rowOf(ranking.find(id)));
  const places = Math.min(SHOWN, ranking.size);
  const first = rows === "cut" ? Math.max(0, Math.min(final.kept - 7, ranking.size - places)) : 0;
  const own = times(places, (i) => rowOf(ranking.at(first + i)));
  if (!other || rows === "cut") return own;
  const theirs = times(Math.min(SHOWN, other.ranking.size), (i) => other.ranking.at(i).id).flatMap((id) => {
    const mine = sameVocabulary(side, other) ? id : idOf(side, other.choice.name(id));
    return mine === null || own.some((row) => row.id === mine) ? [] : [rowOf(ranking.find(mine))];
  });
  const larger = (/** @type {Row} */ row) => Math.max(row.now, row.now2 || 0) || row.before * 1e-9;
  return [...own, ...theirs].sort((a, b) => larger(b) - larger(a)).slice(0, SHOWN);
}

/** The id that has this label among the likeliest. @param {Side} side @param {string} label */
function idOf({ choice }, label) {
  for (const [id, name] of choice.names) if (name === label) return id;
  return null;
}

/** @param {Panel} panel @param {Side} side @param {Side | undefined} other @param {Row[]} rows */
function bars(panel, side, other, rows) {
  const scale = Math.max(...rows.flatMap((row) => [row.now, row.before, row.now2 || 0, row.before2 || 0]), 1e-300);
  const pinned = panel.local.pinned ?? null;
  const focusable = rows.find((row) => row.id === pinned)?.id ?? rows[0]?.id;
  const heads = [["", "rank"], ["", "token"], ["num wide", "raw logit"], ["", other ? "probability" : "probability, outline: before"], ["num", other ? "this" : "now"], other ? ["num", "other"] : ["num wide", "cumulative"], ["wide", "marks"]];
  const left = (/** @type {Stage | undefined} */ stage, /** @type {(row: Row) => number} */ of) => probability(restOf(/** @type {Stage} */ (stage), rows.map(of)));
  const rest = h(
    "tr",
    { class: "rest", key: "rest" },
    cell(""), cell("", "rest"), cell("num wide"),
    cell("lb-rest-of", muted(`${plural(side.choice.vocabulary - rows.length, "token")}, before ${left(side.stages[0], (row) => row.before)}`)),
    cell("num", left(side.final, (row) => row.now)), other ? cell("num", left(other.final, (row) => row.now2 ?? 0)) : cell("num wide", probability(1)), cell("wide"),
  );
  const on = {
    ...pointing(panel, "id", "data-id"),
    keydown: roving({ onKey: (key, id) => key === " " && (pin(panel, id), true) }),
  };
  return h("table", classes("lb-table lb-bars", other && "two"), h("thead", null, h("tr", null, heads.map(([kind, name]) => h("th", { scope: "col", class: kind }, name)))), h("tbody", { on }, rows.map((row) => line(panel, row, scale, row.id === pinned, row.id === focusable)), rest));
}

/** @param {Panel} panel @param {Row} row @param {number} scale @param {boolean} pinned @param {boolean} focusable */
function line(panel, row, scale, pinned, focusable) {
  const { id, label, by, now, now2, before, cumulative } = row;
  const click = () => (panel.canAsk ? append(panel, id) : pin(panel, id));
  const select = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest("button") || pin(panel, id);
  return h(
    "tr",
    { class: classes(by && "out", pinned && "pin"), key: id, "data-id": id, on: { click: select } },
    cell("num muted", row.rank && count(row.rank)),
    cell("tok", h("button", { type: "button", class: "lb-append", "data-place": id, tabindex: focusable ? 0 : -1, disabled: !row.known, "aria-label": `${label}: append it`, on: { click }, ...OWN_KEYS }, h("bdi", null, label))),
    cell("num wide", logit(row.raw)),
    cell("lb-bar-cell", pair("", now / scale, before / scale, by), now2 === undefined ? null : pair(" second", (now2 || 0) / scale, (row.before2 || 0) / scale)),
    cell("num", probability(now)),
    now2 === undefined ? cell("num wide", cumulative && probability(cumulative)) : cell("num", probability(now2)),
    cell("wide lb-marks", by && tag(`cut: ${by.step.name}`, true), row.changed && tag("penalty"), row.tied && tag("tie")),
  );
}

/** Now filled, before as an outline. @param {string} kind @param {number} now @param {number} before @param {unknown} [cut] */
const pair = (kind, now, before, cut) => h("span", { class: `lb-two-bars${kind}`, "aria-hidden": "true" }, now > 0 && fill("now", now), fill(classes("before", Boolean(cut) && "cut"), before));

/** @param {Panel} panel @param {number} id */
function pin(panel, id) {
  panel.update({ pinned: panel.local.pinned === id ? null : id });
}

// Finding, and names --------------------------------------------------------------------------------------------------

/** @param {Panel} panel */
function find(panel) {
  const typed = (/** @type {Event} */ event) => panel.update({ wanted: /** @type {HTMLInputElement} */ (event.target).value });
  return h("label", "lb-find", h("span", "lb-lab", "begins with"), h("input", { type: "text", class: "lb-input-text", maxlength: 200, dir: "auto", props: { value: panel.local.wanted ?? "" }, on: { input: typed }, ...OWN_KEYS }));
}

/** The ids of names here that begin so, and of what the tokenizer makes of the text. @param {Panel} panel */
function foundOf(panel) {
  const choice = /** @type {import("./data.js").Choice} */ (panel.data.choices[0]);
  const wanted = String(panel.local.wanted ?? "");
  const bare = (/** @type {string} */ label) => label.replace(/^[· ]/, "").toLowerCase();
  const here = [...choice.names].filter(([, label]) => bare(label).startsWith(bare(wanted))).map(([id]) => id);
  const detail = wanted ? panel.fetch(`find ${wanted}`, { command: "find_tokens", text: wanted }) : null;
  return [...new Set([...(detail?.status === "ready" ? choice.learn(detail.value) : []), ...here])];
}

/** Ask for the names of shown tokens that have none yet. @param {Panel} panel @param {Row[]} rows */
function named(panel, rows) {
  const choice = /** @type {import("./data.js").Choice} */ (panel.data.choices[0]);
  const ids = rows.filter((row) => row.known && !choice.names.has(row.id)).map((row) => row.id);
  if (!ids.length || panel.local.moving) return;
  const detail = panel.fetch(`names ${ids}`, { command: "fetch_names", ids });
  if (detail.status !== "ready") return;
  choice.learn(detail.value);
  for (const row of rows) row.label = choice.name(row.id);
}
