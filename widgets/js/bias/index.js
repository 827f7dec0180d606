// The bias panel.

import { h } from "../base/dom.js";
import { fixed, plural } from "../base/numbers.js";
import { definePanel } from "../base/panel.js";
import { columns, legend, readout, row } from "../base/parts.js";
import { cell, comparedGroup, decode, focusedWord, meanLpbs, shownTemplate, statistic } from "./decode.js";
import { fields } from "./fields.js";
import { known, pValue, signed, small, toward } from "./format.js";
import { mark, openVocabularies, plot, shorten, shown, shownAnywhere } from "./marks.js";
import { AGREEMENT, occupations } from "./occupations.js";
import { scatter, vocabularyDifference } from "./scatter.js";
import { checks, strip } from "./strip.js";
import { wordsRow } from "./words.js";

/** @typedef {import("./decode.js").Panel} Panel */
/** @typedef {import("./decode.js").Result} Result */

const FOLD = 66; // em of the panel's font, below which columns fold

/** @param {Panel} panel */
function view(panel) {
  const inside = panel.width - 26;
  const two = panel.width > FOLD * (panel.settings.large ? 18 : 13);
  const plotWidth = two ? Math.min(Math.round((inside - 36) * 0.45), 460) : Math.min(inside, 520);
  const rightWidth = two ? Math.min(inside - plotWidth - 36, 620) : plotWidth;
  const stripWidth = two ? Math.min(Math.round(inside * 0.6), 640) : inside;
  return [
    wordsRow(panel),
    said(panel),
    row("lb-scroll", columns(`${plotWidth}px minmax(0, 1fr)`, scatter(panel, plotWidth), occupations(panel, rightWidth, plotWidth - 68)), keys(panel)),
    row("lb-scroll", columns(`${stripWidth}px minmax(0, 1fr)`, strip(panel, stripWidth), checks(panel))),
  ];
}

/** What marks and colours mean. @param {Panel} panel */
function keys(panel) {
  const { data } = panel;
  const [reference, other] = [shorten(data.groups[data.reference] ?? "", 20), shorten(data.groups[comparedGroup(panel)] ?? "", 20)];
  const key = (/** @type {number} */ nats) => plot(14, 14, "", mark(nats, 7, 7));
  const ramp = h("span", { class: "lb-ramp lb-bias-ramp" });
  return h("div", { class: "lb-bias-keys" }, legend([[key(-2), `more with ${reference}`], [key(2), `more with ${other}`], [[`50× ${reference} `, ramp], `50× ${other}`]]), data.figures ? h("span", { class: "lb-note" }, AGREEMENT) : null);
}

// The readout ---------------------------------------------------------------------------------------------------------

/** What is hovered or pinned, in words and numbers. @param {Panel} panel */
function said(panel) {
  const { word, pinned } = focusedWord(panel);
  if (!word) return readout({ what: "No word pinned", values: [["", "hover over a word or a point, click to pin it"]], hint: panel.canAsk ? "" : "no kernel: other templates and words need one" });
  const what = h("bdi", null, shorten(shownAnywhere(panel, word), 60));
  const number = panel.data.words.indexOf(word);
  const values = number >= 0 && !(number in panel.data.flags) ? comparedValues(panel, number) : otherValues(panel, word);
  return readout({ what, pinned, values, hint: "Esc clears" });
}

/** @param {Panel} panel @param {number} word @returns {[string, string][]} */
function comparedValues(panel, word) {
  const { data } = panel;
  const first = /** @type {Result} */ (data.models[0]);
  const [group, template] = [comparedGroup(panel), shownTemplate(panel)];
  const [reference, other] = [data.groups[data.reference] ?? "", data.groups[group] ?? ""];
  const mean = statistic(data, first.mean, word, group);
  const lpbs = meanLpbs(data, first, word, group);
  const adjusted = statistic(data, first.adjusted, word, group);
  const p = [data.reference, group].map((one) => small(Math.exp(cell(data, first.log_p, word, template, one))));
  /** @type {[string, string][]} */
  const values = [
    [data.templates.length > 1 ? `mean of ${plural(data.templates.length, "template")}` : "difference", `${signed(mean)} nats, ${toward(mean, other, reference)}`],
    ["p", `${p[0]} with ${reference}, ${p[1]} with ${other}`],
  ];
  if (data.templates.length > 1) values.push([`template ${template + 1}`, signed(cell(data, first.points, word, template, group))]);
  if (known(lpbs) && data.measure !== "lpbs") values.push([first.mode === "causal" ? "whole sentence (LPBS)" : "reverse (LPBS)", signed(lpbs)], ["the two conditionals disagree by", fixed(Math.abs(lpbs - mean), 2)]);
  if (known(adjusted)) values.push(["adjusted p", pValue(adjusted)]);
  for (const result of data.models.slice(1)) values.push([shorten(result.model.name, 30), signed(statistic(data, result.mean, word, group))]);
  return [...values, ...together(panel, word)];
}

