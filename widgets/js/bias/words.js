// The words under every prompt: probabilities, ranks, the difference with its interval, LPBS beside it.

import { button, menu } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import { roving } from "../base/keys.js";
import { count, fixed, plural } from "../base/numbers.js";
import { heading, legend, row } from "../base/parts.js";
import { cell, compared, hoverWord, meanLpbs, pinWord, statistic } from "./decode.js";
import { known, pValue, signed, small, times } from "./format.js";
import { besideMark, fill, interval, key, label, line as rule, lpbsMark, plot, shorten, shown } from "./marks.js";
import { extent, linear, ratioTicks } from "./scales.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("../base/dom.js").Child} Child */
/** @typedef {{ name: Child, kind: string, show: (word: number) => Child, rest?: Child }} Column */
/** @typedef {{ width: number, scale: (nats: number) => number, ticks: import("./scales.js").Tick[] }} Axis */

const EACH_SIDE = 7; // words that stand before and behind the gap of a long list
const ROW = 28;

/** @param {Panel} panel */
export function wordsRow(panel) {
  const { data, reference, other, template, first, second } = compared(panel);
  const what = data.automatic ? `the ${data.top_k} likeliest of each prompt` : plural(data.words.length, "word");
  const keys = [/** @type {[Child, string]} */ ([h("span", "lb-bias-key a"), `with ${reference}`]), /** @type {[Child, string]} */ ([h("span", "lb-bias-key b"), `with ${other}`])];
  if (hasIntervals(panel)) keys.push([plot(22, 10, "", interval(1, 21, 5)), `${Math.round(data.confidence * 100)} % interval`]);
  if (hasLpbs(panel)) keys.push(key(lpbsMark(7, 7), first.mode === "causal" ? "LPBS of whole sentences" : "LPBS, the other direction"));
  if (second) keys.push(key(besideMark(7, 7), shorten(second.model.name, 40)));
  const options = data.templates.map((text, number) => /** @type {[string, string]} */ ([String(number), `${number + 1}: ${shorten(text, 60)}`]));
  const choice = data.templates.length > 1 ? menu({ label: "Probabilities of template", options, value: String(template), onChange: (number) => panel.set({ template: Number(number) }) }) : null;
  const title = data.groups.length > 2 ? "The same words under two prompts" : "Two prompts, the same words";
  return row("lb-scroll", heading(title, `${what}, difference over ${plural(data.templates.length, "template")}`, choice), h("div", "lb-bias-legend", legend(keys)), table(panel));
}

/** @param {Panel} panel */
const hasIntervals = ({ data }) => data.models.some(({ low }) => low.some(known));

/** @param {Panel} panel */
const hasLpbs = ({ data }) => data.measure !== "lpbs" && data.models[0].lpbs.some(known);

/** @param {Panel} panel */
function table(panel) {
  const { data, group, first, template, pair } = compared(panel);
  const scored = data.words.map((_, word) => word).filter((word) => !(word in data.flags));
  const width = Math.round(Math.min(Math.max(panel.width * 0.21, 190), 330));
  const reached = scored.flatMap((word) => [...data.models.flatMap(({ mean, low, high }) => [mean, low, high].map((of) => statistic(data, of, word, group))), hasLpbs(panel) ? meanLpbs(data, first, word, group) : NaN]);
  const reach = Math.max(...extent(reached.map(Math.abs), { margin: 0.06, least: 0 }), Math.log(2));
  const axis = { width, scale: linear([-reach, reach], [4, width - 4]), ticks: ratioTicks([-reach, reach], width < 240 ? 1 : 2) };
  const lengthOf = (/** @type {number} */ word) => first.pieces[word * data.templates.length + template];
  const lengths = [...new Set(scored.map(lengthOf))].sort((a, b) => a - b);
  const logs = scored.flatMap((word) => pair.map((one) => cell(data, first.log_p, word, template, one)));
  const letters = Math.max(...logs.map((log) => small(Math.exp(log)).length), 6);
  const bodies = lengths.map((length) => {
    const some = scored.filter((word) => lengthOf(word) === length);
    const most = Math.max(...some.flatMap((word) => pair.map((one) => Math.exp(cell(data, first.log_p, word, template, one)) || 0)));
    return section(panel, columns(panel, axis, most), some, lengths.length > 1 ? length : 0);
  });
  const all = columns(panel, axis, 1);
  const flagged = Object.entries(data.flags).map(([word, flag]) => h("tr", { key: `flag-${word}`, class: "out lb-bias-flagged" }, h("td", null, h("bdi", null, shorten(shown(panel, data.words[Number(word)], data.slurs.has(Number(word))), 40))), h("td", { colspan: all.length - 1, class: "lb-sub" }, `not scored: ${flag}`)));
  const keys = roving({
    onKey: (pressed, place) => {
      if (pressed !== "Enter" && pressed !== " ") return false;
      pinWord(panel, data.words[place]);
      return true;
    },
  });
  return h(
    "table",
    { class: "lb-table lb-bias-words", style: { "--room": `${letters * 0.6 + 1}em` }, on: { keydown: keys, mouseleave: () => hoverWord(panel, "") } },
    h("thead", null, h("tr", null, all.map(({ name, kind }) => h("th", { scope: "col", class: kind }, name)))),
    bodies,
    h("tbody", null, flagged, h("tr", { key: "rest", class: "rest out" }, all.map(({ kind, rest }) => h("td", { class: kind }, rest ?? null)))),
  );
}

