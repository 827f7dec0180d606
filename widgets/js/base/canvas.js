// Canvases that stay sharp: sized in CSS pixels, drawn in device pixels, drawn again when the theme changes.

import { h } from "./dom.js";

/** @typedef {(context: CanvasRenderingContext2D, size: { width: number, height: number, element: HTMLCanvasElement }) => void} Draw */

/**
 * @param {{ width: number, height: number, label: string, draw: Draw, on?: import("./dom.js").Listeners, attributes?: Record<string, unknown>, key?: string | number }} options
 */
export function canvas({ width, height, label, draw, on = {}, attributes = {}, key }) {
  return h("canvas", {
    role: "img", "aria-label": label, style: { width: `${width}px`, height: `${height}px` }, on, key, ...attributes,
    drawn: (element) => paint(element, width, height, draw),
  });
}

/**
 * @param {HTMLCanvasElement} element
 * @param {number} width
 * @param {number} height
 * @param {Draw} draw
 */
export function paint(element, width, height, draw) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [across, down] = [Math.max(Math.round(width * ratio), 1), Math.max(Math.round(height * ratio), 1)];
  if (element.width !== across || element.height !== down) {
    element.width = across;
    element.height = down;
  }
  const context = element.getContext("2d");
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  draw(context, { width, height, element });
}

/**
 * What is drawn on out of sight.
 *
 * @param {number} width
 * @param {number} height
 */
export function sketch(width, height) {
  const element = document.createElement("canvas");
  element.width = width;
  element.height = height;
  return /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"));
}
