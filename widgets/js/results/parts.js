// What the panels of results share: the model's line, and the code that does the same without Lightboard.

import { button } from "../base/controls.js";
import { h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { row } from "../base/parts.js";

/** @param {readonly [string, string]} words */
export const modelLine = ([name, details]) => ({ name, details: [details] });

/** @param {import("../base/state.js").PanelState<any>} panel */
export const codeTool = (panel) =>
  button({ icon: icons.code, label: "Code", name: "Code: show the same in plain Transformers", pressed: Boolean(panel.settings.code), quiet: true, onClick: () => panel.set({ code: !panel.settings.code, table: false }) });

/** @param {string} code */
export const codeRow = (code) => row("", h("pre", { class: "lb-code", tabindex: 0, "aria-label": "The same in plain Transformers", ...OWN_KEYS }, h("code", null, code)));
