// The head view: lines from what is pinned to what it looks at, or from what looks at it, with bars and numbers.

import { button, segmented } from "../base/controls.js";
import { classes, h, OWN_KEYS } from "../base/dom.js";
import * as icons from "../base/icons.js";
import { roving } from "../base/keys.js";
import { fixed, plural } from "../base/numbers.js";
import { controls, heading, mono, note } from "../base/parts.js";
import { times } from "../base/times.js";
import { kept, pinning } from "./current.js";
import { curve } from "./geometry.js";
import { mapTitle } from "./matrix.js";
import { decodeWeight, isExact, strongest, weightAt } from "./maps.js";

/** @typedef {import("./current.js").Now} Now */

const EVERY = 40; // tokens up to which all are drawn
const STRONGEST = 24; // that are drawn of more
const LEAST_LINE = 0.02;
const LEAST_FAINT = 0.12;

/** @param {Now} now */
export function headLines(now) {
  const { panel, profile, out, here } = now;
  const places = here.pinned;
  const directions = segmented({ label: "direction", options: /** @type {const} */ ([["out", "Out"], ["in", "In"]]), value: out ? "out" : "in", onChange: (value) => panel.set({ direction: value }) });
  const combined = segmented({ label: "together", options: /** @type {const} */ ([["mean", "Average"], ["sum", "Sum"]]), value: panel.settings.combine, onChange: (combine) => panel.set({ combine }) });
  const drawn = kept(panel, "drawn lines", [profile, now.map, now.key, now.data, JSON.stringify([out, places, now.fontSize, panel.selection, panel.width])], () =>
    profile ? linesPicture(now, profile) : note(places.length ? (now.status === "offline" || panel.live === "saved" ? "These weights were not saved: open the panel with its kernel to fetch them." : "fetching the weights of what is pinned") : "Click a row of the map, or a token here, to pin it."),
  );
  return h("div", "lb-lines", heading(titleOf(now), mapTitle(now).toLowerCase(), directions), places.length > 1 ? controls(combined) : null, h("div", "lb-scroll", drawn), controls(knockOutTokens(now)));
}

/** @param {Now} now */
function titleOf({ out, here: { pinned, name } }) {
  if (!pinned.length) return out ? "Where tokens look" : "Who looks at tokens";
  const what = pinned.length === 1 ? mono(name(pinned[0])) : plural(pinned.length, "token");
  if (out) return ["Where ", what, pinned.length === 1 ? " looks" : " look"];
  return ["Who looks at ", what];
}

/** @param {Now} now */
function knockOutTokens({ panel, data, here: { side, text, tokens } }) {
  if (!tokens.length) return null;
  const out = tokens.every((token) => data.knocked[text].includes(token));
  const name = tokens.length === 1 ? side.labels[tokens[0]] : plural(tokens.length, "token");
  return button({
    label: [out ? "Give back " : "Knock out ", mono(name)], icon: out ? icons.undo : icons.cut, pressed: out, disabled: !panel.canAsk || tokens.length >= side.count,
    onClick: () => panel.change({ command: "knock_out_tokens", tokens, target: text === "target", out: !out }),
  });
}

/**
 * @param {Now} now
 * @param {NonNullable<Now["profile"]>} profile
 */