/**
 * The columns: how each is called, what it shows of a word, and of all words that are not listed.
 *
 * @param {Panel} panel
 * @param {Axis} axis
 * @param {number} most the largest probability
 * @returns {Column[]}
 */
function columns(panel, axis, most) {
  const { data, group, pair, template, first, reference, other } = compared(panel);
  const at = (/** @type {import("./decode.js").Values} */ of, /** @type {number} */ word) => statistic(data, of, word, group);
  const lpbs = (/** @type {number} */ word) => meanLpbs(data, first, word, group);
  const listed = data.words.filter((_, word) => first.pieces[word * data.templates.length + template] === 1).length;
  const more = { kind: "num more" };
  const beside = hasLpbs(panel) ? [{ ...more, name: "LPBS", show: (/** @type {number} */ word) => signed(lpbs(word)) }, { ...more, name: "disagree by", show: (/** @type {number} */ word) => disagreement(lpbs(word), at(first.mean, word)) }] : [];
  const agree = { ...more, name: "agree", show: (/** @type {number} */ word) => `${at(first.agreeing, word)} of ${at(first.counts, word)}` };
  const adjusted = { kind: "num wide", name: "adjusted p", show: (/** @type {number} */ word) => pValue(at(first.adjusted, word)) };
  const [less, greater] = axis.width < 230 ? [`← ${shorten(reference, 12)}`, `${shorten(other, 12)} →`] : [`← more with ${shorten(reference, 12)}`, `more with ${shorten(other, 12)} →`];
  return [
    { kind: "", name: first.mode === "causal" ? "word continued with" : "word at [MASK]", show: (word) => name(panel, word), rest: listed ? `${count(first.model.vocabulary - listed)} other tokens` : `all ${count(first.model.vocabulary)} tokens` },
    { kind: "lb-bias-p", name: data.templates.length > 1 ? `probability, template ${template + 1}` : "probability", show: (word) => bars(panel, word, most), rest: pair.map((one) => fixed(first.rest[template * data.groups.length + one], 4)).join(" and ") },
    { ...more, name: "ranks", show: (word) => pair.map((one) => count(cell(data, first.ranks, word, template, one))).join(" / ") },
    { kind: "wide lb-bias-d", name: h("span", { class: "lb-bias-ends", style: { width: `${axis.width}px` } }, h("span", null, less), h("span", null, greater)), show: (word) => difference(panel, axis, word), rest: plot(axis.width, 18, "axis of ratios", axis.ticks.map((tick) => label(Math.min(Math.max(axis.scale(tick.at), 14), axis.width - 14), 13, tick.label, "m middle"))) },
    { kind: "num", name: `← ${shorten(reference, 12)}, ${shorten(other, 12)} →`, show: (word) => data.models.map(({ mean }, i) => h("div", { class: i ? "lb-muted" : null }, arrow(at(mean, word)))) },
    ...beside,
    ...(data.templates.length > 1 ? [agree] : []),
    ...(hasIntervals(panel) ? [adjusted] : []),
  ];
}

/** How far the two directions are apart. @param {number} lpbs @param {number} mean */
const disagreement = (lpbs, mean) => [lpbs * mean < 0 && signed(lpbs) !== "0.00" && signed(mean) !== "0.00" ? [h("span", "lb-tag", "opposite"), " "] : null, fixed(Math.abs(lpbs - mean), 2)];

/** @param {number} nats */
const arrow = (nats) => (signed(nats) === "0.00" ? "same" : nats < 0 ? `← ${times(nats)}` : `${times(nats)} →`);

/**
 * Words of one number of pieces, the smallest difference first; the middle of a long list opens on demand.
 *
 * @param {Panel} panel
 * @param {Column[]} all
 * @param {readonly number[]} words
 * @param {number} length 0 where all words have the same number of pieces
 */
