// Pointing at marks, pinning them and walking through them: one listener of each kind for all of them.

import { roving } from "../base/keys.js";

/**
 * Listeners for an element in which marks carry their number in `data-place`. In a table the whole row counts as its mark.
 *
 * @param {import("../base/state.js").PanelState<any>} panel
 */
export function pointing(panel) {
  const number = (/** @type {Event} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const found = target.closest("[data-place]") ?? target.closest("tr")?.querySelector(":scope > [data-place]");
    return found ? Number(found.getAttribute("data-place")) : null;
  };
  const pin = (/** @type {number | null} */ mark, /** @type {MouseEvent | KeyboardEvent} */ event) => {
    if (mark !== null) panel.pin(mark, event);
  };
  return {
    pointerover: (/** @type {Event} */ event) => panel.hover(number(event)),
    pointerleave: () => panel.hover(null),
    focusin: (/** @type {Event} */ event) => panel.hover(number(event)),
    focusout: () => panel.hover(null),
    click: (/** @type {MouseEvent} */ event) => pin(number(event), event),
    keydown: roving({
      onKey: (key, mark, event) => {
        if (key !== "Enter" && key !== " ") return false;
        pin(mark, event);
        return true;
      },
    }),
  };
}
