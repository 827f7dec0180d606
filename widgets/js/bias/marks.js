// What the plots of the bias panel share: shapes that also say without colour which way, and their colours.

import { css, diverging } from "../base/colours.js";
import { h } from "../base/dom.js";
import { focusedWord, hoverWord, pinWord } from "./decode.js";
import { masked } from "./format.js";
import { nearest, placeLabels } from "./placing.js";

/** @typedef {import("../base/dom.js").VNode} VNode */
/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./placing.js").Box} Frame */
/** @typedef {{ ticks: import("./scales.js").Tick[], scale: (value: number) => number }} Axis */
/** @typedef {{ words: readonly string[], slurs: Set<number>, nats: ArrayLike<number>, px: ArrayLike<number>, py: ArrayLike<number> }} Cloud words and their places in pixels */

const FULL = 4; // nats at which a colour is full
const LONGEST = 26; // characters of a label

/**
 * The colour of a difference on light and dark pages: brown for more with the reference, violet for more with the other.
 *
 * @param {number} nats
 */
export const fill = (nats) => `light-dark(${css(diverging(-nats / FULL, false))}, ${css(diverging(-nats / FULL, true))})`;

/**
 * A circle for more with the reference, a diamond for more with the other group.
 *
 * @param {number} nats
 * @param {number} x
 * @param {number} y
 * @param {{ strong?: boolean, key?: string }} [options]
 */
export function mark(nats, x, y, { strong, key } = {}) {
  const more = { style: { fill: fill(nats), stroke: "var(--text)", "stroke-width": strong ? "2.5" : "0.75" }, ...(key === undefined ? {} : { key }) };
  return nats > 0 ? h("path", { d: `M${x},${y - 5.5}l5.5,5.5l-5.5,5.5l-5.5,-5.5z`, ...more }) : h("circle", { cx: x, cy: y, r: 4.5, ...more });
}

/**
 * An interval: a line with ends, along x.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} y
 * @param {number} [half]
 */
export const interval = (low, high, y, half = 4) => h("path", { class: "ink", d: `M${low},${y}H${high}M${low},${y - half}v${2 * half}M${high},${y - half}v${2 * half}`, "stroke-width": 1.5 });

/**
 * A text in a plot.
 *
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} [kind] classes: "m" muted, "b" bold, "t" code, "halo", and "middle" or "end" of what stands at x
 * @param {number} [turned] degrees
 */
export const label = (x, y, text, kind = "", turned) => h("text", { x, y, class: kind, transform: turned && `rotate(${turned} ${x} ${y})` }, text);

/** A straight line. @param {string} kind @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
export const line = (kind, x1, y1, x2, y2) => h("path", { class: kind, d: `M${x1},${y1}L${x2},${y2}` });

/** The second model's mark: a hollow circle. @param {number} x @param {number} y */
export const besideMark = (x, y) => h("circle", { cx: x, cy: y, r: 4, class: "lb-bias-beside" });

/**
 * A plot with its name for those who cannot see it.
 *
 * @param {number} width
 * @param {number} height
 * @param {string} name
 * @param {...import("../base/dom.js").Child} children
 */
export const plot = (width, height, name, ...children) => h("svg", { width, height, viewBox: `0 0 ${width} ${height}`, ...(name ? { role: "img", "aria-label": name } : { "aria-hidden": "true" }) }, ...children);

/** LPBS: a small hollow diamond. @param {number} x @param {number} y */
export const lpbsMark = (x, y) => h("path", { class: "lb-bias-lpbs", d: `M${x},${y - 5}l5,5l-5,5l-5,-5z` });

/**
 * What a legend shows of a mark.
 *
 * @param {import("../base/dom.js").Child} picture
 * @param {string} text
 * @returns {[VNode, string]}
 */
export const key = (picture, text) => [plot(14, 14, "", picture), text];