function section(panel, all, words, length) {
  const { data, group, first } = compared(panel);
  const ordered = [...words].sort((one, other) => statistic(data, first.mean, one, group) - statistic(data, first.mean, other, group));
  const pinned = data.words.indexOf(panel.selection.word);
  const focusable = ordered.includes(pinned) ? pinned : ordered[0];
  const middle = panel.local.open || ordered.length <= 2 * EACH_SIDE + 1 ? [] : ordered.slice(EACH_SIDE, -EACH_SIDE).filter((word) => word !== pinned);
  const lines = ordered.filter((word) => !middle.includes(word)).map((word) => line(panel, all, word, word === focusable));
  const show = button({ label: `${plural(middle.length, "more word")} between these: show all`, quiet: true, onClick: () => panel.update({ open: true }) });
  if (middle.length) lines.splice(EACH_SIDE, 0, h("tr", { key: "gap", class: "rest lb-bias-gap" }, h("td", { colspan: all.length }, show)));
  const caption = h("tr", { key: "length", class: "lb-bias-length" }, h("th", { scope: "rowgroup", colspan: all.length }, length === 1 ? "words of one piece" : `words of ${length} pieces, ranked among themselves`));
  return h("tbody", { key: length }, length ? caption : null, lines);
}

/** @param {Panel} panel @param {Column[]} all @param {number} word @param {boolean} focusable */
function line(panel, all, word, focusable) {
  const text = panel.data.words[word];
  const on = { mouseenter: () => hoverWord(panel, text), click: () => pinWord(panel, text) };
  const cells = all.map(({ kind, show }) => h("td", { class: kind }, show(word)));
  const [first] = /** @type {import("../base/dom.js").VNode[]} */ (cells[0].children);
  Object.assign(first.attributes, { tabindex: focusable ? 0 : -1 });
  return h("tr", { key: word, class: classes(panel.selection.word === text && "pin", panel.local.hovered === text && "hover"), on }, cells);
}

/** The word as a button: one of all takes the focus. @param {Panel} panel @param {number} word */
function name(panel, word) {
  const { data } = panel;
  const [text, slur] = [data.words[word], data.slurs.has(word)];
  const says = slur && panel.settings.masked ? "masked" : data.gendered[word] ? "gendered form" : "";
  return h("button", { type: "button", class: "lb-bias-word", "data-place": word, "aria-pressed": panel.selection.word === text, on: { focus: () => hoverWord(panel, text), blur: () => hoverWord(panel, "") }, ...OWN_KEYS }, h("bdi", null, shorten(shown(panel, text, slur), 40)), says ? h("span", "lb-bias-says", says) : null);
}

/** Two bars with their numbers. @param {Panel} panel @param {number} word @param {number} most */
function bars(panel, word, most) {
  const { data, pair, template, first } = compared(panel);
  return pair.map((one, i) => {
    const p = Math.exp(cell(data, first.log_p, word, template, one));
    return h("span", "lb-bias-bar", h("i", { class: i ? "b" : "a", style: { width: `calc((100% - var(--room)) * ${p / most || 0})` } }), h("span", null, small(p)));
  });
}

/** The difference as a bar from "same", its interval, LPBS and the second model. @param {Panel} panel @param {Axis} axis @param {number} word */
function difference(panel, { width, scale, ticks }, word) {
  const { data, group, first, second } = compared(panel);
  const [mean, low, high, beside] = [first.mean, first.low, first.high, second?.mean].map((of) => (of ? statistic(data, of, word, group) : NaN));
  const middle = ROW / 2;
  const lpbs = hasLpbs(panel) ? meanLpbs(data, first, word, group) : NaN;
  return plot(
    width,
    ROW,
    `difference ${signed(mean)} nats${known(low) ? `, interval ${signed(low)} to ${signed(high)}` : ""}`,
    ticks.map((tick) => rule(tick.at ? "gr" : "ax", scale(tick.at), 0, scale(tick.at), ROW)),
    known(mean) ? h("rect", { x: Math.min(scale(0), scale(mean)), y: middle - 6, width: Math.abs(scale(mean) - scale(0)), height: 12, style: { fill: fill(mean), stroke: "var(--edge)", "stroke-width": "0.75" } }) : null,
    known(low) ? interval(scale(low), scale(high), middle) : null,
    known(lpbs) ? lpbsMark(scale(lpbs), middle) : null,
    known(beside) ? besideMark(scale(beside), middle) : null,
  );
}
