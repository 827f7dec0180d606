// What the plots of the bias panel share: shapes that also say without colour which way, and their colours.

import { css, diverging } from "../base/colours.js";
import { h } from "../base/dom.js";
import { masked } from "./format.js";

/** @typedef {import("../base/dom.js").VNode} VNode */
/** @typedef {import("./decode.js").Panel} Panel */

const FULL = 4; // nats at which a colour is full
const LONGEST = 26; // characters of a label

/**
 * The colour of a difference on light and dark pages: brown for more with the reference, violet for more with the other.
 *
 * @param {number} nats
 */
export const fill = (nats) => `light-dark(${css(diverging(-nats / FULL, false))}, ${css(diverging(-nats / FULL, true))})`;

/**
 * A circle for more with the reference, a diamond for more with the other group; hollow with `hollow`.
 *
 * @param {number} nats
 * @param {number} x
 * @param {number} y
 * @param {{ radius?: number, strong?: boolean, hollow?: boolean, faint?: boolean, shape?: "circle" | "diamond", key?: string }} [options]
 */
export function mark(nats, x, y, { radius = 4.5, strong, hollow, faint, shape = nats > 0 ? "diamond" : "circle", key } = {}) {
  const style = { fill: hollow ? "var(--surface)" : fill(nats), stroke: "var(--text)", "stroke-width": strong ? "2.5" : hollow ? "1.4" : "0.75", opacity: faint ? "0.6" : "1" };
  const more = { style, ...(key === undefined ? {} : { key }) };
  if (shape === "circle") return h("circle", { cx: x, cy: y, r: radius, ...more });
  const r = radius + 1;
  return h("path", { d: `M${x},${y - r}l${r},${r}l${-r},${r}l${-r},${-r}z`, ...more });
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
 * @param {{ kind?: string, anchor?: string, turned?: number, halo?: boolean }} [options]
 */
export const label = (x, y, text, { kind = "", anchor = "start", turned, halo } = {}) =>
  h("text", { x, y, class: halo ? `${kind} halo` : kind, "text-anchor": anchor, transform: turned === undefined ? null : `rotate(${turned} ${x} ${y})` }, text);

/**
 * A plot with its name for those who cannot see it.
 *
 * @param {number} width
 * @param {number} height
 * @param {string} name
 * @param {...import("../base/dom.js").Child} children
 */
export const plot = (width, height, name, ...children) => h("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name }, ...children);

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
