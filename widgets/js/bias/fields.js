// What is asked: notice, templates, groups, words, presets, the measure; all edited in place.

import { checkbox, menu } from "../base/controls.js";
import { h, OWN_KEYS } from "../base/dom.js";
import { textField } from "../base/panel.js";
import { alert, controls, row } from "../base/parts.js";
import { compared } from "./decode.js";
import { listed } from "./search.js";

/** @typedef {import("./decode.js").Panel} Panel */

/** @type {[string, string][]} */
const MEASURES = [["log-probability", "log-probability"], ["log-odds", "log-odds"], ["lpbs", "LPBS"]];
/** @type {[string, string]} */
const EXACT = ["exact-word", "exact word"];

/** @param {Panel} panel */
export function fields(panel) {
  const { data } = panel;
  const [first, ...rest] = data.notice.split(". ");
  return [
    alert({ kind: "info", text: [h("b", null, `${first}. `), rest.join(". ")] }),
    row(
      "tight lb-bias-fields",
      h("div", "lb-bias-templates", h("span", { class: "lb-lab", "aria-hidden": "true" }, "Templates, one a line"), textField(panel, "Templates, one in each line")),
      controls(groups(panel), words(panel), likeliest(panel)),
      controls(presets(panel), measure(panel), pair(panel), checkbox({ label: "Mask slurs", value: Boolean(panel.settings.masked), onChange: (masked) => panel.set({ masked }) })),
    ),
  ];
}

/**
 * A field that is taken over with Enter, or when it is left.
 *
 * @param {Panel} panel
 * @param {{ label: string, value: string, placeholder?: string, width: string, onChange: (text: string) => void }} options
 */
function field(panel, { label, value, placeholder = "", width, onChange }) {
  const changed = (/** @type {Event} */ event) => onChange(/** @type {HTMLInputElement} */ (event.target).value);
  const keyed = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && /** @type {HTMLElement} */ (event.target).blur(); // then it has changed
  return h(
    "label",
    "lb-control lb-bias-field",
    h("span", "lb-lab", label),
    h("input", { type: "text", class: "lb-input-text", spellcheck: "false", dir: "auto", style: { width }, placeholder, disabled: !panel.canAsk || null, props: { value }, on: { change: changed, keydown: keyed }, ...OWN_KEYS }),
  );
}

/** @param {Panel} panel */
function groups(panel) {
  const take = (/** @type {string} */ text) => {
    const names = text.split(/[,|]/).map((name) => name.trim()).filter(Boolean);
    if (names.length > 1 && String(names) !== String(panel.data.groups)) panel.change({ command: "edit_groups", groups: names });
  };
  return field(panel, { label: "Groups", value: panel.data.groups.join(", "), width: "13em", onChange: take });
}

/** @param {Panel} panel */
function words(panel) {
  const { data } = panel;
  const take = (/** @type {string} */ text) => panel.change({ command: "edit_words", words: listed(text).length ? listed(text) : null, top_k: data.top_k });
  return field(panel, { label: "Words", value: data.automatic ? "" : data.words.join(", "), placeholder: `the ${data.top_k} likeliest of each prompt`, width: "22em", onChange: take });
}

/** @param {Panel} panel */
function likeliest(panel) {
  const { data } = panel;
  if (!data.automatic) return null;
  const options = [...new Set([3, 5, 10, 20, 50, data.top_k])].sort((a, b) => a - b).map((count) => /** @type {[string, string]} */ ([String(count), String(count)]));
  return menu({ label: "Likeliest", options, value: String(data.top_k), disabled: !panel.canAsk, onChange: (count) => panel.change({ command: "edit_words", words: null, top_k: Number(count) }) });
}

/** @param {Panel} panel */
function presets(panel) {
  /** @type {[string, string][]} */
  const options = [["", "choose …"], ...panel.data.presets];
  return menu({ label: "Preset", options, value: "", disabled: !panel.canAsk, onChange: (name) => name && panel.change({ command: "use_preset", name }) });
}

/** @param {Panel} panel */
function measure(panel) {
  const { data } = panel;
  const options = data.models[0]?.mode === "causal" ? [...MEASURES, EXACT] : MEASURES;
  return menu({ label: "Measure", options, value: data.measure, disabled: !panel.canAsk, onChange: (chosen) => panel.change({ command: "choose_measure", measure: chosen }) });
}

/** More than two groups: which two are compared. @param {Panel} panel */
function pair(panel) {
  const { data } = panel;
  if (data.groups.length < 3) return null;
  const all = data.groups.map((name, group) => /** @type {[string, string]} */ ([String(group), name]));
  const reference = menu({ label: "With", options: all, value: String(data.reference), disabled: !panel.canAsk, onChange: (group) => panel.change({ command: "choose_reference", group: Number(group) }) });
  const other = menu({ label: "Compare", options: all.filter(([group]) => Number(group) !== data.reference), value: String(compared(panel).group), onChange: (group) => panel.set({ group: Number(group) }) });
  return [other, reference];
}
