// Words with figures about the world: what the model associates beside how it is.

import { button } from "../base/controls.js";
import { h } from "../base/dom.js";
import { fixed } from "../base/numbers.js";
import { heading, note } from "../base/parts.js";
import { comparedGroup, focusedWord, hoverWord, pinWord, statistic } from "./decode.js";
import { known } from "./format.js";
import { label, mark, shorten, shown } from "./marks.js";
import { Nearest, placeLabels } from "./placing.js";
import { extent, linear, logOdds, percentTicks, ratioTicks } from "./scales.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./decode.js").Figures} Figures */

const [LEFT, TOP, RIGHT, BOTTOM] = [50, 8, 12, 40];

export const AGREEMENT = "Agreement with labour statistics does not mean absence of harm.";

/** @param {Panel} panel @param {number} width @param {number} side height of the plot inside */
export function occupations(panel, width, side) {
  const { figures } = panel.data;
  const shownNow = (/** @type {boolean} */ now) => panel.change({ command: "compare_occupations", shown: now });
  const choice = button({ label: figures ? "Leave occupations out" : "Compare occupations", disabled: !panel.canAsk, onClick: () => shownNow(!figures) });
  if (!figures) return h("div", null, heading("Occupations and labour statistics"), h("div", { class: "lb-controls lb-bias-finder" }, choice), note("44 occupations, scored in these templates and compared with the share of women in them."));
  const group = comparedGroup(panel);
  const found = figures.correlations[group];
  const ends = found && found.low !== null ? ` (${fixed(found.low, 2)} to ${fixed(found.high, 2)})` : "";
  const subtitle = found ? `Spearman ${fixed(found.spearman, 2)}${ends}, n = ${found.count}` : "does not vary: no correlation";
  const source = / \((.*)\)$/.exec(figures.name)?.[1];
  return h("div", null, heading("Occupations and labour statistics", subtitle), h("div", { class: "lb-controls lb-bias-finder" }, choice), plot(panel, figures, group, width, side), source ? note(`Figures: ${source}.`) : null);
}

/** @param {Panel} panel @param {Figures} figures @param {number} group @param {number} width @param {number} side */
function plot(panel, figures, group, width, side) {
  const { data } = panel;
  const percent = figures.scale === "percent";
  const values = Array.from(figures.figures, (value) => (percent ? logOdds(value) : value));
  const read = (/** @type {import("./decode.js").Values} */ of) => figures.words.map((_, word) => statistic(data, of, word, group));
  const [means, lows, highs] = [read(figures.mean), read(figures.low), read(figures.high)];
  const [right, bottom] = [width - RIGHT, TOP + side];
  const xs = extent(values, { least: 1 });
  const ys = extent([...means, ...lows, ...highs, 0], { least: 1 });
  const [sx, sy] = [linear(xs, [LEFT, right]), linear(ys, [bottom, TOP])];
  const [px, py] = [values.map(sx), means.map(sy)];
  const nearest = new Nearest(px, py);
  const at = (/** @type {MouseEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return figures.words[nearest.at(event.clientX - box.left, event.clientY - box.top) ?? -1] ?? "";
  };
  const on = {
    mousemove: (/** @type {MouseEvent} */ event) => hoverWord(panel, at(event)),
    mouseleave: () => hoverWord(panel, ""),
    click: (/** @type {MouseEvent} */ event) => {
      const word = at(event);
      if (word) pinWord(panel, word);
    },
  };
  const [reference, other] = [shorten(data.groups[data.reference] ?? "", 20), shorten(data.groups[group] ?? "", 20)];
  const across = percent ? percentTicks(xs) : [];
  const grid = [
    across.map((tick) => [h("line", { class: tick.label === "50 %" ? "ax" : "gr", x1: sx(tick.at), x2: sx(tick.at), y1: TOP, y2: bottom }), label(sx(tick.at), bottom + 14, tick.label, { kind: "m", anchor: "middle" })]),
    ratioTicks(ys, 2).map((tick) => [h("line", { class: tick.at ? "gr" : "ax", x1: LEFT, x2: right, y1: sy(tick.at), y2: sy(tick.at) }), label(LEFT - 5, sy(tick.at) + 4, tick.label, { kind: "m", anchor: "end" })]),
    label(LEFT + 6, TOP + 13, `↑ more with ${other}`, { kind: "m", halo: true }),
    label(right - 6, bottom - 8, `↓ more with ${reference}`, { kind: "m", anchor: "end", halo: true }),
    axisName(figures, (LEFT + right) / 2, bottom + 32, width, percent),
  ];
  const focus = focusedWord(panel).word;
  const chosen = [figures.words.indexOf(focus), figures.words.indexOf(panel.selection.word ?? "")].filter((word) => word >= 0);
  const order = [...new Set([...chosen, ...figures.words.map((_, word) => word).sort((one, two) => Math.abs(means[two] ?? 0) - Math.abs(means[one] ?? 0))])];
  const labels = order.map((word) => ({ x: px[word] ?? 0, y: py[word] ?? 0, text: shorten(shown(panel, figures.words[word] ?? "", figures.slurs.has(word)), 20), bold: chosen.includes(word) }));
  const corner = (/** @type {number} */ x, /** @type {number} */ y) => [0, 24, 48, 72, 96].map((step) => /** @type {[number, number, number]} */ ([x + step, y, 9]));
  const taken = [...order.map((word) => /** @type {[number, number, number]} */ ([px[word] ?? 0, py[word] ?? 0, 5])), ...corner(LEFT + 12, TOP + 10), ...corner(right - 110, bottom - 12)];
  const size = panel.settings.large ? 1.4 : 1;
  const placed = placeLabels(labels, taken, [LEFT, TOP, width, bottom], (text, bold) => [...text].length * (bold ? 6.9 : 6.3) * size);
  const whiskers = order.map((word) => (known(lows[word]) && known(highs[word]) ? h("line", { class: "ax", x1: px[word], x2: px[word], y1: sy(Number(lows[word])), y2: sy(Number(highs[word])), style: { opacity: "0.6" } }) : null));
  const marks = [...order].reverse().map((word) => mark(means[word] ?? 0, px[word] ?? 0, py[word] ?? 0, { strong: chosen.includes(word), key: String(word) }));
  const names = placed.map(({ x, y, anchor, label: { text, bold } }) => label(x, y, text, { kind: bold ? "b" : "", anchor, halo: true }));
  return h("div", { class: "lb-bias-plot", style: { width: `${width}px`, height: `${side + TOP + BOTTOM}px` }, on }, h("svg", { width, height: side + TOP + BOTTOM, viewBox: `0 0 ${width} ${side + TOP + BOTTOM}`, role: "img", "aria-label": `${figures.words.length} occupations: difference between groups over ${figures.name}` }, grid, whiskers, marks, names));
}

/** @param {Figures} figures @param {number} x @param {number} y @param {number} width @param {boolean} percent */
function axisName(figures, x, y, width, percent) {
  const name = figures.name.replace(/ \(.*$/, ""); // the source stands below
  const whole = percent ? `${name} (log-odds axis)` : name;
  const room = Math.floor(width / 6);
  return label(x, y, whole.length > room ? shorten(name, room) : whole, { kind: "m", anchor: "middle" });
}
