// A page without a browser: as much of the DOM as the renderer uses, with a record of what was put where.

/** @typedef {Piece | Element_} Node_ */

class Piece {
  /** @type {Element_ | null} */
  parent = null;

  /** @param {string} data */
  constructor(data = "") {
    this.data = data;
  }

  /** @returns {Node_ | null} */
  get nextSibling() {
    const siblings = this.parent?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  remove() {
    const siblings = this.parent?.childNodes ?? [];
    siblings.splice(siblings.indexOf(this), this.parent ? 1 : 0);
    this.parent = null;
  }

  /** @param {Node_} other */
  replaceWith(other) {
    this.parent?.insertBefore(other, this);
    this.remove();
  }
}

export class Element_ extends Piece {
  /** @type {Node_[]} */
  childNodes = [];
  /** @type {Record<string, string>} */
  attributes = {};
  /** @type {Map<string, { handleEvent: (event: any) => void }>} */
  listeners = new Map();
  /** @type {Node_[]} what was put here, the newest last */
  put = [];

  /** @param {string | null} namespaceURI @param {string} localName */
  constructor(namespaceURI, localName) {
    super();
    this.namespaceURI = namespaceURI;
    this.localName = localName;
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  /** @param {Node_} node @param {Node_ | null} before */
  insertBefore(node, before) {
    node.remove();
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    node.parent = this;
    this.put.push(node);
  }

  /** @param {string} name @param {unknown} value */
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }

  /** @param {string} name */
  removeAttribute(name) {
    delete this.attributes[name];
  }

  /** @param {string} name @param {{ handleEvent: (event: any) => void }} listener */
  addEventListener(name, listener) {
    this.listeners.set(name, listener);
  }

  /** @param {string} name */
  removeEventListener(name) {
    this.listeners.delete(name);
  }

  /** @param {string} type */
  dispatch(type) {
    this.listeners.get(type)?.handleEvent({ type });
  }
}

/** @type {any} */ (globalThis).document = {
  createElementNS: (/** @type {string | null} */ space, /** @type {string} */ tag) => new Element_(space, tag),
  createTextNode: (/** @type {string} */ data) => new Piece(data),
};

/** @param {any} node @returns {any} what can be seen of it */
export const seen = (node) => (node.localName ? [node.localName, node.attributes, ...node.childNodes.map(seen)] : node.data);
