// The words under every prompt: probabilities, ranks, the difference with its interval, LPBS beside it.

import { button, menu } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { count, fixed, plural } from "../base/numbers.js";
import { heading, legend, row } from "../base/parts.js";
import { cell, comparedGroup, hoverWord, meanLpbs, pinWord, shownTemplate, statistic } from "./decode.js";
import { known, pValue, signed, small, times } from "./format.js";
import { fill, interval, label, mark, plot, shorten, shown } from "./marks.js";
import { extent, linear, ratioTicks } from "./scales.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./decode.js").Result} Result */
/** @typedef {import("./scales.js").Tick} Tick */
/** @typedef {{ panel: Panel, group: number, template: number, width: number, scale: (nats: number) => number, ticks: Tick[], most: number }} Drawing */

const EACH_SIDE = 7; // words that stand before and behind the gap of a long list
const ROW = 28;

/** @param {Panel} panel */
export function wordsRow(panel) {
  const { data } = panel;
  const [reference, other] = [data.groups[data.reference] ?? "", data.groups[comparedGroup(panel)] ?? ""];
  const what = data.automatic ? `the ${data.top_k} likeliest of each prompt` : plural(data.words.length, "word");
  const title = data.groups.length > 2 ? "The same words under two prompts" : "Two prompts, the same words";
  const keys = legend([
    [h("span", { class: "lb-bias-key a" }), `with ${reference}`],
    [h("span", { class: "lb-bias-key b" }), `with ${other}`],
    ...(hasIntervals(panel) ? [/** @type {[any, string]} */ ([plot(22, 10, "", interval(1, 21, 5)), `${Math.round(data.confidence * 100)} % interval`])] : []),
    ...(hasLpbs(panel) ? [/** @type {[any, string]} */ ([plot(14, 14, "", h("path", { class: "lb-bias-lpbs", d: "M7,2l5,5l-5,5l-5,-5z" })), data.models[0]?.mode === "causal" ? "LPBS of whole sentences" : "LPBS, the other direction"])] : []),
    ...data.models.slice(1).map(({ model }) => /** @type {[any, string]} */ ([plot(14, 14, "", mark(0, 7, 7, { hollow: true })), shorten(model.name, 40)])),
  ]);
  const options = data.templates.map((text, number) => /** @type {[string, string]} */ ([String(number), `${number + 1}: ${shorten(text, 60)}`]));
  const choice = data.templates.length > 1 ? menu({ label: "Probabilities of template", options, value: String(shownTemplate(panel)), onChange: (number) => panel.set({ template: Number(number) }) }) : null;
  return row("lb-scroll", heading(title, `${what}, difference over ${plural(data.templates.length, "template")}`, choice), h("div", { class: "lb-bias-legend" }, keys), table(panel));
}

/** @param {Panel} panel */
const hasIntervals = ({ data }) => data.models.some(({ low }) => [...low].some(known));

/** @param {Panel} panel */
const hasLpbs = ({ data }) => data.measure !== "lpbs" && [...(data.models[0]?.lpbs ?? [])].some(known);

