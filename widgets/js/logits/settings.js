// The sliders, the order of the engine, and the histogram of all logits. They act here, without the model.

import { button, checkbox, segmented, slider } from "../base/controls.js";
import { h } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { count, fixed, plural } from "../base/numbers.js";
import { heading, note } from "../base/parts.js";
import { times } from "../base/times.js";
import { counted, isNeutral, RESET } from "./model.js";
import { controlsOf, memo, percent } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./view.js").Side} Side */

const ORDERS = /** @type {const} */ ([["transformers", "transformers"], ["vllm", "vLLM"], ["llama.cpp", "llama.cpp"]]);
const LESSONS = {
  transformers: "transformers cuts to top-k, then top-p, then min-p, all after temperature. Presence and frequency are OpenAI's.",
  vllm: "vLLM applies min-p before top-k and top-p, all after temperature.",
  "llama.cpp": "llama.cpp applies temperature last: it cannot change what is cut. Penalties see the last 64 tokens.",
};
const TOP_K = 200;

/** @param {Panel} panel @param {Side} side */
export function settingsPart(panel, side) {
  const controls = controlsOf(panel);
  /** @param {string} label @param {keyof import("./model.js").Controls} name @param {{ min: number, max: number, step: number, limit?: number, format?: (value: number) => string }} range */
  const one = (label, name, range) => {
    const commit = (/** @type {number} */ value) => {
      panel.local.moving = null;
      panel.set({ [name]: value });
    };
    const neutral = /** @type {number} */ (RESET[name]);
    return slider({ label, value: /** @type {number} */ (controls[name]), neutral, format: two, ...range, onInput: (value) => panel.update({ moving: { ...panel.local.moving, [name]: value } }), onChange: commit });
  };
  const reset = () => {
    panel.local.moving = null;
    panel.set(RESET);
  };
  return h(
    "div",
    "lb-logit-settings",
    heading("Settings", "act here, without the model", button({ icon: icons.undo, label: "Reset", quiet: true, disabled: isNeutral(controls), onClick: reset })),
    one("Temperature", "temperature", { min: 0, max: 2, step: 0.01, limit: 100, format: (value) => (value ? two(value) : "greedy") }),
    one("Top-k", "top_k", { min: 0, max: TOP_K, step: 1, limit: side.choice.vocabulary, format: count }),
    one("Top-p", "top_p", { min: 0.01, max: 1, step: 0.01 }),
    one("Min-p", "min_p", { min: 0, max: 1, step: 0.01 }),
    one("Repetition penalty", "repetition_penalty", { min: 0.5, max: 2, step: 0.01 }),
    one("Presence penalty", "presence_penalty", { min: -2, max: 2, step: 0.05 }),
    one("Frequency penalty", "frequency_penalty", { min: -2, max: 2, step: 0.05 }),
    h("div", "lb-logit-order", segmented({ label: "order of", options: ORDERS, value: controls.order, onChange: (order) => panel.set({ order }) }), counting(panel)),
    note(LESSONS[controls.order]),
    allLogits(panel, side),
  );
}

/** @param {number} value */
const two = (value) => (Math.round(value * 100) / 100 === value ? fixed(value, 2) : String(value).replace("-", "−"));

/** Whether presence and frequency count the text's tokens. @param {Panel} panel */
function counting(panel) {
  const { presence_penalty: presence, frequency_penalty: frequency, order, count_prompt: count } = controlsOf(panel);
  if (!presence && !frequency) return null;
  return checkbox({ label: "presence and frequency count the text, too", value: count ?? order === "llama.cpp", onChange: (value) => panel.set({ count_prompt: value }) });
}

const BINS = 44;

/** @param {Panel} panel @param {Side} side */
function allLogits(panel, side) {
  const { final, stages, choice } = side;
  const raw = /** @type {import("./view.js").Stage} */ (stages[0]);
  const { values } = raw.level;
  const [high, low] = [values[0], values[values.length - 1]];
  const all = memo(panel, "all logits", [raw], () => counted(low, high, BINS, values.length, (place) => values[place]));
  return memo(panel, "histogram", [final, raw], () => {
    const { ids } = final.level;
    const kept = final.kept < values.length ? counted(low, high, BINS, final.kept, (place) => raw.logitAt(ids[place])) : all;
    const top = Math.max(1, Math.ceil(Math.log10(Math.max(...all, 1)) * 10) / 10);
    const tall = (/** @type {number} */ tokens) => (tokens ? 5 + (Math.log10(tokens) / top) * 95 : 0); // percent
    const lines = times(Math.floor(top), (power) => 10 ** (power + 1)).filter((_, index) => top < 4 || index % 2);
    const said = `Histogram of ${plural(choice.vocabulary, "logit")} from ${fixed(low, 1)} to ${fixed(high, 1)}; ${count(final.kept)} remain`;
    const bars = all.map((tokens, bin) => {
      const full = tall(tokens);
      const part = Math.min(tall(kept[bin]), full);
      return h("i", { class: "lb-gone", style: { height: `${full}%` } }, part ? h("i", { class: "lb-kept", style: { height: `${(part / full) * 100}%` } }) : null);
    });
    return h(
      "div",
      "lb-logit-all",
      heading(`All ${count(choice.vocabulary)} logits`, "tokens per bin, log scale; filled: remain"),
      h("div", { class: "lb-histogram", role: "img", "aria-label": said },
        lines.map((tokens) => h("span", { class: "lb-grid", style: { bottom: `${tall(tokens)}%` } }, count(tokens))),
        h("div", "lb-bins", bars),
      ),
      h("div", { class: "lb-axis", "aria-hidden": "true" }, ticks(low, high).map((logit) => h("span", { style: { left: percent((logit - low) / (high - low || 1)) } }, fixed(logit, 0)))),
    );
  });
}

/** @param {number} low @param {number} high */
function ticks(low, high) {
  const step = [1, 2, 5, 10, 20, 50, 100].find((one) => (high - low) / one <= 6) ?? 200;
  const first = Math.ceil(low / step);
  return times(Math.max(0, Math.floor(high / step) - first + 1), (i) => (first + i) * step);
}
