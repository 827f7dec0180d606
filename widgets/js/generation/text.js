// The generated text: each token shaded, white space and special tokens marked, to point at and to walk through.

import { classes, h, OWN_KEYS } from "../base/dom.js";
import { pointing } from "../results/pointing.js";
import { scaleEnd, share } from "./content.js";

/** @typedef {import("./content.js").Token} Token */
/** @typedef {import("./content.js").Generation} Generation */
/** @typedef {import("../base/dom.js").Child} Child */

const SHADES = 32;
const MARKS = /** @type {Record<string, string>} */ ({ " ": "·", "\n": "↵", "\t": "⇥", "\r": "␍", "\u00a0": "⍽" });

/** The class of a shade (widgets/style.py). @param {number | null} value */
export const shade = (value) => (value === null ? "" : `p${Math.min(Math.max(Math.floor(value * SHADES), 0), SHADES - 1)}`);

/**
 * A token in three: the white space before it, what is shaded, the white space after it.
 *
 * @param {Token} token
 * @returns {{ before: string, kind: string, core: string, mark: string, cut: string, after: string }}
 */
export function parts({ text, kept, name, special }) {
  const empty = { before: "", kind: "", core: "", mark: "", cut: "", after: "" };
  if (special) return { ...empty, kind: "lb-special", core: name };
  if (!text) return { ...empty, kind: "lb-bytes" }; // some bytes of a character that a later token completes
  const cut = visible(text.slice(kept.length));
  const core = kept.trim();
  if (kept && !core) return { ...empty, kind: "lb-space", mark: visible(kept), cut, after: kept };
  const start = kept.length - kept.trimStart().length;
  return { ...empty, before: kept.slice(0, start), core, cut, after: kept.slice(start + core.length) };
}

/** @param {string} text */
const visible = (text) => [...text].map((character) => MARKS[character] ?? character).join("");

/**
 * All texts, each after the prompt; several as a list with how each ended.
 *
 * @param {import("../base/state.js").PanelState<Generation>} panel
 * @param {number} focus the token that takes the focus
 * @returns {Child}
 */
export function texts(panel, focus) {
  const { data } = panel;
  const kind = panel.settings.shading;
  const most = scaleEnd(data.tokens, kind);
  const hovered = new Set(panel.hovered);
  const pinned = new Set(panel.selection.tokens);
  const draw = (/** @type {Token} */ token) => {
    const { before, kind: form, core, mark, cut, after } = parts(token);
    const shown = h(
      "span",
      {
        class: classes("lb-tok", shade(share(token, kind, most)), form, hovered.has(token.number) && "hover", pinned.has(token.number) && "pin"), key: token.number,
        role: "option", "aria-selected": pinned.has(token.number), "aria-label": mark || !core ? token.name : null, "data-place": token.number, tabindex: token.number === focus ? 0 : -1, ...OWN_KEYS,
      },
      mark ? h("i", { "data-w": mark }) : core,
      cut ? h("del", null, cut) : null,
    );
    return [before, shown, after];
  };
  const blocks = data.sequences.map(({ tokens, ending }, number) => {
    const block = h("div", { class: "lb-text lb-generated", dir: "auto" }, prompt(data.prompt, number > 0), tokens.map(draw));
    return data.sequences.length > 1 ? h("li", null, block, h("p", "lb-note", ending)) : block;
  });
  return h("div", { role: "listbox", "aria-label": "Generated tokens", "aria-multiselectable": true, on: pointing(panel) }, data.sequences.length > 1 ? h("ol", { class: "lb-list", role: "presentation" }, blocks) : blocks);
}

/**
 * The prompt before a text: its middle folded where it is long; before further texts its beginning, too.
 *
 * @param {readonly [string, string, string]} prompt
 * @param {boolean} repeated
 */
function prompt([start, middle, end], repeated) {
  const muted = (/** @type {string} */ text) => (text ? h("span", "lb-muted", text) : null);
  if (!middle) return muted(start + end);
  const folded = repeated ? start + middle : middle;
  const more = `${folded.length.toLocaleString("en-GB")} ${repeated ? "" : "more "}characters of the prompt`;
  return [repeated ? null : muted(start), h("details", "lb-fold", h("summary", { ...OWN_KEYS }, more), muted(folded)), muted(end)];
}
