// What the model predicts, before beside after what is knocked out, and the slider over the positions.

import { button, slider } from "../base/controls.js";
import { h } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { count, fixed, probability } from "../base/numbers.js";
import { controls, heading, mono, note, stats } from "../base/parts.js";
import { times } from "../base/times.js";
import { isWhole, positionOf, predicted, predictionsAt } from "./current.js";
import { knockOut } from "./thumbnails.js";

/** @typedef {import("./current.js").Now} Now */

const MS_A_STEP = 800;

/** @param {Now} now */
export function predictions(now) {
  const { panel, data } = now;
  const { side, count: length, position } = positionOf(panel);
  const { found, place, status } = predictionsAt(panel, position);
  const changed = data.predictions?.changed ?? false;
  const knocked = data.knocked.heads.length + data.knocked.tokens.length + data.knocked.target.length > 0;
  const title = knocked ? "Knocked out: what changes" : "Prediction";
  const about = isWhole(panel) ? "of the whole text" : data.model["family"] === "encoder" ? "at this position" : "of the next token";
  return h(
    "div",
    "lb-predictions",
    heading(title, changed ? "before beside after, recomputed" : about),
    knocked ? knockedOut(now) : note("Knock out a head or a token to see how this changes, before beside after."),
    status === "none" ? note("This model predicts neither tokens nor labels.") : null,
    status === "waiting" ? note(`fetching the prediction at token ${position}`) : null,
    status === "offline" ? note(`The prediction at token ${position} was not saved: open the panel with its kernel to compute it.`) : null,
    found ? table(found, place, predicted(panel, position)) : null,
    found && changed ? numbers(found, place) : null,
    isWhole(panel) || length < 2 ? null : positions(now, { side, length, position }),
  );
}

/** @param {Now} now */
function knockedOut({ panel, data }) {
  const off = !panel.canAsk;
  const heads = data.knocked.heads.map(([kind, layer, head]) =>
    button({ label: `${kind === "self" ? "" : `${kind} `}head ${layer}.${head}`, icon: icons.cut, pressed: true, disabled: off, name: `Give back head ${head} of layer ${layer}`, onClick: () => panel.change(knockOut(kind, { layer, head }, data)) }),
  );
  const tokens = /** @type {const} */ (["tokens", "target"]).flatMap((side) =>
    data.knocked[side].map((token) =>
      button({ label: ["token ", mono(data[side]?.labels[token] ?? token)], icon: icons.cut, pressed: true, disabled: off, name: `Give back token ${token}`, onClick: () => panel.change({ command: "knock_out_tokens", tokens: [token], target: side === "target", out: false }) }),
    ),
  );
  return controls(heads, tokens, button({ label: "Restore all", icon: icons.undo, quiet: true, disabled: off, onClick: () => panel.change({ command: "restore_all" }) }));
}

/**
 * @param {import("./content.js").Predictions} found
 * @param {number} place
 * @param {string} what is predicted
 */
function table(found, place, what) {
  const { width, before, after, texts, vocabulary } = found;
  const parts = after ? [before, after] : [before];
  const first = place * width;
  const rows = times(width, (i) => ({ name: texts[first + i], rest: "", values: parts.map((part) => part[first + i]) }));
  const others = vocabulary - width;
  if (others > 0) rows.push({ name: `${count(others)} others`, rest: "rest", values: parts.map((_, part) => Math.max(1 - rows.reduce((sum, { values }) => sum + values[part], 0), 0)) });
  const most = Math.max(...rows.flatMap(({ values }) => values), 1e-9);
  const cell = (/** @type {number} */ value, /** @type {number} */ part) =>
    h("td", null, h("span", "lb-measure", h("span", { class: `lb-p-bar ${after && !part ? "before" : "after"}`, style: { width: `${Math.max((value / most) * 100, 0.5)}%` } })), h("span", "num", probability(value)));
  const head = after ? [what, "before", "after", "change"] : [what, "p"];
  const body = rows.map(({ name, rest, values }) =>
    h("tr", rest, h("td", rest ? "lb-muted" : "lb-mono", h("bdi", null, name)), values.map(cell), after ? h("td", "num", signed(values[1] - values[0])) : null),
  );
  return h("div", "lb-scroll", h("table", `lb-table lb-p-table ${after ? "two" : "one"}`, h("thead", null, h("tr", null, head.map((name, i) => h("th", { scope: "col", class: i === 3 ? "num" : "" }, name)))), h("tbody", null, body)));
}

/** @param {number} value */
const signed = (value) => (Math.abs(value) < 0.0005 ? "0.000" : value > 0 ? `+${fixed(value, 3)}` : fixed(value, 3));

/** @param {import("./content.js").Predictions} found @param {number} place */
function numbers({ width, ids, texts, top, moved, divergence }, place) {
  const name = (/** @type {number} */ id) => {
    for (let i = 0; i < width; i++) if (ids[place * width + i] === id) return texts[place * width + i];
    return `id ${id}`;
  };
  const [before, after] = [name(top[2 * place]), name(top[2 * place + 1])];
  return h(
    "div",
    "lb-effect",
    stats([["top token", before === after ? [mono(before), " stays"] : [mono(before), " → ", mono(after)]], ["moved mass", fixed(moved?.[place], 3)], ["KL divergence", fixed(divergence?.[place], 2), "bits"]]),
  );
}

/**
 * @param {Now} now
 * @param {{ side: "tokens" | "target", length: number, position: number }} of
 */
function positions({ panel, data }, { side, length, position }) {
  const name = side === "target" ? "target_tokens" : "tokens";
  const go = (/** @type {number} */ to) => panel.select({ [name]: [Math.round(to)] });
  const labels = (data[side] ?? data.tokens).labels;
  const written = side === "tokens" && data.prompt > 0 ? (position < data.prompt ? "in the prompt" : `written, step ${position - data.prompt + 1} of ${length - data.prompt}`) : "";
  return h(
    "div",
    "lb-positions",
    button({ icon: panel.local.playing ? icons.pause : icons.play, name: panel.local.playing ? "Pause" : "Play over the positions", quiet: true, onClick: () => play(panel, !panel.local.playing, { go, from: data.prompt > 0 ? data.prompt : 0, length }) }),
    slider({ label: "position", value: position, min: 0, max: length - 1, step: 1, onInput: go }),
    h("span", "lb-sub", mono(labels[position]), `, ${position} of 0 to ${length - 1}`, written ? `, ${written}` : ""),
  );
}

/**
 * @param {import("./current.js").Panel} panel
 * @param {boolean} playing
 * @param {{ go: (to: number) => void, from: number, length: number }} way
 */
function play(panel, playing, { go, from, length }) {
  clearInterval(panel.local.timer);
  panel.update({ playing, timer: undefined });
  if (!playing) return;
  const start = positionOf(panel).position;
  if (start >= length - 1) go(from);
  const timer = setInterval(() => {
    const { position, count: now } = positionOf(panel);
    if (position + 1 < now) go(position + 1);
    if (position + 2 >= now) play(panel, false, { go, from, length });
  }, MS_A_STEP);
  panel.update({ timer });
}

