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
    return placeOf(target.closest("[data-place]") ?? target.closest("tr")?.querySelector(":scope > [data-place]"));
  };
  // Beside all marks, the one that the keys have reached is read.
  const walked = (/** @type {Event} */ event) => placeOf(/** @type {Element} */ (event.currentTarget).querySelector("[data-place]:focus-visible"));
  const pin = (/** @type {number | null} */ mark, /** @type {MouseEvent | KeyboardEvent} */ event) => {
    if (mark !== null) panel.pin(mark, event);
  };
  return {
    pointerover: (/** @type {Event} */ event) => panel.hover(number(event) ?? walked(event)),
    pointerleave: (/** @type {Event} */ event) => panel.hover(walked(event)),
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

/** @param {Element | null | undefined} mark */
const placeOf = (mark) => (mark ? Number(mark.getAttribute("data-place")) : null);