/** A gendered form with its partner: agreement in gender cancels. @param {Panel} panel @param {number} word @returns {[string, string][]} */
function together(panel, word) {
  const { data } = panel;
  const partner = data.words.findIndex((text) => text.toLowerCase() === data.gendered[word]);
  if (partner < 0) return [];
  const first = /** @type {Result} */ (data.models[0]);
  const [group, template] = [comparedGroup(panel), shownTemplate(panel)];
  const sum = (/** @type {number} */ one) => Math.log([word, partner].reduce((total, each) => total + Math.exp(cell(data, first.log_p, each, template, one)), 0));
  return [[`with ${shown(panel, data.words[partner] ?? "", data.slurs.has(partner))} together, template ${template + 1}`, signed(sum(group) - sum(data.reference))]];
}

/** @param {Panel} panel @param {string} word @returns {[string, string][]} */
function otherValues(panel, word) {
  const { data } = panel;
  const group = comparedGroup(panel);
  const [reference, other] = [data.groups[data.reference] ?? "", data.groups[group] ?? ""];
  /** @type {[string, string][]} */
  const values = [];
  const place = data.figures?.words.indexOf(word) ?? -1;
  if (data.figures && place >= 0) {
    const mean = statistic(data, data.figures.mean, place, group);
    values.push(["mean", `${signed(mean)} nats, ${toward(mean, other, reference)}`], [data.figures.name.split(",")[0] ?? "", `${fixed(data.figures.figures[place], data.figures.scale === "percent" ? 1 : 2)}${data.figures.scale === "percent" ? " %" : ""}`]);
  }
  for (const { position, log_p, template } of openVocabularies(panel)) {
    const at = position.get(word);
    if (at === undefined) continue;
    const p = [data.reference, group].map((one) => small(Math.exp(Number(log_p[one]?.[at]))));
    const d = vocabularyDifference(panel, word);
    values.push([`template ${template + 1}`, `${signed(d)} nats, ${toward(d, other, reference)}`], ["p", `${p[0]} with ${reference}, ${p[1]} with ${other}`]);
    break;
  }
  return values.length ? values : [["", "not among the words on show"]];
}

// The table -----------------------------------------------------------------------------------------------------------

/** @param {Panel} panel */
function table(panel) {
  const { data } = panel;
  const rows = data.models.flatMap((result) =>
    data.words.flatMap((text, word) =>
      data.groups.flatMap((group, number) => {
        if (number === data.reference || word in data.flags) return [];
        const at = (/** @type {import("./decode.js").Values} */ values) => statistic(data, values, word, number);
        const p = [data.reference, number].map((one) => small(Math.exp(cell(data, result.log_p, word, shownTemplate(panel), one))));
        const ends = known(at(result.low)) ? `${signed(at(result.low))} to ${signed(at(result.high))}` : "–";
        return [[result.model.name, shown(panel, text, data.slurs.has(word)), group, p[0] ?? "", p[1] ?? "", signed(at(result.mean)), ends, `${at(result.agreeing)} of ${at(result.counts)}`, pValue(at(result.adjusted)), signed(meanLpbs(data, result, word, number))]];
      }),
    ),
  );
  const names = ["model", "word", "group", `p with ${data.groups[data.reference]}`, "p with the group", "difference, nats", "interval", "agree", "adjusted p", "LPBS"];
  return { caption: `${data.heading}, ${plural(data.templates.length, "template")}; p in template ${shownTemplate(panel) + 1}`, columns: names.map((name, i) => ({ name, number: i > 2, wide: i === 0 || i > 5 })), rows };
}

/** @param {Panel} panel */
function model({ data }) {
  const [first, second] = data.models;
  if (!first) return null;
  const beside = second ? `beside ${second.model.name} (${second.mode})` : "";
  return { name: first.model.name, details: [first.model.revision ? `rev ${first.model.revision}` : "", first.mode === "causal" ? "continuation" : "masked", first.model.dtype, first.model.device, beside] };
}

export default definePanel({
  title: "Bias probe",
  decode,
  view,
  model,
  table,
  field: fields,
  note: ({ data }) => `${data.heading}, in natural logarithms. ${data.direction} ${data.provenance}`,
});
