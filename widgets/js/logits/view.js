// What the rows share: the state of this panel's controls, its choices, memory of what need not be drawn again.

import { css, inkOn, sequential } from "../base/colours.js";
import { h } from "../base/dom.js";
import { draw, isGreedy, isNeutral, Ranking, stagesOf } from "./model.js";

/** @typedef {import("./data.js").Data} Data */
/** @typedef {import("./data.js").Choice} Choice */
/** @typedef {import("./model.js").Controls} Controls */
/** @typedef {import("../base/state.js").PanelState<Data>} Panel */
/** @typedef {import("../decoding/stage.js").Stage} Stage */
/** @typedef {{ choice: Choice, stages: Stage[], final: Stage, ranking: Ranking, exact: boolean, waiting: boolean, problem: string }} Side one of the choices under the controls */

/** The positions of the controls, while one moves, too. @param {Panel} panel @returns {Controls} */
export const controlsOf = (panel) => /** @type {Controls} */ ({ ...panel.settings, ...panel.local.moving });

/**
 * The choices under the controls. All logits are asked for as soon as the largest ones do not do.
 *
 * @param {Panel} panel
 * @returns {Side[]}
 */
export function sidesOf(panel) {
  const controls = controlsOf(panel);
  return panel.data.choices.map((choice, number) => {
    const about = choice.exact ? null : sideOf(choice, controls, null);
    if (about && (choice.whole || (isNeutral(controls) && controls.rows === "top" && (drawOf(panel, about)?.id ?? 0) < choice.vocabulary))) return about;
    const detail = choice.exact ? null : panel.fetch(`logits ${number}`, { command: "fetch_logits", side: number });
    if (about && detail?.status !== "ready") return { ...about, exact: false, waiting: panel.canAsk && detail?.status === "waiting" };
    return sideOf(choice, controls, detail?.value ?? null);
  });
}

/** @param {Choice} choice @param {Controls} controls @param {any} fetched @returns {Side} */
function sideOf(choice, controls, fetched) {
  const { stages, problem } = stagesOf(choice.decoder(fetched), controls);
  const final = /** @type {Stage} */ (stages.at(-1));
  return { choice, stages, final, problem, ranking: new Ranking(stages), exact: true, waiting: false };
}

/** The draw of a side, null where nothing is drawn. @param {Panel} panel @param {Side} side */
export function drawOf(panel, side) {
  const controls = controlsOf(panel);
  return isGreedy(controls) ? null : draw(side.final, controls.seed, side.choice.generated.length);
}

/**
 * What was made of the same things before, or what `make` makes of them now: an element that is the same is not compared.
 *
 * @template T
 * @param {Panel} panel
 * @param {string} name
 * @param {readonly unknown[]} of
 * @param {() => T} make
 * @returns {T}
 */
export function memo(panel, name, of, make) {
  const all = (panel.local.memo ??= new Map());
  const old = all.get(name);
  if (old && old.of.length === of.length && old.of.every((/** @type {unknown} */ one, /** @type {number} */ i) => one === of[i])) return old.made;
  const made = make();
  all.set(name, { of, made });
  return made;
}

/** The background for a share from 0 to 1 with an ink that can be read on it, on light and on dark pages. @param {number} share */
export function shade(share) {
  const [light, dark] = [sequential(share, false), sequential(share, true)];
  return { background: `light-dark(${css(light)}, ${css(dark)})`, color: `light-dark(${inkOn(light)}, ${inkOn(dark)})` };
}

/**
 * Listeners that show in the readout what is under the pointer or has the focus: the number in an attribute, as a `kind`.
 *
 * @param {Panel} panel
 * @param {"id" | "lens" | "context"} kind
 * @param {string} attribute
 * @returns {import("../base/dom.js").Listeners}
 */
export function pointing(panel, kind, attribute) {
  const point = (/** @type {number | null} */ number) => {
    if (kind === "context") panel.hover(number);
    const focus = number === null ? null : { [kind]: number };
    if (JSON.stringify(focus) !== JSON.stringify(panel.local.focus ?? null)) panel.update({ focus });
  };
  const over = (/** @type {Event} */ event) => point(numberIn(/** @type {Element} */ (event.target), attribute));
  const away = () => point(null);
  return { mouseover: over, focusin: over, mouseleave: away, focusout: away };
}

/** The number in an attribute of an element or of what it stands in. @param {Element} target @param {string} name */
export function numberIn(target, name) {
  const text = target.closest(`[${name}]`)?.getAttribute(name);
  return text ? Number(text) : null;
}

/** A cell of a table. @param {string} kind @param {...import("../base/dom.js").Child} children */
export const cell = (kind, ...children) => h("td", kind, ...children);

/** A coloured part of a bar. @param {string} kind @param {number} width from 0 to 1 */
export const fill = (kind, width) => h("i", { class: kind, style: { width: percent(width) } });

/** @param {number} share */
export const percent = (share) => `${share * 100}%`;

/** Append a token of the vocabulary. @param {Panel} panel @param {number} id */
export function append(panel, id) {
  const { vocabulary } = /** @type {Choice} */ (panel.data.choices[0]);
  if (panel.canAsk && id >= 0 && id < vocabulary) panel.change({ command: "append", token: id, prompt: panel.data.context.prompt });
}
