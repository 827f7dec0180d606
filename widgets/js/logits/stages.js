// Stage by stage: what each step kept, what it removed, and the draw on the bar of what is left.

import { button } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { count, fixed, plural, probability } from "../base/numbers.js";
import { heading, legend, mono, muted, note, row } from "../base/parts.js";
import { times } from "../base/times.js";
import { isGreedy, outline } from "./model.js";
import { append, controlsOf, drawOf, fill, percent, pointing } from "./view.js";

/** @typedef {import("./view.js").Panel} Panel */
/** @typedef {import("./view.js").Side} Side */
/** @typedef {import("./view.js").Stage} Stage */

const LISTED = 3; // removed tokens
const MOST_SEGMENTS = 40;

/** @param {Panel} panel @param {Side} side */
export function stagesRow(panel, side) {
  const { order } = controlsOf(panel);
  const name = { transformers: "transformers", vllm: "vLLM", "llama.cpp": "llama.cpp" }[order];
  const key = legend([[h("i", "lb-swatch kept"), "mass kept"], [h("i", "lb-swatch gone"), "mass removed"]]);
  const cards = outline(side.stages, order).map(({ kind, stage, before }, place) => card(side, kind, stage, before, place));
  const notes = side.stages.flatMap((stage) => stage.notes);
  return row("", heading("Stage by stage", `in the order of ${name}`, key), h("div", "lb-stages", cards), notes.map(note));
}

/** @param {Side} side @param {string} kind @param {Stage | null} stage @param {Stage} before @param {number} place */
function card(side, kind, stage, before, place) {
  const shown = stage ?? before;
  const gone = stage?.before ? stage.removed(LISTED) : { count: 0, mass: 0, ids: [] };
  const kept = 1 - gone.mass;
  const setting = stage ? stage.step.name.replace(new RegExp(`^${kind.replace(".", "\\.")} ?(penalty )?`), "") : "off";
  const names = gone.ids.map((id) => [mono(side.choice.name(id)), ` ${short(/** @type {Stage} */ (stage?.before).probability(id))}`]);
  return h(
    "div",
    { class: classes("lb-stage", !stage && "off"), key: `${kind} ${place}` },
    h("div", "lb-stage-name", h("b", null, kind === "raw" ? "Raw" : capital(kind)), " ", muted(kind === "raw" ? "" : setting)),
    h("div", "lb-headline", count(shown.kept)),
    h("div", { class: "lb-mass", "aria-hidden": "true" }, stage ? [fill("kept", kept), gone.count ? h("i", "gone") : null] : null),
    h("div", "lb-sub", !stage ? "changes nothing" : gone.count ? `keeps ${probability(kept)}` : "keeps all"),
    h("div", "lb-sub", `entropy ${fixed(shown.entropy / Math.LN2, 2)} bits, perplexity ${three(shown.perplexity)}`),
    gone.count ? h("div", "lb-sub lb-removed", `removes ${plural(gone.count, "token")}: `, names.flatMap((name, i) => [i ? ", " : "", name]), gone.count > LISTED ? " …" : "") : null,
  );
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {number} value */
const short = (value) => (value >= 0.0005 ? value.toFixed(3).slice(1) : "<.001");

/** @param {number} value */
const three = (value) => (value >= 99.95 ? count(value) : fixed(value, value >= 9.995 ? 1 : 2));

// The draw ------------------------------------------------------------------------------------------------------------

/** @param {Panel} panel @param {Side} side @param {Side} [other] */
export function drawRow(panel, side, other) {
  const { seed } = controlsOf(panel);
  if (isGreedy(controlsOf(panel))) return row("tight", heading("Why this token", ["greedy: the likeliest token is taken, ", mono(side.choice.name(side.final.level.ids[0])), ", and nothing is drawn"], appendButton(panel, side.final.level.ids[0])));
  const found = /** @type {NonNullable<ReturnType<typeof drawOf>>} */ (drawOf(panel, side));
  const theirs = other && drawOf(panel, other);
  const typed = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const number = Number(field.value.replaceAll(",", ""));
    if (Number.isSafeInteger(number) && number >= 0 && field.value.trim()) panel.set({ seed: number });
    else field.value = String(seed);
  };
  const roll = () => panel.set({ seed: Math.floor(Math.random() * 2 ** 32) });
  return row(
    "",
    heading(
      "Why this token",
      [`seed ${seed} gives u = ${fixed(found.u, 4)} at step ${side.choice.generated.length}; under it lies `, h("b", "lb-mono", h("bdi", null, side.choice.name(found.id))), `, from ${edge(found.lower)} to ${edge(found.upper)}`, theirs && other ? [". The same u takes ", mono(other.choice.name(theirs.id)), " on the other side"] : null],
      [h("label", "lb-control", h("span", "lb-lab", "seed"), h("input", { type: "text", inputmode: "numeric", class: "lb-num lb-seed", props: { value: String(seed) }, on: { change: typed }, ...OWN_KEYS })), button({ icon: icons.dice, label: "Draw", name: "Draw with another seed", onClick: roll }), appendButton(panel, found.id)],
    ),
    bar(panel, side, found),
    found.close ? note("u lies within 1e-5 of an edge: another machine may draw the neighbour.") : null,
  );
}