/** @param {Panel} panel */
function table(panel) {
  const { data } = panel;
  const first = /** @type {Result} */ (data.models[0]);
  const [group, template] = [comparedGroup(panel), shownTemplate(panel)];
  const scored = data.words.map((_, word) => word).filter((word) => !(word in data.flags));
  const width = Math.round(Math.min(Math.max(panel.width * 0.24, 190), 330));
  const reach = Math.max(...extent(scored.flatMap((word) => marksOf(panel, word, group)).map(Math.abs), { margin: 0.06, least: 0 }), Math.log(2));
  const scale = linear([-reach, reach], [4, width - 4]);
  const largest = (/** @type {readonly number[]} */ some) => Math.max(...some.flatMap((word) => [data.reference, group].map((one) => Math.exp(cell(data, first.log_p, word, template, one)) || 0)), 1e-12);
  /** @type {Drawing} */
  const drawing = { panel, group, template, width, scale, ticks: ratioTicks([-reach, reach], width < 240 ? 1 : 2), most: largest(scored) };
  const lengthOf = (/** @type {number} */ word) => first.pieces[word * data.templates.length + template] ?? 0;
  const lengths = [...new Set(scored.map(lengthOf))].sort((a, b) => a - b);
  const keys = roving({ onKey: (key, place) => (key === "Escape" ? (panel.select({ word: "" }), true) : key === "Enter" || key === " " ? (pinWord(panel, data.words[place] ?? ""), true) : false) });
  const body = lengths.map((length) => {
    const some = scored.filter((word) => lengthOf(word) === length);
    return section({ ...drawing, most: largest(some) }, some, lengths.length > 1 ? length : 0);
  });
  return h(
    "table",
    { class: "lb-table lb-bias-words", on: { keydown: keys, mouseleave: () => hoverWord(panel, "") } },
    head(drawing),
    body,
    h("tbody", null, Object.entries(data.flags).map(([word, flag]) => flagged(panel, Number(word), flag)), rest(drawing)),
  );
}

/** Every value that a word's marks reach. @param {Panel} panel @param {number} word @param {number} group */
function marksOf(panel, word, group) {
  const { data } = panel;
  const values = data.models.flatMap((result) => [result.mean, result.low, result.high].map((one) => statistic(data, one, word, group)));
  return hasLpbs(panel) ? [...values, meanLpbs(data, /** @type {Result} */ (data.models[0]), word, group)] : values;
}

/** @param {Drawing} drawing */
function head({ panel, group, template, width }) {
  const { data } = panel;
  const [reference, other] = [shorten(data.groups[data.reference] ?? "", 12), shorten(data.groups[group] ?? "", 12)];
  const p = data.templates.length > 1 ? `probability, template ${template + 1}` : "probability";
  const lpbs = hasLpbs(panel);
  return h(
    "thead",
    null,
    h(
      "tr",
      null,
      h("th", { scope: "col" }, data.models[0]?.mode === "causal" ? "word continued with" : "word at [MASK]"),
      h("th", { scope: "col", class: "lb-bias-p" }, p),
      h("th", { scope: "col", class: "num more" }, "ranks"),
      h("th", { scope: "col", class: "wide lb-bias-d" }, h("span", { class: "lb-bias-ends", style: { width: `${width}px` } }, h("span", null, width < 230 ? `← ${reference}` : `← more with ${reference}`), h("span", null, width < 230 ? `${other} →` : `more with ${other} →`))),
      h("th", { scope: "col", class: "num" }, `← ${reference}, ${other} →`),
      lpbs ? h("th", { scope: "col", class: "num more" }, "LPBS") : null,
      lpbs ? h("th", { scope: "col", class: "num more" }, "disagree by") : null,
      hasSeveral(panel) ? h("th", { scope: "col", class: "num more" }, "agree") : null,
      hasIntervals(panel) ? h("th", { scope: "col", class: "num wide" }, "adjusted p") : null,
    ),
  );
}

/** @param {Panel} panel */
const hasSeveral = ({ data }) => data.templates.length > 1;

/** How many columns stand behind the difference. @param {Panel} panel */
const columnsBehind = (panel) => 1 + (hasLpbs(panel) ? 2 : 0) + Number(hasSeveral(panel)) + Number(hasIntervals(panel));

/**
 * Words of one number of pieces, the smallest difference first; the middle of a long list opens on demand.
 *
 * @param {Drawing} drawing
 * @param {readonly number[]} words
 * @param {number} length 0 where all words have the same number of pieces
 */
