// What the rows share: the state of this panel's controls, its choices, memory of what need not be drawn again.

import { css, inkOn, sequential } from "../base/colours.js";
import { decodingOf, draw, isGreedy, isNeutral, Ranking, stagesOf } from "./model.js";

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
  const needed = !isNeutral(controls) || controls.rows !== "top";
  return panel.data.choices.map((choice, side) => {
    const detail = needed && !choice.whole ? panel.fetch(`logits ${side}`, { command: "fetch_logits", side }) : null;
    const fetched = detail?.status === "ready" ? detail.value : (choice.exact?.from ?? null);
    const { stages, problem } = stagesOf(choice.decoder(fetched), controls);
    const final = /** @type {Stage} */ (stages[stages.length - 1]);
    return {
      choice, stages, final, problem,
      ranking: new Ranking(stages),
      exact: choice.whole || fetched !== null || !needed,
      waiting: detail?.status === "waiting",
    };
  });
}

/** The draw of a side, null where nothing is drawn. @param {Panel} panel @param {Side} side */
export function drawOf(panel, side) {
  const controls = controlsOf(panel);
  return isGreedy(controls) ? null : draw(side.final, controls.seed, side.choice.generated.length);
}

/** Whether tokens are drawn at all, and how that is written. @param {Panel} panel */
export const decoding = (panel) => decodingOf(controlsOf(panel));

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

/** Show a token in the readout: one of the vocabulary, of the context, of the lens. @param {Panel} panel @param {object | null} focus */
export function point(panel, focus) {
  if (JSON.stringify(focus) !== JSON.stringify(panel.local.focus ?? null)) panel.update({ focus });
}

/** Append a token of the vocabulary. @param {Panel} panel @param {number} id */
export function append(panel, id) {
  const { vocabulary } = /** @type {Choice} */ (panel.data.choices[0]);
  if (panel.canAsk && id >= 0 && id < vocabulary) panel.change({ command: "append", token: id, prompt: panel.data.context.prompt });
}
