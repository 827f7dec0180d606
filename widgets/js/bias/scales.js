// From numbers to places: axes of logarithms, their ticks and how they read.

import { fixed } from "../base/numbers.js";
import { tenTo } from "./format.js";

/** @typedef {{ at: number, label: string, strong?: boolean }} Tick */
/** @typedef {(value: number) => number} Scale */

const TEN = Math.LN10;

/**
 * A straight scale from values to places.
 *
 * @param {readonly [number, number]} values
 * @param {readonly [number, number]} places
 * @returns {Scale}
 */
export function linear([low, high], [from, to]) {
  const step = high === low ? 0 : (to - from) / (high - low);
  return (value) => from + (value - low) * step;
}

/**
 * The ends of an axis that holds all values, with a margin of a share of its length, and at least `least` long.
 *
 * @param {Iterable<number>} values those that are no number are left out
 * @param {{ margin?: number, least?: number }} [options]
 * @returns {[number, number]}
 */
export function extent(values, { margin = 0.04, least = 1 } = {}) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [-least / 2, least / 2];
  const missing = Math.max(least - (high - low), 0) / 2;
  const room = Math.max(high - low, least) * margin;
  return [low - missing - room, high + missing + room];
}

/**
 * Ticks of an axis of natural logarithms of probabilities: powers of ten, every one or every second or third.
 *
 * @param {readonly [number, number]} ends in nats
 * @param {number} [most]
 * @returns {Tick[]}
 */
export function probabilityTicks([low, high], most = 7) {
  const [first, last] = [Math.ceil(low / TEN - 1e-9), Math.floor(high / TEN + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  /** @type {Tick[]} */
  const ticks = [];
  for (let power = last; power >= first; power -= step) ticks.unshift({ at: power * TEN, label: power > 0 ? tenTo(power) : power > -4 ? String(Number((10 ** power).toFixed(3))) : tenTo(power) });
  return ticks;
}

/**
 * Ticks of an axis of differences of natural logarithms: "same" in the middle, ratios to both sides.
 *
 * @param {readonly [number, number]} ends in nats
 * @param {number} [most] to one side
 * @returns {Tick[]}
 */
export function ratioTicks([low, high], most = 3) {
  const reach = Math.max(-low, high, 0);
  // 2 and 5 times where tenfold would be off the axis; else every tenfold, or every hundredfold ...
  const steps = reach < TEN ? [Math.log(2), Math.log(5)] : Array.from({ length: most }, (_, i) => (i + 1) * TEN * Math.max(1, Math.ceil(Math.floor(reach / TEN) / most)));
  const sides = steps.flatMap((step) => [-step, step]).filter((step) => step >= low && step <= high);
  return [0, ...sides].filter((at) => at >= low && at <= high).sort((a, b) => a - b).map((at) => ({ at, label: at ? `${ratio(at)}×` : "same", strong: !at }));
}

/** @param {number} nats */
function ratio(nats) {
  const value = Math.round(Math.exp(Math.abs(nats)));
  return value >= 1e5 ? tenTo(Math.round(Math.log10(value))) : fixed(value, 0);
}

/**
 * Ticks of an axis of log-odds of percentages.
 *
 * @param {readonly [number, number]} ends
 * @returns {Tick[]}
 */
export function percentTicks([low, high]) {
  return [0.1, 1, 5, 20, 50, 80, 95, 99, 99.9].map((percent) => ({ at: logOdds(percent), label: `${percent} %`, strong: percent === 50 })).filter(({ at }) => at >= low && at <= high);
}

/**
 * The log-odds of a percentage.
 *
 * @param {number} percent above 0, below 100
 */
export const logOdds = (percent) => Math.log(percent / (100 - percent));
