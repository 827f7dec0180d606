// Elements as values: `h` describes them, `patch` brings the page in line. Texts only ever become text nodes.

import { attributesModule, eventListenersModule, init, propsModule, h as vnode } from "snabbdom";

/** @typedef {import("snabbdom").VNode} VNode */
/** @typedef {VNode | string | number | null | undefined | false} Leaf */
/** @typedef {Leaf | readonly any[]} Child nested as deep as it likes */
/**
 * What an element has: `on` listeners, DOM `props`, `style`, snabbdom's `hook` and `key`; every other name is an
 * attribute, left out when it is null, undefined or false.
 *
 * @typedef {{ on?: import("snabbdom").On, props?: Record<string, unknown>, style?: Record<string, string>,
 *   hook?: import("snabbdom").Hooks, key?: string | number } & Record<string, unknown>} Properties
 */

export const patch = init([attributesModule, propsModule, eventListenersModule]);

/** JupyterLab leaves the keys to an element with this attribute; everything that takes the focus needs it. */
export const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

/**
 * Describe an element.
 *
 * @param {string} tag
 * @param {Properties | null} [properties]
 * @param {...Child} children
 * @returns {VNode}
 */
export function h(tag, properties, ...children) {
  const { on, props, style, hook, key, ...rest } = properties ?? {};
  /** @type {Record<string, string | number | boolean>} */
  const attrs = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === true && name.startsWith("aria-")) attrs[name] = "true";
    else if (value === false && name.startsWith("aria-")) attrs[name] = "false";
    else if (value !== null && value !== undefined && value !== false) attrs[name] = /** @type {string} */ (value);
  }
  // One declaration for each entry: a value cannot begin another, nor load anything.
  if (style) attrs.style = Object.entries(style).filter(([, value]) => !/[;{}]|url\(/i.test(value)).map((one) => one.join(":")).join(";");
  /** @type {import("snabbdom").VNodeData} */
  const data = { attrs };
  if (on) data.on = on;
  if (props) data.props = props;
  if (hook) data.hook = hook;
  if (key !== undefined) data.key = key;
  return vnode(tag, data, flatten(children));
}

/**
 * @param {unknown} child
 * @returns {(VNode | string)[]}
 */
function flatten(child) {
  if (Array.isArray(child)) return child.flatMap(flatten);
  if (child === null || child === undefined || child === false) return [];
  return [typeof child === "number" ? String(child) : /** @type {VNode | string} */ (child)];
}

/**
 * Join the names of classes that hold.
 *
 * @param {...(string | false | null | undefined)} names
 */
export function classes(...names) {
  return names.filter(Boolean).join(" ");
}
