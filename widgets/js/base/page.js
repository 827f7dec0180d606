// A panel on a page of its own, saved by `panel.save("f.html")`: the same view on a model that nobody answers.

import { unpack } from "./codec.js";

/**
 * Read the state that stands in the page and render the panel into it.
 *
 * @param {Document} document
 * @param {(options: { model: any, el: HTMLElement }) => unknown} render
 */
export function openPage(document, render) {
  const source = document.querySelector("script.lb-state-data");
  const el = /** @type {HTMLElement} */ (document.querySelector(".lb-root"));
  const { state, buffers } = JSON.parse(source?.textContent ?? "{}");
  // In quotes: the build gives short names to properties that begin with a low line.
  const parts = { "_css": textOf(document, "style.lb-style"), "_esm": textOf(document, "script.lb-bundle") };
  render({ model: savedModel({ ...unpack(state, buffers.map(fromBase64)), ...parts }), el });
}

/** @param {Document} document @param {string} selector */
const textOf = (document, selector) => document.querySelector(selector)?.textContent ?? "";

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * A model that keeps what is set and sends nothing.
 *
 * @param {Record<string, unknown>} traits
 * @returns {import("./state.js").Model}
 */
export function savedModel(traits) {
  return {
    saved: true,
    get: (name) => traits[name],
    set: (name, value) => {
      traits[name] = value;
    },
    save_changes() {},
    send() {},
    on() {},
    off() {},
  };
}
