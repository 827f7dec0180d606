// Codes of weights as pictures in the colours of the theme, a pixel to a cell.

import { sequential } from "../base/colours.js";

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
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [width, height];
  const scale = Array.from({ length: 256 }, (_, step) => sequential(step / 255, dark));
  const image = new ImageData(width, height);
  const factor = 255 / codeTop / Math.sqrt(weightTop);
  for (let i = 0; i < codes.length; i++) {
    const [red, green, blue] = /** @type {readonly [number, number, number]} */ (scale[Math.min(Math.round(/** @type {number} */ (codes[i]) * factor), 255)]);
    image.data[4 * i] = red;
    image.data[4 * i + 1] = green;
    image.data[4 * i + 2] = blue;
    image.data[4 * i + 3] = 255;
  }
  picture.getContext("2d")?.putImageData(image, 0, 0);
  pictures.set(codes, { name, picture });
  return picture;
}
