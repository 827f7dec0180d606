// Brings the page in line with values that describe it. What stays keeps its node, and with it focus, scrolling and what is typed.

export const HTML = "http://www.w3.org/1999/xhtml";
export const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{ text: string, tag?: undefined, key?: undefined, node?: Text }} TextNode shown as it is */
/** @typedef {{ [N in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[N]) => unknown }} Listeners */
/**
 * An element. `attributes` are set as texts, true as the empty one; `props` are properties of the node, set when they
 * differ both from what was last drawn and from what the node has. `inserted` is called once the element stands in
 * the page, `drawn` after that and after each later patch of it. A value that is drawn again among the same siblings
 * stays as it is, without being looked into.
 *
 * @typedef {object} VNode
 * @property {string} tag
 * @property {string | number | undefined} key tells one child from its siblings
 * @property {Record<string, string | number | boolean>} attributes
 * @property {Record<string, unknown>} props
 * @property {Listeners} on
 * @property {(VNode | TextNode)[]} children
 * @property {((element: any) => void) | undefined} inserted
 * @property {((element: any) => void) | undefined} drawn
 * @property {Element} [node]
 * @property {Listener} [listener]
 */
/** @typedef {(() => void)[]} Calls what is to be called when all is in place */

/** Hands events to the functions that were drawn last, so that functions made anew cost the page nothing. */
class Listener {
  /** @type {Record<string, any>} */
  on = {};

  /** @param {Event} event */
  handleEvent(event) {
    this.on[event.type]?.(event);
  }
}

/**
 * Put an element in place of another, or bring what was drawn in line with `next`, which has the same tag.
 *
 * @param {Element | VNode} old
 * @param {VNode} next
 * @returns {VNode} `next`, to be handed over the next time
 */
export function patch(old, next) {
  /** @type {Calls} */
  const calls = [];
  if ("tag" in old) update(old, next, calls);
  else old.replaceWith(create(next, HTML, calls));
  for (const call of calls) call();
  return next;
}

/** @param {VNode | TextNode} next @param {string | null} space the namespace around it @param {Calls} calls */
function create(next, space, calls) {
  if ("text" in next) return (next.node = document.createTextNode(next.text));
  const node = document.createElementNS(next.tag === "svg" ? SVG : space, next.tag);
  const { inserted } = next;
  if (inserted) calls.push(() => inserted(node));
  update({ ...next, attributes: {}, props: {}, on: {}, children: [], node, listener: new Listener() }, next, calls);
  return node;
}

/** @param {VNode | TextNode} old @param {VNode | TextNode} next of the same tag and key @param {Calls} calls */
function update(old, next, calls) {
  if (old === next) return;
  const node = /** @type {any} */ (next.node = /** @type {any} */ (old.node));
  if ("text" in old || "text" in next) {
    if ("text" in next && node.data !== next.text) node.data = next.text;
    return;
  }
  const listener = (next.listener = /** @type {Listener} */ (old.listener));
  arrange(node, old.children, next.children, calls);
  for (const name of Object.keys(old.attributes)) if (!(name in next.attributes)) node.removeAttribute(name);
  for (const [name, value] of Object.entries(next.attributes))
    if (value !== old.attributes[name]) node.setAttribute(name, value === true ? "" : value);
  for (const [name, value] of Object.entries(next.props)) if (value !== old.props[name] && value !== node[name]) node[name] = value;
  for (const name of Object.keys(old.on)) if (!(name in next.on)) node.removeEventListener(name, listener);
  for (const name of Object.keys(next.on)) if (!(name in old.on)) node.addEventListener(name, listener);
  listener.on = next.on;
  const { drawn } = next;
  if (drawn) calls.push(() => drawn(node));
}

/**
 * Values that were drawn before keep their nodes, as do those with the same key; others are taken for those of the same
 * tag, in order.
 *
 * @param {Element} parent
 * @param {readonly (VNode | TextNode)[]} old
 * @param {readonly (VNode | TextNode)[]} next
 * @param {Calls} calls
 */
function arrange(parent, old, next, calls) {
  /** @type {Map<string, (VNode | TextNode)[]>} */
  const left = new Map(old.map((child) => [nameOf(child), []]));
  const [before, after] = [new Set(old), new Set(next)];
  for (const child of old) if (!after.has(child)) left.get(nameOf(child))?.push(child);
  const found = next.map((child) => (before.has(child) ? child : left.get(nameOf(child))?.shift()));
  for (const children of left.values()) for (const { node } of children) node?.remove();
  let place = parent.firstChild;
  next.forEach((child, i) => {
    const mine = found[i];
    if (mine) update(mine, child, calls);
    const node = mine ? child.node : create(child, parent.namespaceURI, calls);
    // What stands where its follower is wanted comes later: it is moved, and not all that follow it.
    if (node !== place && node === place?.nextSibling) /** @type {ChildNode} */ (place).remove();
    else if (node !== place) return parent.insertBefore(/** @type {Node} */ (node), place);
    place = /** @type {Node} */ (node).nextSibling;
  });
}

/** @param {VNode | TextNode} child */
const nameOf = ({ tag, key }) => `${tag} ${key}`;
