// How numbers read: the twin of widgets/numbers.py, tested against tests/vectors/numbers.json.

const DASH = "–";
const LEAST_PROBABILITY = 0.0005; // that rounds to 0.001

/**
 * @param {number | null | undefined} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  if (value === null || value === undefined || Number.isNaN(value)) return DASH;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const text = Math.abs(value).toFixed(decimals);
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  return value < 0 && /[1-9]/.test(text) ? `−${grouped}` : grouped;
}

/** @param {number | null | undefined} value */
export const count = (value) => fixed(value, 0);

/** Only zero reads as zero. @param {number | null | undefined} value */
export const probability = (value) => (Math.abs(value ?? NaN) < LEAST_PROBABILITY ? ((value ?? 0) > 0 ? "<0.001" : "0") : fixed(value, 3));

/** @param {number | null | undefined} value */
export const logit = (value) => fixed(value, 2);

/** @param {number | null | undefined} value */
export const logProbability = (value) => fixed(value, 3);

/** @param {number | null | undefined} nats */
export const bits = (nats) => (nats === null || nats === undefined || Number.isNaN(nats) ? DASH : `${fixed(nats / Math.LN2, 2)} bits`);

/**
 * A probability in a cell: without the zero before the point.
 *
 * @param {number} value
 */
export const inCell = (value) => (value >= 0.995 ? "1.0" : value.toFixed(2).slice(1));

/** @param {number | null | undefined} value */
export function threeDigits(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return DASH;
  const size = Math.abs(value);
  return fixed(value, size >= 99.95 || !size ? 0 : size >= 9.995 ? 1 : size >= 0.1 ? 2 : 3);
}

/**
 * @param {number} number
 * @param {string} singular
 * @param {string} [several]
 */
export const plural = (number, singular, several = `${singular}s`) => `${count(number)} ${number === 1 ? singular : several}`;

/** @param {number} bytes */
export const size = (bytes) => {
  for (const [unit, scale] of /** @type {const} */ ([["GB", 1e9], ["MB", 1e6], ["kB", 1e3]])) if (bytes >= 0.9995 * scale) return `${threeDigits(bytes / scale)}\u00a0${unit}`;
  return `${count(bytes)}\u00a0bytes`;
};
