// Template by template: how much one word depends on the sentence it is asked in; and the controls beside it.

import { menu } from "../base/controls.js";
import { h } from "../base/dom.js";
import { count, fixed, plural } from "../base/numbers.js";
import { heading, legend, note } from "../base/parts.js";
import { cell, comparedGroup, statistic } from "./decode.js";
import { known, signed, toward } from "./format.js";
import { label, mark, plot, shorten, shown } from "./marks.js";
import { extent, linear, ratioTicks } from "./scales.js";

/** @typedef {import("./decode.js").Panel} Panel */

const ROW = 22;
const ADJUSTMENTS = /** @type {Record<string, string>} */ ({ holm: "Holm", "benjamini-hochberg": "Benjamini-Hochberg" });

/** The word whose templates are shown: the pinned one, else that with the largest difference. @param {Panel} panel */
export function stripWord(panel) {
  const { data } = panel;
  const pinned = data.words.indexOf(panel.selection.word ?? "");
  if (pinned >= 0 && !(pinned in data.flags)) return pinned;
  const group = comparedGroup(panel);
  const sizes = data.words.map((_, word) => Math.abs(statistic(data, /** @type {import("./decode.js").Result} */ (data.models[0]).mean, word, group)) || 0);
  return sizes.indexOf(Math.max(...sizes));
}

/** @param {Panel} panel @param {number} width */
export function strip(panel, width) {
  const { data } = panel;
  const first = /** @type {import("./decode.js").Result} */ (data.models[0]);
  const [word, group] = [stripWord(panel), comparedGroup(panel)];
  const [mean, low, high] = [first.mean, first.low, first.high].map((values) => statistic(data, values, word, group));
  const points = data.models.map((result) => data.templates.map((_, template) => cell(data, result.points, word, template, group)));
  const lpbs = data.measure === "lpbs" ? [] : data.templates.map((_, template) => cell(data, first.lpbs, word, template, group));
  const name = shown(panel, data.words[word] ?? "", data.slurs.has(word));
  const spread = known(low) ? `, ${Math.round(data.confidence * 100)} % interval ${signed(low)} to ${signed(high)}` : `: too few templates for an interval, which needs five`;
  const left = Math.round(Math.min(Math.max(width * 0.42, 120), 250));
  const ends = extent([...points.flat(), ...lpbs, low ?? NaN, high ?? NaN, 0], { least: 1, margin: 0.08 });
  const scale = linear(ends, [left, width - 56]);
  const bottom = data.templates.length * ROW;
  const ticks = ratioTicks(ends, width < 420 ? 1 : 2).map((tick) => [h("line", { class: tick.at ? "gr" : "ax", x1: scale(tick.at), x2: scale(tick.at), y1: 0, y2: bottom }), label(scale(tick.at), bottom + 15, tick.label, { kind: "m", anchor: "middle" })]);
  const band = known(low) && known(high) ? h("rect", { x: scale(low), y: 0, width: scale(high) - scale(low), height: bottom, style: { fill: "var(--text)", opacity: "0.08" } }) : null;
  const line = known(mean) ? h("line", { class: "ink", x1: scale(mean), x2: scale(mean), y1: 0, y2: bottom, "stroke-width": 1.5 }) : null;
  const rows = data.templates.map((template, number) => {
    const y = number * ROW + ROW / 2;
    const [value, beside] = points.map((one) => one[number] ?? NaN);
    const reverse = lpbs[number] ?? NaN;
    return [
      label(0, y + 4, shorten(brief(template), Math.floor(left / 7.6)), { kind: "t" }),
      known(reverse) ? h("path", { class: "lb-bias-lpbs", d: `M${scale(reverse)},${y - 5}l5,5l-5,5l-5,-5z` }) : null,
      known(beside) ? mark(beside, scale(beside), y, { hollow: true, radius: 4, shape: "circle" }) : null,
      known(value) ? mark(value, scale(value), y) : null,
      label(width, y + 4, signed(value), { kind: "m", anchor: "end" }),
    ];
  });
  const keys = legend([
    ...(lpbs.some(known) ? [/** @type {[any, string]} */ ([plot(14, 14, "", h("path", { class: "lb-bias-lpbs", d: "M7,2l5,5l-5,5l-5,-5z" })), "LPBS"])] : []),
    ...data.models.slice(1).map(({ model }) => /** @type {[any, string]} */ ([plot(14, 14, "", mark(0, 7, 7, { hollow: true })), shorten(model.name, 30)])),
  ]);
  return h("div", null, heading(["Template by template: ", h("bdi", null, shorten(name, 40))], `mean ${signed(mean)} nats${spread}`, keys), plot(width, bottom + 22, `${name} in ${plural(data.templates.length, "template")}`, band, ticks, line, rows));
}

/** A template with its groups and its mask as signs. @param {string} template */
const brief = (template) => template.replace(/\{[^{}]*\}/g, "…").replace(/\[MASK\]|<mask>/g, "_");

/** @param {Panel} panel */
export function checks(panel) {
  const { data } = panel;
  const first = /** @type {import("./decode.js").Result} */ (data.models[0]);
  const { same, swapped, neutral } = data.controls;
  const group = data.groups[comparedGroup(panel)] ?? "";
  /** @type {[string, string][]} */
  const rows = [
    ["same group twice, largest", fixed(same, 2)],
    ["groups swapped, off the opposite by", fixed(swapped, 2)],
    ...neutral.map((one) => /** @type {[string, string]} */ ([`${between(one.template)}, on average`, fixed(one.mean, 2)])),
    first.tests ? [`tests together, ${ADJUSTMENTS[data.adjustment]}`, `m = ${count(first.tests)}`] : ["tests", "none: fewer than five templates"],
    ["resamples of templates", count(data.resamples)],
  ];
  return h(
    "div",
    null,
    heading("Checks", "sizes in nats, first template", adjusted(panel)),
    h("dl", { class: "lb-bias-checks" }, rows.map(([term, value]) => [h("dt", null, term), h("dd", null, value)])),
    note(neutral.length ? `Differences up to the size of the neutral ones also arise where none is expected.` : `There is no neutral pair for ${toward(1, group, "").replace(/^.* with /, "")}: give one with neutral=.`),
    data.notes.map(note),
  );
}

/** How p-values are adjusted. @param {Panel} panel */
function adjusted(panel) {
  const { data } = panel;
  if (!data.models[0]?.tests) return null;
  const options = Object.entries(ADJUSTMENTS);
  return menu({ label: "Adjusted by", options, value: data.adjustment, disabled: !panel.canAsk, onChange: (adjustment) => panel.change({ command: "choose_adjustment", adjustment }) });
}

/** The groups of a template. @param {string} template */
const between = (template) => (/\{([^{}]*)\}/.exec(template)?.[1] ?? template).split("|").join(", ");
