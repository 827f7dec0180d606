// Where the time went, drawn to scale: one bar a decoding step, and the one that is pointed at.

import { h } from "../base/dom.js";

/** @typedef {import("./content.js").Times} Times */

const WIDTH = 10_000; // of the timeline's own coordinates
const HEIGHT = 20;
const MOST_GAPS = 120; // more steps than this touch each other
const TICKS = 5;

/**
 * The moments, in seconds, between which each token was made; the first one's begin with the prompt.
 *
 * @param {Times} times
 * @returns {[number, number][]}
 */
export function steps({ first, gaps }) {
  let at = first;
  return [[0, first], .../** @type {[number, number][]} */ (gaps.map((gap) => [at, (at += gap)]))];
}

/**
 * The number of the step at a moment; the nearest one beyond the ends.
 *
 * @param {readonly (readonly [number, number])[]} all
 * @param {number} moment
 */
export function stepAt(all, moment) {
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.[1] ?? 0) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The smallest of 1, 2, 5, 10, ... that is not below `least`.
 *
 * @param {number} least
 */
export function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10);
}

/**
 * Ticks at round numbers, with the unit at the first: places from 0 to 1.
 *
 * @param {number} total seconds
 * @returns {{ at: number, text: string }[]}
 */
export function ticks(total) {
  const [unit, factor] = total < 1 ? ["ms", 1e3] : ["s", 1];
  const end = total * factor;
  const step = roundStep(end / TICKS);
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => {
    const value = Number((i * step).toPrecision(6));
    return { at: (i * step) / end, text: `${value.toLocaleString("en-GB")}${i ? "" : ` ${unit}`}` };
  });
}

/**
 * @param {Times} times
 * @param {number | null} marked the step that is pinned or pointed at
 * @param {(step: number | null) => void} hover
 * @param {(step: number) => void} pin
 */
export function timeline(times, marked, hover, pin) {
  if (!(times.total > 0) || !Number.isFinite(times.total)) return null;
  const scale = WIDTH / times.total;
  const all = steps(times);
  const bar = (/** @type {string} */ kind, /** @type {number} */ from, /** @type {number} */ to) => h("rect", { class: kind, x: (from * scale).toFixed(1), y: 0, width: Math.max((to - from) * scale, 0).toFixed(1), height: HEIGHT });
  const boxes = all.slice(1).map(([from, to]) => `M${(from * scale).toFixed(1)} 0h${((to - from) * scale).toFixed(1)}v${HEIGHT}h${((from - to) * scale).toFixed(1)}z`);
  const at = marked === null ? undefined : all[marked];
  const step = (/** @type {PointerEvent | MouseEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return stepAt(all, ((event.clientX - box.left) / box.width) * times.total);
  };
  const drawing = h(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", width: "100%", height: HEIGHT, y: 6 },
    bar("lb-prepare", 0, times.prepare),
    bar("lb-prefill", times.prepare, times.first),
    h("path", { class: boxes.length <= MOST_GAPS ? "lb-step" : "lb-step lb-dense", d: boxes.join("") }),
    at ? bar("lb-marked", at[0], at[1]) : null,
  );
  const axis = ticks(times.total).map(({ at: place, text }, i) => [
    h("line", { class: "lb-axis", x1: `${(100 * place).toFixed(2)}%`, x2: `${(100 * place).toFixed(2)}%`, y1: 28, y2: 32 }),
    h("text", { class: "lb-m", x: `${(100 * place).toFixed(2)}%`, y: 45, "text-anchor": i === 0 ? "start" : place < 0.96 ? "middle" : "end" }, text),
  ]);
  const label = `Timeline of ${all.length} tokens: the prompt is read first, then one bar a decoding step`;
  const on = { pointermove: (/** @type {PointerEvent} */ event) => hover(step(event)), pointerleave: () => hover(null), click: (/** @type {MouseEvent} */ event) => pin(step(event)) };
  return h("svg", { class: "lb-plot", width: "100%", height: 50, role: "img", "aria-label": label, on }, drawing, axis);
}