function linesPicture(now, profile) {
  const { panel, out, fontSize, map } = now;
  const nameHere = now.here.name;
  const all = Math.max(map.rows, map.columns) <= EVERY;
  const nameThere = (/** @type {number} */ place) => (all ? "" : `${place} `) + now.there.name(place);
  const shown = strongest(profile.total, all ? EVERY : STRONGEST);
  const here = all ? times(out ? map.rows : map.columns, (i) => i) : profile.places;
  const [line, character] = [Math.round(fontSize * 1.7), fontSize * 0.56];
  const wide = (/** @type {readonly number[]} */ places, /** @type {(place: number) => string} */ name) => Math.min(Math.max(...places.map((place) => name(place).length), 1), 16) * character + 16;
  const width = Math.min(now.wide ? 400 : panel.width - 26, 560);
  const x1 = wide(here, nameHere) + 8;
  const x2 = width - wide(shown.places, nameThere) - 92;
  const gone = out && map.removed_rows;
  const removed = gone ? mean(profile.places.map((place) => decodeWeight(gone[place], map.top))) : null;
  const extra = (shown.others ? 1 : 0) + (removed === null ? 0 : 1);
  const rows = Math.max(here.length, shown.places.length + extra);
  const yThere = (/** @type {number} */ i) => (i + 0.5) * line + 2;
  const yHere = (/** @type {number} */ i) => yThere(all ? i : i + (rows - here.length) / 2);
  const largest = Math.max(...profile.total, shown.rest, removed ?? 0, 1e-9);
  const faint = all && isExact(map) ? faintLines(map, out, { x1, x2, yHere, yThere }) : null;
  const strong = profile.places.flatMap((place, i) => {
    const weights = profile.lines[i];
    const from = yHere(here.indexOf(place));
    return shown.places.flatMap((other, j) => {
      const weight = weights[other];
      return weight < LEAST_LINE ? [] : [h("path", { d: curve(x1, from, x2, yThere(j)), class: "lb-line", "stroke-width": (0.75 + 8 * Math.min(weight, 1)).toFixed(2), key: `${place} ${other}` })];
    });
  });
  const labelsHere = here.map((place, i) => label(now, { place, name: nameHere(place), x: x1 - 8, y: yHere(i), axis: now.here }));
  const [unit, bar] = [46 / largest, width - 86];
  const bars = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ i, /** @type {string} */ kind) => {
    const [y, length] = [yThere(i), Math.max(value * unit, 1)];
    const text = (/** @type {number} */ x, /** @type {string} */ words) => h("text", { x, y: y + 4, class: "m" }, words);
    return [
      h("rect", { x: bar, y: y - 5, width: length, height: 10, class: kind }),
      text(bar + length + 5, value > 0 && value < 0.005 ? "<.01" : value >= 0.995 ? fixed(value, value >= 1.995 ? 1 : 2) : fixed(value, 2).slice(1)),
      name ? text(x2 + 8, name) : null,
    ];
  };
  const labelsThere = shown.places.map((place, i) => [label(now, { place, name: nameThere(place), x: x2 + 8, y: yThere(i), axis: now.there }), bars("", profile.total[place], i, "lb-weight")]);
  const last = shown.places.length;
  const rest = shown.others ? bars(`${shown.others} others`, shown.rest, last, "lb-rest-weight") : null;
  const removedBar = removed === null ? null : bars("removed", removed, last + (shown.others ? 1 : 0), "lb-removed-weight");
  return h("svg", { class: "lb-lines-picture", width, height: rows * line + 4, viewBox: `0 0 ${width} ${rows * line + 4}`, role: "group", "aria-label": "Lines from what is pinned", on: { keydown: roving() } }, h("g", null, faint), h("g", null, strong), labelsHere, labelsThere, rest, removedBar);
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/**
 * The stronger weights of all other tokens.
 *
 * @param {import("./content.js").MapData} map
 * @param {boolean} out
 * @param {{ x1: number, x2: number, yHere: (place: number) => number, yThere: (place: number) => number }} where
 */
function faintLines(map, out, { x1, x2, yHere, yThere }) {
  let path = "";
  for (let row = 0; row < map.rows; row++) {
    for (let column = 0; column < map.columns; column++) {
      if (weightAt(map, row, column) >= LEAST_FAINT) path += curve(x1, yHere(out ? row : column), x2, yThere(out ? column : row));
    }
  }
  return h("path", { d: path || "M0,0", class: "lb-faint-line" });
}

/**
 * A token that can be pinned.
 *
 * @param {Now} now
 * @param {{ place: number, name: string, x: number, y: number, axis: Now["rows"] }} options
 */
function label({ panel, out, rows, here, profile }, { place, name, x, y, axis }) {
  const own = axis === here;
  const pinned = own && Boolean(profile?.places.includes(place));
  const tokens = axis.tokensAt(place);
  const act = (/** @type {MouseEvent | KeyboardEvent} */ event) => {
    if (own) panel.select({ ...pinning(panel, axis, place, event), answer: null });
    else if (out) panel.select({ answer: tokens[0] ?? null });
    else panel.select({ [axis.trait]: tokens, answer: panel.selection.tokens[0] ?? null });
  };
  const point = (/** @type {boolean} */ inside) => {
    if (axis.text === "tokens") panel.hover(inside ? tokens[0] ?? null : null);
  };
  const short = name.length > 16 ? `${name.slice(0, 15)}…` : name;
  return h(
    "g",
    {
      class: classes("lb-line-label", pinned && "pin"), role: "button", "aria-pressed": pinned, "aria-label": name || "empty", tabindex: pinned ? 0 : -1, "data-place": place, key: `${axis === rows} ${place}`, ...OWN_KEYS,
      on: {
        click: act, pointerenter: () => point(true), pointerleave: () => point(false),
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          act(event);
          event.preventDefault();
        },
      },
    },
    h("rect", { x: own ? 2 : x - 5, y: y - 11, width: own ? x - 1 : Math.max(short.length, 2) * 7.6 + 12, height: 22, rx: 3, class: "lb-line-box" }),
    h("text", { x, y: y + 4, class: classes("t", pinned && "b"), "text-anchor": own ? "end" : "start" }, short),
  );
}
