// Codes of weights as pictures in the colours of the theme, a pixel to a cell.

import { sketch } from "../base/canvas.js";
import { sequential } from "../base/colours.js";
import { times } from "../base/times.js";

/** @type {WeakMap<object, { name: string, picture: HTMLCanvasElement }>} the last picture of each codes */
const pictures = new WeakMap();

/**
 * @param {{ codes: ArrayLike<number>, width: number, height: number }} cells
 * @param {number} codeTop the code of weight 1
 * @param {number} weightTop the weight with the strongest colour
 * @param {boolean} dark
 */
export function pictureOf({ codes, width, height }, codeTop, weightTop, dark) {
  const name = `${weightTop} ${dark}`;
  const before = pictures.get(codes);
  if (before?.name === name) return before.picture;
  const context = sketch(width, height);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer); // red in the lowest byte
  const scale = times(256, (step) => sequential(step / 255, dark).reduceRight((all, byte) => all * 256 + byte, 255));
  const factor = 255 / codeTop / Math.sqrt(weightTop);
  for (let i = 0; i < codes.length; i++) pixels[i] = scale[Math.min(Math.round(codes[i] * factor), 255)];
  context.putImageData(image, 0, 0);
  const picture = context.canvas;
  pictures.set(codes, { name, picture });
  return picture;
}