/** @param {Panel} panel @param {number} id */
function appendButton(panel, id) {
  const known = id >= 0 && id < panel.data.choices[0].vocabulary;
  return button({ icon: icons.plus, label: "Append", name: "Append this token", disabled: !panel.canAsk || !known, onClick: () => append(panel, id) });
}

/** @param {number} value */
const edge = (value) => (value === 0 || value === 1 ? String(value) : fixed(value, 4));

/** @param {Panel} panel @param {Side} side @param {NonNullable<ReturnType<typeof drawOf>>} found */
function bar(panel, side, found) {
  const { final } = side;
  const parts = segments(final, found.place).map(({ from, to }) => {
    const [lower, upper] = [final.cumulative(from), final.cumulative(to)];
    const single = to === from + 1;
    const id = final.level.ids[from];
    const chosen = from <= found.place && found.place < to;
    const style = { left: percent(lower), width: percent(upper - lower) };
    if (!single) return h("i", { class: "lb-more-tokens", style, key: `${from}-` }, upper - lower > 0.08 ? `${count(to - from)} more` : "");
    return h("i", { class: classes("lb-drawn", chosen && "chosen"), style, key: from, "data-id": id }, upper - lower > 0.05 ? h("bdi", null, side.choice.name(id)) : "");
  });
  const on = pointing(panel, "id", "data-id");
  const left = found.u > 0.8;
  const said = `Cumulative bar of ${plural(final.kept, "token")}: u = ${fixed(found.u, 4)} falls on ${side.choice.name(found.id)}`;
  return h(
    "div",
    { class: "lb-draw", role: "img", "aria-label": said, on },
    h("div", { class: "lb-u", style: { left: percent(found.u) } }, h("b", { class: left ? "left" : "" }, `u = ${fixed(found.u, 4)}`)),
    h("div", "lb-cumulative", parts, h("i", { class: "lb-needle", style: { left: percent(found.u) } })),
    h("div", "lb-axis", [0, 0.25, 0.5, 0.75, 1].map((value) => h("span", { style: { left: percent(value) } }, String(value)))),
  );
}

/**
 * The parts of the bar: each of the likeliest tokens, the one drawn, and what lies between and behind.
 *
 * @param {Stage} final
 * @param {number} drawn
 */
function segments(final, drawn) {
  const single = Math.min(final.kept, MOST_SEGMENTS);
  const cuts = [...times(single + 1, (place) => place), drawn, drawn + 1, final.kept];
  const places = [...new Set(cuts)].sort((a, b) => a - b);
  return places.slice(1).map((to, i) => ({ from: places[i], to }));
}
