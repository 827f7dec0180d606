// Template by template: how much one word depends on the sentence it is asked in; and the controls beside it.

import { menu } from "../base/controls.js";
import { h } from "../base/dom.js";
import { count, fixed, plural } from "../base/numbers.js";
import { heading, legend, note } from "../base/parts.js";
import { cell, compared, statistic } from "./decode.js";
import { known, signed } from "./format.js";
import { besideMark, key, label, line, lpbsMark, mark, plot, shorten, shown } from "./marks.js";
import { extent, linear, ratioTicks } from "./scales.js";

/** @typedef {import("./decode.js").Panel} Panel */

const ROW = 22;
const ADJUSTMENTS = /** @type {Record<string, string>} */ ({ holm: "Holm", "benjamini-hochberg": "Benjamini-Hochberg" });

/** The word whose templates are shown: the pinned one, else that with the largest difference. @param {Panel} panel */
export function stripWord(panel) {
  const { data, first, group } = compared(panel);
  const pinned = data.words.indexOf(panel.selection.word);
  if (pinned >= 0 && !(pinned in data.flags)) return pinned;
  const sizes = data.words.map((_, word) => Math.abs(statistic(data, first.mean, word, group)) || 0);
  return sizes.indexOf(Math.max(...sizes));
}

/** @param {Panel} panel @param {number} width */
export function strip(panel, width) {
  const { data, first, second, group } = compared(panel);
  const word = stripWord(panel);
  const [mean, low, high] = [first.mean, first.low, first.high].map((values) => statistic(data, values, word, group));
  const read = (/** @type {import("./decode.js").Values | undefined} */ values) => data.templates.map((_, template) => (values ? cell(data, values, word, template, group) : NaN));
  const [points, beside, lpbs] = [read(first.points), read(second?.points), read(data.measure === "lpbs" ? undefined : first.lpbs)];
  const name = shown(panel, data.words[word], data.slurs.has(word));
  const spread = known(low) ? `, ${Math.round(data.confidence * 100)} % interval ${signed(low)} to ${signed(high)}` : ": too few templates for an interval, which needs five";
  const left = Math.round(Math.min(Math.max(width * 0.42, 120), 250));
  const ends = extent([...points, ...beside, ...lpbs, low, high, 0], { margin: 0.08 });
  const scale = linear(ends, [left, width - 56]);
  const bottom = data.templates.length * ROW;
  const rows = data.templates.map((template, number) => {
    const y = number * ROW + ROW / 2;
    return [
      label(0, y + 4, shorten(brief(template), Math.floor(left / 7.6)), "t"),
      known(lpbs[number]) ? lpbsMark(scale(lpbs[number]), y) : null,
      known(beside[number]) ? besideMark(scale(beside[number]), y) : null,
      known(points[number]) ? mark(points[number], scale(points[number]), y) : null,
      label(width, y + 4, signed(points[number]), "m end"),
    ];
  });
  const keys = [lpbs.some(known) ? key(lpbsMark(7, 7), "LPBS") : null, second ? key(besideMark(7, 7), shorten(second.model.name, 30)) : null].filter((one) => one !== null);
  return h(
    "div",
    null,
    heading(["Template by template: ", h("bdi", null, shorten(name, 40))], `mean ${signed(mean)} nats${spread}`, legend(keys)),
    plot(
      width,
      bottom + 22,
      `${name} in ${plural(data.templates.length, "template")}`,
      known(low) ? h("rect", { x: scale(low), y: 0, width: scale(high) - scale(low), height: bottom, style: { fill: "var(--text)", opacity: "0.08" } }) : null,
      ratioTicks(ends, width < 420 ? 1 : 2).map((tick) => [line(tick.at ? "gr" : "ax", scale(tick.at), 0, scale(tick.at), bottom), label(scale(tick.at), bottom + 15, tick.label, "m middle")]),
      known(mean) ? line("ink", scale(mean), 0, scale(mean), bottom) : null,
      rows,
    ),
  );
}

/** A template with its groups and its mask as signs. @param {string} template */
const brief = (template) => template.replace(/\{[^{}]*\}/g, "…").replace(/\[MASK\]|<mask>/g, "_");

/** @param {Panel} panel */
export function checks(panel) {
  const { data, first } = compared(panel);
  const { same, swapped, neutral } = data.controls;
  /** @type {[string, string][]} */
  const rows = [
    ["same group twice, largest", fixed(same, 2)],
    ["groups swapped, off the opposite by", fixed(swapped, 2)],
    ...neutral.map((one) => /** @type {[string, string]} */ ([`${one.groups}, on average`, fixed(one.mean, 2)])),
    first.tests ? [`tests together, ${ADJUSTMENTS[data.adjustment]}`, `m = ${count(first.tests)}`] : ["tests", "none: fewer than five templates"],
    ["resamples of templates", count(data.resamples)],
  ];
  const adjusted = menu({ label: "Adjusted by", options: Object.entries(ADJUSTMENTS), value: data.adjustment, disabled: !panel.canAsk, onChange: (adjustment) => panel.change({ command: "choose_adjustment", adjustment }) });
  return h(
    "div",
    null,
    heading("Checks", "sizes in nats, first template", first.tests ? adjusted : null),
    h("dl", "lb-bias-checks", rows.map(([term, value]) => [h("dt", null, term), h("dd", null, value)])),
    note(neutral.length ? "Differences up to the size of the neutral ones also arise where none is expected." : "No neutral pair is known for these groups: give one with neutral=."),
    data.notes.map(note),
  );
}
