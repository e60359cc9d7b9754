import type { Pattern } from '../layers/pattern-name.ts';

/** Side of a pattern's tile in CSS pixels: its strokes meet those of its neighbours. */
const side = 10;

/** A tile of a pattern on a canvas of its own, `ratio` pixels to a CSS pixel; null where no canvas can be had. */
export function drawPattern({ drawing, colour }: Pattern, ratio: number): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side * ratio;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.scale(ratio, ratio);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
    if (drawing !== 'cross') continue;
    pen.moveTo(shift, 0);
    pen.lineTo(shift + side, side);
  }
  pen.stroke();
  return canvas;
}
