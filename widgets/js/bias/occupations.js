// Words with figures about the world: what the model associates beside how it is.

import { button } from "../base/controls.js";
import { h } from "../base/dom.js";
import { fixed } from "../base/numbers.js";
import { heading, note } from "../base/parts.js";
import { compared, statistic } from "./decode.js";
import { grid, label, line, shorten, wordMarks, wordPlot } from "./marks.js";
import { extent, linear, logOdds, percentTicks, ratioTicks } from "./scales.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./decode.js").Figures} Figures */

const [LEFT, TOP, RIGHT, BOTTOM] = [50, 8, 12, 40];

export const AGREEMENT = "Agreement with labour statistics does not mean absence of harm.";

/** @param {Panel} panel @param {number} width @param {number} side height of the plot inside */
export function occupations(panel, width, side) {
  const { figures } = panel.data;
  const title = "Occupations and labour statistics";
  const choice = button({ label: figures ? "Leave occupations out" : "Compare occupations", disabled: !panel.canAsk, onClick: () => panel.change({ command: "compare_occupations", shown: !figures }) });
  const control = h("div", "lb-controls lb-bias-finder", choice);
  if (!figures) return h("div", null, heading(title), control, note("44 occupations, scored in these templates and compared with the share of women in them."));
  const found = figures.correlations[compared(panel).group];
  const ends = found && found.low !== null ? ` (${fixed(found.low, 2)} to ${fixed(found.high, 2)})` : "";
  const source = / \((.*)\)$/.exec(figures.name)?.[1];
  return h("div", null, heading(title, found ? `Spearman ${fixed(found.spearman, 2)}${ends}, n = ${found.count}` : "no correlation: one of them does not vary"), control, picture(panel, figures, width, side), source ? note(`Figures: ${source}.`) : null);
}

/** @param {Panel} panel @param {Figures} figures @param {number} width @param {number} side */
function picture(panel, figures, width, side) {
  const { data, group, reference, other } = compared(panel);
  const percent = figures.scale === "percent";
  const values = Array.from(figures.figures, (value) => (percent ? logOdds(value) : value));
  const [nats, lows, highs] = [figures.mean, figures.low, figures.high].map((of) => figures.words.map((_, word) => statistic(data, of, word, group)));
  const [right, bottom] = [width - RIGHT, TOP + side];
  const [xs, ys] = [extent(values), extent([...nats, ...lows, ...highs, 0])];
  const [sx, sy] = [linear(xs, [LEFT, right]), linear(ys, [bottom, TOP])];
  const [px, py] = [values.map(sx), nats.map(sy)];
  const cloud = { ...figures, nats, px, py };
  const order = nats.map((_, word) => word).sort((one, two) => Math.abs(nats[two]) - Math.abs(nats[one]));
  const corners = [0, 24, 48, 72, 96].flatMap((step) => /** @type {[number, number, number][]} */ ([[LEFT + 12 + step, TOP + 10, 9], [right - 110 + step, bottom - 12, 9]]));
  const name = figures.name.replace(/ \(.*$/, ""); // the source stands below
  return wordPlot(
    panel,
    cloud,
    [width, bottom + BOTTOM],
    `${figures.words.length} occupations: difference between groups over ${figures.name}`,
    null,
    grid([LEFT, TOP, right, bottom], { ticks: percent ? percentTicks(xs) : [], scale: sx }, { ticks: ratioTicks(ys, 2), scale: sy }),
    label(LEFT + 6, TOP + 13, `↑ more with ${shorten(other, 20)}`, "m halo"),
    label(right - 6, bottom - 8, `↓ more with ${shorten(reference, 20)}`, "m end halo"),
    label((LEFT + right) / 2, bottom + 32, percent && width > 420 ? `${name} (log-odds axis)` : shorten(name, Math.floor(width / 6)), "m middle"),
    order.map((word) => line("ax", px[word], sy(lows[word]) || py[word], px[word], sy(highs[word]) || py[word])),
    wordMarks(panel, cloud, order, [LEFT, TOP, width, bottom], corners),
  );
}
