// Controls: each is drawn from its value and tells what the hand did; none keeps a state of its own.

import { h, classes, OWN_KEYS } from "./dom.js";
import * as icons from "./icons.js";

/** @typedef {import("./dom.js").VNode} VNode */
/** @typedef {import("./dom.js").Child} Child */

/**
 * A button. `icon`, one of icons.js, alone needs a `name`, which is also its tip; `pressed` makes it a toggle.
 *
 * @param {{ label?: Child, icon?: string, name?: string, pressed?: boolean, disabled?: boolean, quiet?: boolean, onClick: (event: MouseEvent) => void }} options
 */
export function button({ label, icon: picture, name, pressed, disabled, quiet, onClick }) {
  return h(
    "button",
    { type: "button", class: classes("lb-btn", quiet && "quiet"), "aria-label": name, title: name, "aria-pressed": pressed, disabled, on: { click: onClick }, ...OWN_KEYS },
    picture ? icons.icon(picture) : null,
    label === undefined ? null : h("span", null, label),
  );
}

/**
 * Two to four choices.
 *
 * @template {string | boolean} T
 * @param {{ label: string, options: readonly (readonly [T, string])[], value: T, disabled?: boolean, onChange: (value: T) => void }} options
 */
export function segmented({ label, options, value, disabled, onChange }) {
  const choose = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (options.findIndex(([one]) => one === value) + step + options.length) % options.length;
    onChange(/** @type {readonly [T, string]} */ (options[at])[0]);
    /** @type {HTMLElement | undefined} */ (/** @type {Element} */ (event.currentTarget).children[at])?.focus();
  };
  const buttons = options.map(([one, text]) =>
    h("button", { type: "button", role: "radio", key: String(one), "aria-checked": one === value, tabindex: one === value ? 0 : -1, disabled, on: { click: () => onChange(one) }, ...OWN_KEYS }, text),
  );
  const group = h("span", { class: "lb-seg", role: "radiogroup", "aria-label": label, on: { keydown: choose } }, buttons);
  return h("span", "lb-control", h("span", { class: "lb-lab", "aria-hidden": "true" }, label), group);
}

/**
 * A switch; `cost` is the number it costs.
 *
 * @param {{ label: string, cost?: string, value: boolean, disabled?: boolean, onChange: (value: boolean) => void }} options
 */
export function checkbox({ label, cost, value, disabled, onChange }) {
  const changed = (/** @type {Event} */ event) => onChange(/** @type {HTMLInputElement} */ (event.target).checked);
  const input = h("input", { type: "checkbox", props: { checked: value }, disabled, on: { change: changed }, ...OWN_KEYS });
  return h("label", "lb-check", input, h("span", null, label, cost ? h("span", "lb-muted", ` ${cost}`) : null));
}

/**
 * A choice out of many.
 *
 * @param {{ label: string, options: readonly (readonly [string, string])[], value: string, disabled?: boolean, onChange: (value: string) => void }} options
 */
export function menu({ label, options, value, disabled, onChange }) {
  const changed = (/** @type {Event} */ event) => onChange(/** @type {HTMLSelectElement} */ (event.target).value);
  const items = options.map(([one, text]) => h("option", { value: one, key: one, props: { selected: one === value } }, text));
  const select = h("select", { class: "lb-menu", "aria-label": label, disabled, on: { change: changed }, ...OWN_KEYS }, items);
  return h("span", "lb-control", h("span", { class: "lb-lab", "aria-hidden": "true" }, label), select);
}

/**
 * A slider with its value in a field that can be typed into. At `neutral` it reads "off"; double-click or Delete goes there.
 * The field takes values up to `limit`, which may lie beyond the slider's end.
 *
 * `onInput` is called while it moves, `onChange` when the hand lets go.
 *
 * @param {{ label: string, value: number, min: number, max: number, step: number, limit?: number, neutral?: number, format?: (value: number) => string,
 *   disabled?: boolean, bare?: boolean, onInput: (value: number) => void, onChange?: (value: number) => void }} options
 */
export function slider({ label, value, min, max, step, limit = max, neutral, format = String, disabled, bare, onInput, onChange }) {
  const off = neutral !== undefined && value === neutral;
  const clamp = (/** @type {number} */ number) => Math.min(Math.max(number, min), max);
  const reset = () => {
    if (neutral === undefined || disabled) return;
    onInput(neutral);
    onChange?.(neutral);
  };
  const typed = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const number = Number(field.value.replace("−", "-").replaceAll(",", ""));
    if (field.value.trim() === "" || Number.isNaN(number)) {
      field.value = off ? "off" : format(value);
      return;
    }
    const bounded = Math.min(Math.max(number, min), limit);
    onInput(bounded);
    onChange?.(bounded);
  };
  const share = max > min ? ((clamp(value) - min) / (max - min)) * 100 : 0;
  const range = h("input", {
    type: "range", min, max, step, disabled, "aria-label": label, "aria-valuetext": off ? "off" : format(value), props: { value: String(value) }, style: { "--p": `${share}%` }, ...OWN_KEYS,
    on: {
      input: (/** @type {Event} */ event) => onInput(Number(/** @type {HTMLInputElement} */ (event.target).value)),
      change: (/** @type {Event} */ event) => onChange?.(Number(/** @type {HTMLInputElement} */ (event.target).value)),
      dblclick: reset,
      keydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Delete") reset();
      },
    },
  });
  if (bare) return range;
  const field = h("input", { type: "text", class: "lb-num", inputmode: "decimal", "aria-label": `${label}, value`, disabled, props: { value: off ? "off" : format(value) }, on: { change: typed, keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && typed(event) }, ...OWN_KEYS });
  return h("div", classes("lb-slider", off && "off"), h("span", "lb-lab", label), range, field);
}

/**
 * Steps with play, back and next, for sequences of 0 to `max`.
 *
 * @param {{ label: string, value: number, max: number, playing: boolean, onStep: (value: number) => void, onPlay: (playing: boolean) => void }} options
 */
export function stepper({ label, value, max, playing, onStep, onPlay }) {
  return h(
    "div",
    "lb-controls lb-stepper",
    button({ icon: icons.back, name: "Step back", disabled: value <= 0, onClick: () => onStep(value - 1) }),
    button({ icon: playing ? icons.pause : icons.play, name: playing ? "Pause" : "Play", disabled: max < 1, onClick: () => onPlay(!playing) }),
    button({ icon: icons.next, name: "Step", disabled: value >= max, onClick: () => onStep(value + 1) }),
    slider({ label, value, min: 0, max, step: 1, bare: true, onInput: onStep }),
  );
}