function section(drawing, words, length) {
  const { panel, group } = drawing;
  const { data } = panel;
  const first = /** @type {Result} */ (data.models[0]);
  const ordered = [...words].sort((one, other) => statistic(data, first.mean, one, group) - statistic(data, first.mean, other, group));
  const hidden = panel.local.all || ordered.length <= 2 * EACH_SIDE + 1 ? 0 : ordered.length - 2 * EACH_SIDE;
  const isHidden = (/** @type {number} */ place) => hidden > 0 && place >= EACH_SIDE && place < EACH_SIDE + hidden;
  const pinned = data.words.indexOf(panel.selection.word);
  const lines = ordered.flatMap((word, place) => (isHidden(place) && word !== pinned ? [] : [line(drawing, word, word === (ordered.includes(pinned) ? pinned : ordered[0]))]));
  if (hidden) lines.splice(EACH_SIDE + Number(isHidden(ordered.indexOf(pinned))), 0, gap(panel, hidden - Number(isHidden(ordered.indexOf(pinned)))));
  const caption = length ? h("tr", { key: `pieces-${length}`, class: "lb-bias-length" }, h("th", { scope: "rowgroup", colspan: 4 + columnsBehind(panel) }, `${length === 1 ? "words of one piece" : `words of ${length} pieces, ranked among themselves`}`)) : null;
  return h("tbody", { key: `length-${length}` }, caption, lines);
}

/** @param {Panel} panel @param {number} hidden */
function gap(panel, hidden) {
  const show = button({ label: `${plural(hidden, "more word")} between these: show all`, quiet: true, onClick: () => panel.update({ all: true }) });
  return h("tr", { key: "gap", class: "rest lb-bias-gap" }, h("td", { colspan: 4 + columnsBehind(panel) }, show));
}

/** @param {Drawing} drawing @param {number} word @param {boolean} focusable */
function line(drawing, word, focusable) {
  const { panel, group, template } = drawing;
  const { data } = panel;
  const first = /** @type {Result} */ (data.models[0]);
  const text = data.words[word] ?? "";
  const slur = data.slurs.has(word);
  const partner = data.gendered[word];
  const says = slur && panel.settings.masked ? "masked" : partner ? "gendered form" : "";
  const name = h("button", { type: "button", class: "lb-bias-word", "data-place": word, tabindex: focusable ? 0 : -1, "aria-pressed": panel.selection.word === text, ...OWN_KEYS }, h("bdi", null, shorten(shown(panel, text, slur), 40)), says ? h("span", { class: "lb-bias-says" }, says) : null);
  const ranks = [data.reference, group].map((one) => count(cell(data, first.ranks, word, template, one)));
  const means = data.models.map((result) => statistic(data, result.mean, word, group));
  const lpbs = meanLpbs(data, first, word, group);
  const opposite = lpbs * (means[0] ?? 0) < 0 && signed(lpbs) !== "0.00";
  const adjusted = statistic(data, first.adjusted, word, group);
  return h(
    "tr",
    { key: word, class: classes(panel.selection.word === text && "pin", panel.local.hovered === text && "hover"), on: { mouseenter: () => hoverWord(panel, text), click: () => pinWord(panel, text) } },
    h("td", null, name),
    h("td", { class: "lb-bias-p" }, bars(drawing, word)),
    h("td", { class: "num more" }, ranks.join(" / ")),
    h("td", { class: "wide lb-bias-d" }, difference(drawing, word)),
    h("td", { class: "num" }, means.map((mean, i) => h("div", { class: i ? "lb-muted" : null }, arrow(mean)))),
    hasLpbs(panel) ? h("td", { class: "num more" }, signed(lpbs)) : null,
    hasLpbs(panel) ? h("td", { class: "num more" }, opposite ? h("span", { class: "lb-tag" }, "opposite") : null, " ", fixed(Math.abs(lpbs - (means[0] ?? NaN)), 2)) : null,
    hasSeveral(panel) ? h("td", { class: "num more" }, `${statistic(data, first.agreeing, word, group)} of ${statistic(data, first.counts, word, group)}`) : null,
    hasIntervals(panel) ? h("td", { class: "num wide" }, pValue(adjusted)) : null,
  );
}

/** @param {number} nats */
const arrow = (nats) => (signed(nats) === "0.00" ? "same" : nats < 0 ? `← ${times(nats)}` : `${times(nats)} →`);

