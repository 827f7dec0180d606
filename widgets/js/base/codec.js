// Matrices and texts as they come from Python, in bytes. Twin: widgets/panels/codec.py.

import { times } from "./times.js";

/** @typedef {Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array} Values */
/** @typedef {{ dtype: string, shape: number[], data: DataView | ArrayBuffer | Uint8Array }} ArrayState */
/** @typedef {{ shape: number[], values: Values }} Matrix */

const ARRAYS = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array, int32: Int32Array, float32: Float32Array, float64: Float64Array };

/**
 * The bytes in a buffer of their own, so that any array type is aligned on them.
 *
 * @param {DataView | ArrayBuffer | Uint8Array} data
 * @returns {ArrayBuffer}
 */
export function bytesOf(data) {
  if (data instanceof ArrayBuffer) return data;
  return /** @type {ArrayBuffer} */ (data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
}

/**
 * Decode an array; float16 becomes float32. Throws RangeError when the bytes do not fill the shape.
 *
 * @param {ArrayState} state
 * @returns {Matrix}
 */
export function decodeArray({ dtype, shape, data }) {
  const buffer = bytesOf(data);
  /** @type {Values} */
  let values;
  if (dtype === "float16") values = Float32Array.from(new Uint16Array(buffer), half);
  else {
    const kind = ARRAYS[/** @type {keyof typeof ARRAYS} */ (dtype)];
    if (!kind) throw new RangeError(`There are no arrays of ${dtype}.`);
    values = new kind(buffer);
  }
  const expected = shape.reduce((product, side) => product * side, 1);
  if (values.length !== expected) throw new RangeError(`Shape ${shape.join("x")} needs ${expected} values, not ${values.length}.`);
  return { shape, values };
}

/**
 * The number that 16 bits stand for (IEEE 754 binary16).
 *
 * @param {number} bits
 */
export function half(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** @typedef {{ blob: DataView | ArrayBuffer | Uint8Array, offsets: ArrayState }} Runs many short runs of bytes */

/**
 * Decode many short runs of bytes.
 *
 * @param {Runs} state
 * @returns {Uint8Array[]}
 */
export function decodeRuns({ blob, offsets }) {
  const bytes = new Uint8Array(bytesOf(blob));
  const ends = decodeArray(offsets).values;
  return times(ends.length - 1, (i) => bytes.subarray(ends[i], ends[i + 1]));
}

/**
 * Decode many short texts.
 *
 * @param {Runs} state
 * @returns {string[]}
 */
export function decodeTexts(state) {
  const decoder = new TextDecoder();
  return decodeRuns(state).map((run) => decoder.decode(run));
}

/**
 * Decode every array and every list of texts in a state. An array becomes its values, with its `shape` beside them.
 *
 * @param {any} state
 * @returns {any}
 */
export function decodeAll(state) {
  if (Array.isArray(state)) return state.map(decodeAll);
  if (typeof state !== "object" || state === null) return state;
  if (state.dtype && state.data) return Object.assign(decodeArray(state).values, { shape: state.shape });
  if (state.blob) return decodeTexts(state);
  return Object.fromEntries(Object.entries(state).map(([name, one]) => [name, decodeAll(one)]));
}

/**
 * Put buffers back where `{buffer: number}` stands in a packed value.
 *
 * @param {unknown} value
 * @param {readonly (DataView | ArrayBuffer | Uint8Array)[]} buffers
 * @returns {any}
 */
export function unpack(value, buffers) {
  if (Array.isArray(value)) return value.map((one) => unpack(one, buffers));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "buffer") return buffers[/** @type {number} */ (entries[0][1])];
  return Object.fromEntries(entries.map(([key, one]) => [key, unpack(one, buffers)]));
}
