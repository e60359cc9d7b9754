import type { Map as MapLibreMap } from 'maplibre-gl';
import { type Mark, readImageName } from '../layers/image-name.ts';
import { readPatternName } from '../layers/pattern-name.ts';
import { iconPaths, iconSide } from './icon-files.ts';
import { drawPattern } from './pattern-drawing.ts';
import { screenScale } from './screen-scale.ts';

/** Side of a mark's image in CSS pixels at icon-size 1. */
const side = 30;
const centre = side / 2;
const bodyRadius = 10.5;
const ringRadius = 13.3;

/** Draws every mark and pattern that the style asks for, when it first asks, at the device's resolution. */
export function supplyIcons(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return;
    const ratio = Math.max(1, Math.min(4, Math.ceil(window.devicePixelRatio * screenScale())));
    const image = imageOf(id, ratio);
    if (image) map.addImage(id, image, { pixelRatio: ratio });
  });
}

function imageOf(id: string, ratio: number): ImageData | null {
  const pattern = readPatternName(id);
  const mark = readImageName(id);
  const canvas = pattern ? drawPattern(pattern, ratio) : mark && drawMark(mark, ratio);
  return canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}

/** A mark on a square canvas of its own, `ratio` pixels to a CSS pixel; null where no canvas can be had. */
export function drawMark(mark: Mark, ratio: number): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side * ratio;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.scale(ratio, ratio);
  if (mark.shape === 'arrow') arrow(pen, mark);
  else {
    body(pen, mark);
    ring(pen, mark);
    icon(pen, mark);
  }
  return canvas;
}

function outline(mark: Mark): Path2D {
  const path = new Path2D();
  if (mark.shape === 'diamond') {
    const reach = bodyRadius * 1.28;
    path.moveTo(centre, centre - reach);
    path.lineTo(centre + reach, centre);
    path.lineTo(centre, centre + reach);
    path.lineTo(centre - reach, centre);
    path.closePath();
  } else if (mark.shape === 'square') {
    const half = bodyRadius * 0.92;
    path.roundRect(centre - half, centre - half, half * 2, half * 2, 3.5);
  } else path.arc(centre, centre, bodyRadius, 0, Math.PI * 2);
  return path;
}

function body(pen: CanvasRenderingContext2D, mark: Mark): void {
  const path = outline(mark);
  pen.lineJoin = 'round';
  pen.shadowColor = 'rgba(10, 16, 24, 0.28)';
  pen.shadowBlur = 2.5;
  pen.shadowOffsetY = 0.8;
  pen.fillStyle = mark.fill;
  pen.fill(path);
  pen.shadowColor = 'transparent';
  pen.strokeStyle = mark.edge;
  pen.lineWidth = mark.shape === 'hollow' ? 2 : 1.2;
  pen.stroke(path);
}

/** Clockwise from the top, as far as the share goes. */
function ring(pen: CanvasRenderingContext2D, mark: Mark): void {
  if (mark.ring <= 0) return;
  pen.beginPath();
  pen.arc(centre, centre, ringRadius, -Math.PI / 2, -Math.PI / 2 + mark.ring * Math.PI * 2);
  pen.strokeStyle = mark.edge;
  pen.lineWidth = 1.9;
  pen.stroke();
}

function icon(pen: CanvasRenderingContext2D, mark: Mark): void {
  const paths = iconPaths(mark.icon);
  if (paths.length === 0) return;
  const size = mark.shape === 'diamond' ? 12 : 13;
  pen.save();
  pen.translate(centre - size / 2, centre - size / 2);
  pen.scale(size / iconSide, size / iconSide);
  pen.fillStyle = mark.ink;
  for (const path of paths) pen.fill(new Path2D(path));
  pen.restore();
}

/** A chevron that points along the line. */
function arrow(pen: CanvasRenderingContext2D, mark: Mark): void {
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  for (const [colour, width] of [
    [mark.edge, 6],
    [mark.fill, 3],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(centre - 3.5, centre - 6);
    pen.lineTo(centre + 3.5, centre);
    pen.lineTo(centre - 3.5, centre + 6);
    pen.stroke();
  }
}
