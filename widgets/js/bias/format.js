// How differences between groups read: the twin of widgets/panels/bias_format.py, tested against tests/vectors/bias.json.

import { fixed } from "../base/numbers.js";

const HUGE = 1e6;
const DASH = "–";

/** @param {number | null | undefined} value @returns {value is number} */
export const known = (value) => typeof value === "number" && Number.isFinite(value);

/**
 * A difference of natural logarithms as a ratio of 1 or more: `15×`.
 *
 * @param {number | null | undefined} nats
 */
export function times(nats) {
  if (!known(nats)) return DASH;
  const ratio = Math.exp(Math.min(Math.abs(nats), 50));
  if (ratio > HUGE) return `over ${fixed(HUGE, 0)}×`;
  return `${fixed(ratio, ratio < 9.95 ? 1 : 0)}×`;
}

/**
 * A difference with its sign: `+2.73`.
 *
 * @param {number | null | undefined} nats
 */
export function signed(nats) {
  const shown = known(nats) ? fixed(nats, 2) : DASH;
  return known(nats) && nats > 0 && shown !== "0.00" ? `+${shown}` : shown;
}

/**
 * Which group a word is likelier with, and how many times: `15× with woman`.
 *
 * @param {number | null | undefined} nats
 * @param {string} group
 * @param {string} reference
 */
export function toward(nats, group, reference) {
  if (!known(nats)) return DASH;
  if (signed(nats) === "0.00") return "the same";
  return `${times(nats)} with ${nats > 0 ? group : reference}`;
}

/**
 * A p-value: `0.031`, `<0.001`.
 *
 * @param {number | null | undefined} value
 */
export function pValue(value) {
  if (!known(value)) return DASH;
  return value < 0.001 ? "<0.001" : fixed(value, 3);
}

/**
 * A small probability with digits that can be read: `0.0278`, `3.1 × 10⁻⁶`.
 *
 * @param {number | null | undefined} p
 */
export function small(p) {
  if (!known(p)) return DASH;
  if (p === 0 || p >= 5e-5) return fixed(p, 4);
  const exponent = Math.floor(Math.log10(p));
  return `${fixed(p / 10 ** exponent, 1)} × ${tenTo(exponent)}`;
}

/**
 * A power of ten: `10⁻⁴`.
 *
 * @param {number} exponent
 */
export const tenTo = (exponent) => `10${[...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("")}`;

/**
 * A word as it is shown while slurs are masked: its first letter, and a bullet for each of the others.
 *
 * @param {string} word
 */
export const masked = (word) => [...word].map((letter, i) => (i ? "•" : letter)).join("");