/** Two bars with their numbers. @param {Drawing} drawing @param {number} word */
function bars({ panel, group, template, most }, word) {
  const { data } = panel;
  const first = /** @type {Result} */ (data.models[0]);
  return [data.reference, group].map((one, i) => {
    const p = Math.exp(cell(data, first.log_p, word, template, one));
    return h("span", { class: "lb-bias-bar" }, h("i", { class: i ? "b" : "a", style: { width: `calc(${Math.max((p / most) * 100 || 0, 0)}% * var(--part))` } }), h("span", null, small(p)));
  });
}

/** The difference as a bar from "same", its interval, LPBS and the second model. @param {Drawing} drawing @param {number} word */
function difference({ panel, group, width, scale, ticks }, word) {
  const { data } = panel;
  const [first, second] = data.models;
  const at = (/** @type {import("./decode.js").Values | undefined} */ values) => (values ? statistic(data, values, word, group) : NaN);
  const [mean, low, high] = [at(first?.mean), at(first?.low), at(first?.high)];
  const [origin, end, middle] = [scale(0), scale(mean), ROW / 2];
  const lpbs = hasLpbs(panel) ? scale(meanLpbs(data, /** @type {Result} */ (first), word, group)) : NaN;
  return plot(
    width,
    ROW,
    `difference ${signed(mean)} nats${known(low) ? `, interval ${signed(low)} to ${signed(high)}` : ""}`,
    ticks.map((tick) => h("line", { class: tick.at ? "gr" : "ax", x1: scale(tick.at), x2: scale(tick.at), y1: 0, y2: ROW })),
    known(mean) ? h("rect", { x: Math.min(origin, end), y: middle - 6, width: Math.abs(end - origin), height: 12, style: { fill: fill(mean), stroke: "var(--edge)", "stroke-width": "0.75" } }) : null,
    known(low) && known(high) ? interval(scale(low), scale(high), middle) : null,
    known(lpbs) ? h("path", { class: "lb-bias-lpbs", d: `M${lpbs},${middle - 5}l5,5l-5,5l-5,-5z` }) : null,
    second && known(at(second.mean)) ? mark(at(second.mean), scale(at(second.mean)), middle, { hollow: true, radius: 4, shape: "circle" }) : null,
  );
}

/** @param {Panel} panel @param {number} word @param {string} flag */
function flagged(panel, word, flag) {
  const text = shown(panel, panel.data.words[word] ?? "", panel.data.slurs.has(word));
  return h("tr", { key: `flag-${word}`, class: "out lb-bias-flagged" }, h("td", null, h("bdi", null, shorten(text, 40))), h("td", { colspan: 3 + columnsBehind(panel), class: "lb-sub" }, `not scored: ${flag}`));
}

/** All other words, and the axis of the differences. @param {Drawing} drawing */
function rest({ panel, group, template, width, scale, ticks }) {
  const { data } = panel;
  const first = /** @type {Result} */ (data.models[0]);
  const listed = data.words.filter((_, word) => first.pieces[word * data.templates.length + template] === 1).length;
  const shares = [data.reference, group].map((one) => fixed(first.rest[template * data.groups.length + one] ?? NaN, 4));
  const axis = ticks.map((tick) => label(Math.min(Math.max(scale(tick.at), 14), width - 14), 13, tick.label, { kind: "m", anchor: "middle" }));
  return h(
    "tr",
    { key: "rest", class: "rest out" },
    h("td", null, listed ? `${count(first.model.vocabulary - listed)} other tokens` : `all ${count(first.model.vocabulary)} tokens`),
    h("td", { class: "lb-sub" }, `${shares[0]} and ${shares[1]}`),
    h("td", { class: "more" }),
    h("td", { class: "wide lb-bias-d" }, plot(width, 18, "axis of ratios", axis)),
    h("td"),
    Array.from({ length: columnsBehind(panel) - 1 - Number(hasIntervals(panel)) }, () => h("td", { class: "more" })),
    hasIntervals(panel) ? h("td", { class: "wide" }) : null,
  );
}
