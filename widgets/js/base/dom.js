// Elements as values: `h` describes them, `patch` brings the page in line. Texts only ever become text nodes.

import { patch } from "./renderer.js";

export { patch };

/** @typedef {import("./renderer.js").VNode} VNode */
/** @typedef {import("./renderer.js").Listeners} Listeners */
/** @typedef {VNode | string | number | null | undefined | false} Leaf */
/** @typedef {Leaf | readonly any[]} Child nested as deep as it likes */
/**
 * What an element has: `on` listeners, DOM `props`, `style`, `key`, and the functions `inserted` and `drawn` of the
 * renderer; every other name is an attribute, left out when it is null, undefined or false.
 *
 * @typedef {{ on?: Listeners, props?: Record<string, unknown>, style?: Record<string, string>, key?: string | number | undefined,
 *   inserted?: (element: any) => void, drawn?: (element: any) => void } & Record<string, unknown>} Properties
 */

/** JupyterLab leaves the keys to an element with this attribute; everything that takes the focus needs it. */
export const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

/**
 * Describe an element.
 *
 * @param {string} tag
 * @param {Properties | string | null} [properties] a text is the class
 * @param {...Child} children
 * @returns {VNode}
 */
export function h(tag, properties, ...children) {
  const { on = {}, props = {}, style, key, inserted, drawn, ...rest } = typeof properties === "string" ? /** @type {Properties} */ ({ class: properties }) : (properties ?? {});
  /** @type {Record<string, string | number | boolean>} */
  const attributes = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === true && name.startsWith("aria-")) attributes[name] = "true";
    else if (value === false && name.startsWith("aria-")) attributes[name] = "false";
    else if (value !== null && value !== undefined && value !== false) attributes[name] = /** @type {string} */ (value);
  }
  // One declaration for each entry: a value cannot begin another, nor load anything.
  if (style) attributes.style = Object.entries(style).filter(([, value]) => !/[;{}]|url\(/i.test(value)).map((one) => one.join(":")).join(";");
  return { tag, key, attributes, props, on, inserted, drawn, children: flatten(children) };
}

/**
 * @param {unknown} child
 * @returns {VNode["children"]}
 */
function flatten(child) {
  if (Array.isArray(child)) return child.flatMap(flatten);
  if (child === null || child === undefined || child === false) return [];
  return [typeof child === "object" ? /** @type {VNode} */ (child) : { text: String(child) }];
}

/**
 * Join the names of classes that hold.
 *
 * @param {...(string | false | null | undefined)} names
 */
export function classes(...names) {
  return names.filter(Boolean).join(" ");
}
