// Characters that tokens stand for.

/**
 * The numbers of the spans that share a character with a chosen one. Twin: `overlapping` in widgets/panels/linking.py.
 *
 * @param {readonly (readonly [number, number])[]} spans
 * @param {readonly (readonly [number, number])[]} chosen
 */
export function overlapping(spans, chosen) {
  return spans.flatMap(([start, end], number) => (chosen.some(([from, to]) => start < to && from < end) ? [number] : []));
}
