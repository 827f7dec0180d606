// Scales from numbers to colours, and the ink that can be read on them.

/** @typedef {readonly [number, number, number]} Colour red, green and blue, 0 to 255 */

const LIGHT = ["#f6f8fa", "#dbe9f6", "#b5d3ec", "#7fb4dc", "#4490c6", "#1c6ba8", "#0d4780", "#082a55"];
const DARK = ["#171b20", "#16304a", "#174a72", "#1f6b9f", "#3b90c8", "#6fb6e4", "#a6d5f4", "#dcf0ff"];
const DIVERGING_LIGHT = ["#4b2a8c", "#8d77c0", "#d3c9ea", "#f4f4f4", "#f3cf9d", "#c8771f", "#8f4300"];
const DIVERGING_DARK = ["#cbbcff", "#8a74c6", "#3b2f5c", "#1d1d1f", "#62401a", "#d18a3a", "#ffc27a"];

/** @param {string} hex */
const rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/**
 * @param {readonly string[]} stops
 * @param {number} position from 0 to 1
 * @returns {Colour}
 */
function interpolate(stops, position) {
  const place = Math.min(Math.max(position || 0, 0), 1) * (stops.length - 1);
  const index = Math.min(Math.floor(place), stops.length - 2);
  const high = rgb(stops[index + 1]);
  const colour = rgb(stops[index]).map((low, i) => Math.round(low + (high[i] - low) * (place - index)));
  return /** @type {[number, number, number]} */ (colour);
}

/**
 * How much, from 0 to 1: further from the surface is more.
 *
 * @param {number} share
 * @param {boolean} dark
 */
export const sequential = (share, dark) => interpolate(dark ? DARK : LIGHT, share);

/**
 * Which way, from -1 (violet) to 1 (brown).
 *
 * @param {number} value
 * @param {boolean} dark
 */
export const diverging = (value, dark) => interpolate(dark ? DIVERGING_DARK : DIVERGING_LIGHT, (value + 1) / 2);

/** @param {Colour} colour */
export const css = ([red, green, blue]) => `rgb(${red} ${green} ${blue})`;

/** @param {Colour} colour */
function luminance(colour) {
  const [red, green, blue] = /** @type {[number, number, number]} */ (colour.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Black or white, whichever contrasts more.
 *
 * @param {Colour} colour
 */
export function inkOn(colour) {
  const light = luminance(colour);
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#fff" : "#000";
}

/**
 * Whether the page around an element is dark: what the style sheet decided.
 *
 * @param {Element} element
 */
export const isDark = (element) => getComputedStyle(element.closest(".lightboard") ?? element).colorScheme === "dark";

/**
 * The value of a custom property of the style sheet (`--bar`), for a canvas.
 *
 * @param {Element} element
 * @param {string} name
 */
export function token(element, name) {
  // light-dark() and color-mix() are resolved only in a property that takes a colour.
  const probe = /** @type {HTMLElement} */ (element);
  const before = probe.style.outlineColor;
  probe.style.outlineColor = `var(${name})`;
  const value = getComputedStyle(probe).outlineColor;
  probe.style.outlineColor = before;
  return value;
}
