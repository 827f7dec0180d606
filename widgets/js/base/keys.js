// Moving in a row, a grid or a tree with the keys: one element takes the focus, the arrows choose which.

import { times } from "./times.js";

/**
 * The place after a key, in a grid of `count` places in rows of `columns`; null for a key that does not move.
 *
 * @param {string} key
 * @param {number} place
 * @param {{ count: number, columns?: number }} grid
 */
export function moved(key, place, { count, columns = 1 }) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (!(key in steps)) return null;
  const next = place + steps[/** @type {keyof typeof steps} */ (key)];
  return next < 0 || next >= count ? place : next;
}

/**
 * A listener for keydown on the container of elements that carry `data-place`: moves the focus with the arrows.
 *
 * @param {{ columns?: number, onKey?: (key: string, place: number, event: KeyboardEvent) => boolean | void }} [options] `onKey` returns true for a key that it took
 */
export function roving({ columns = 1, onKey } = {}) {
  return (/** @type {KeyboardEvent} */ event) => {
    const container = /** @type {Element} */ (event.currentTarget);
    const focused = /** @type {Element} */ (event.target).closest("[data-place]");
    if (!focused || event.ctrlKey || event.metaKey || event.altKey) return;
    const places = [...container.querySelectorAll("[data-place]")];
    const place = places.indexOf(focused);
    if (onKey?.(event.key, Number(focused.getAttribute("data-place")), event)) return event.preventDefault();
    const next = moved(event.key, place, { count: places.length, columns });
    if (next === null) return;
    event.preventDefault();
    for (const one of places) one.setAttribute("tabindex", "-1");
    const target = /** @type {HTMLElement} */ (places[next]);
    target.setAttribute("tabindex", "0");
    target.focus();
  };
}

/**
 * The selection after a click: alone, extended by shift, toggled by ctrl or cmd; clicking the only one clears it.
 *
 * @param {readonly number[]} tokens
 * @param {number} token
 * @param {{ shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean }} event
 * @returns {number[]}
 */
export function chosen(tokens, token, event) {
  if (event.ctrlKey || event.metaKey) return tokens.includes(token) ? tokens.filter((one) => one !== token) : [...tokens, token].sort((a, b) => a - b);
  if (event.shiftKey && tokens.length) {
    const from = Math.min(...tokens, token);
    return times(Math.max(...tokens, token) - from + 1, (i) => from + i);
  }
  return tokens.length === 1 && tokens[0] === token ? [] : [token];
}