/** Lines and numbers of two axes. @param {Frame} frame @param {Axis} across @param {Axis} up */
export const grid = ([left, top, right, bottom], across, up) => [
  h("rect", { class: "gr", x: left, y: top, width: right - left, height: bottom - top }),
  across.ticks.map((tick) => [line(tick.strong ? "ax" : "gr", across.scale(tick.at), top, across.scale(tick.at), bottom), label(across.scale(tick.at), bottom + 14, tick.label, "m middle")]),
  up.ticks.map((tick) => [line(tick.strong ? "ax" : "gr", left, up.scale(tick.at), right, up.scale(tick.at)), label(left - 5, up.scale(tick.at) + 4, tick.label, "m end")]),
];

/**
 * A plot whose points are words: hovering reads them out, a click pins them.
 *
 * @param {Panel} panel
 * @param {Cloud} cloud
 * @param {[number, number]} size
 * @param {string} name
 * @param {import("../base/dom.js").Child} below what is drawn below the shapes
 * @param {...import("../base/dom.js").Child} shapes
 */
export function wordPlot(panel, { words, px, py }, [width, height], name, below, ...shapes) {
  const at = (/** @type {MouseEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return words[nearest(px, py, event.clientX - box.left, event.clientY - box.top) ?? -1] ?? "";
  };
  const on = {
    mousemove: (/** @type {MouseEvent} */ event) => hoverWord(panel, at(event)),
    mouseleave: () => hoverWord(panel, ""),
    click: (/** @type {MouseEvent} */ event) => at(event) && pinWord(panel, at(event)),
  };
  return h("div", { class: "lb-bias-plot", style: { width: `${width}px`, height: `${height}px` }, on }, below, plot(width, height, name, shapes));
}

/**
 * Marks and names of some words, the most important first; the hovered and the pinned word stand before them.
 *
 * @param {Panel} panel
 * @param {Cloud} cloud
 * @param {readonly number[]} some
 * @param {Frame} frame
 * @param {readonly (readonly [number, number, number])[]} [taken] where no name may stand
 */
export function wordMarks(panel, { words, slurs, nats, px, py }, some, frame, taken = []) {
  const chosen = [focusedWord(panel).word, panel.selection.word].map((word) => words.indexOf(word)).filter((i) => i >= 0);
  const marked = [...new Set([...chosen, ...some])].filter((i) => Number.isFinite(px[i] + py[i]));
  const labels = marked.map((i) => ({ x: px[i], y: py[i], text: shorten(shown(panel, words[i], slurs.has(i)), 22), bold: chosen.includes(i) }));
  const circles = marked.map((i) => /** @type {[number, number, number]} */ ([px[i], py[i], 5]));
  const letter = panel.settings.large ? 8.9 : 6.4;
  const placed = placeLabels(labels, [...circles, ...taken], frame, (text, bold) => [...text].length * (bold ? letter * 1.08 : letter));
  return [
    marked.map((i) => mark(nats[i], px[i], py[i], { strong: chosen.includes(i), key: String(i) })).reverse(),
    placed.map(({ x, y, anchor, label: { text, bold } }) => label(x, y, text, `halo ${anchor}${bold ? " b" : ""}`)),
  ];
}

/**
 * A word as it is shown.
 *
 * @param {Panel} panel
 * @param {string} word
 * @param {boolean} slur
 */
export const shown = (panel, word, slur) => (slur && panel.settings.masked ? masked(word) : word);

/** @param {string} text @param {number} [limit] */
export const shorten = (text, limit = LONGEST) => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text);

/**
 * A word of any list as it is shown: among the words, the vocabulary, or those with figures.
 *
 * @param {Panel} panel
 * @param {string} word
 */
export function shownAnywhere(panel, word) {
  const { data } = panel;
  const lists = [data, data.figures].filter((one) => one !== null);
  const slur = lists.some((one) => one.slurs.has(one.words.indexOf(word))) || openVocabularies(panel).some((one) => one.slurs.has(one.position.get(word) ?? -1));
  return shown(panel, word, slur);
}

/**
 * The vocabularies at hand, that of the shown template first.
 *
 * @param {Panel} panel
 * @returns {import("./decode.js").Vocabulary[]}
 */
export const openVocabularies = (panel) => [panel.local.vocabulary, panel.data.vocabulary].filter(Boolean);
