import type { Map as MapLibreMap } from 'maplibre-gl';
import { readImageName } from '../../layers/image-name.ts';
import type { Palette } from '../../theme/palette.ts';
import { drawMark } from '../icons.ts';
import { screenScale } from '../screen-scale.ts';
import { contrast, mixed, squadLook } from './squad-looks.ts';

// The plates of a patrols' map: like the number plates of houses, drawn when the map first asks for one. A name says all that is needed:
// plate|point|PRIORITY|chosen|optional|open, plate|stop|ORDER|chosen|PLACE|mark, plate|squad|PLACE|chosen, plate|unserved||chosen,
// plate|more|+COUNT|, plate|proposal|.

/** Size of a plate's image at icon-size 1, CSS pixels. */
export const plateWidth = 40;
const height = 32;
const middle = { x: plateWidth / 2, y: height / 2 };
const body = { height: 19, radius: 2.5 };
const face = '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** Draws every plate and mark that the map asks for, in the colours of the theme. */
export function supplyPlates(map: MapLibreMap, palette: () => Palette): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return;
    const ratio = Math.max(1, Math.min(4, Math.ceil(window.devicePixelRatio * screenScale())));
    const mark = readImageName(id);
    const canvas = mark ? drawMark(mark, ratio) : drawPlate(id, palette(), ratio);
    const image = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    if (image) map.addImage(id, image, { pixelRatio: ratio });
  });
}

/** A plate on a canvas of its own; null for a name that is none of ours, and where no canvas can be had. */
export function drawPlate(name: string, palette: Palette, ratio: number): HTMLCanvasElement | null {
  const [kind, role, text = '', chosen, detail = '', more = ''] = name.split('|');
  const canvas = document.createElement('canvas');
  canvas.width = plateWidth * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (kind !== 'plate' || !pen) return null;
  pen.scale(ratio, ratio);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  const plate = new Plate(pen, palette, chosen === 'true');
  if (role === 'point') plate.point(Number(text), detail === 'true', more);
  else if (role === 'stop') plate.stop(text, Number(detail), more);
  else if (role === 'squad') plate.squad(Number(text));
  else if (role === 'unserved') plate.unserved();
  else if (role === 'more') plate.more(text);
  else if (role === 'proposal') plate.proposal();
  else return null;
  return canvas;
}

class Plate {
  constructor(
    private readonly pen: CanvasRenderingContext2D,
    private readonly palette: Palette,
    private readonly chosen: boolean,
  ) {}

  /** The stronger the more pressing; broken edge: optional; a lit dot: a visit may begin now. */
  point(priority: number, optional: boolean, window: string): void {
    const { pen, palette } = this;
    const shut = window === 'shut';
    const share = [0, 1, 1, 0.78, 0, 0][priority] ?? 0.5;
    const fill = shut ? palette.sheet : mixed(palette.indigo, palette.sheet, share);
    const ink = contrast(fill, palette.sheet) > contrast(fill, palette.indigo) ? palette.sheet : palette.indigo;
    this.#box(20, fill, palette.indigo, optional ? [3, 2] : []);
    this.#write(String(priority), middle.x, 12.5, shut ? palette.inkFaint : ink);
    if (window !== 'open') return;
    pen.beginPath();
    pen.arc(middle.x + 10.5, middle.y - 9, 4, 0, Math.PI * 2);
    this.#paint(palette.lamp, palette.sheet, 1.5);
  }

  /** The squad's number on a tab, the number of the stop beside it. */
  stop(order: string, place: number, mark: string): void {
    const { pen, palette } = this;
    const { colour, ink, number } = squadLook(place, palette);
    const width = order.length > 1 ? 34 : 29;
    const left = middle.x - width / 2;
    this.#box(width, colour, palette.sheet, []);
    pen.save();
    pen.beginPath();
    pen.roundRect(left, middle.y - body.height / 2, width, body.height, body.radius);
    pen.clip();
    pen.fillStyle = palette.sheet;
    pen.fillRect(left, middle.y - body.height / 2, number > 9 ? 13.5 : 10.5, body.height);
    pen.restore();
    pen.strokeStyle = colour;
    pen.lineWidth = 1.25;
    pen.beginPath();
    pen.roundRect(left + 0.6, middle.y - body.height / 2 + 0.6, width - 1.2, body.height - 1.2, body.radius);
    pen.stroke();
    this.#write(String(number), left + (number > 9 ? 7 : 5.6), 9.5, palette.ink);
    this.#write(order, left + (number > 9 ? 13.5 : 10.5) + (width - (number > 9 ? 13.5 : 10.5)) / 2 - 0.4, 12.5, ink);
    if (mark === 'locked') this.#lock(left + width - 2);
    if (mark === 'changed') this.#changed(left + width - 2);
  }

  /** Where a squad starts: its number in a disc with a second ring. */
  squad(place: number): void {
    const { pen, palette } = this;
    const { colour, ink, number } = squadLook(place, palette);
    pen.beginPath();
    pen.arc(middle.x, middle.y, 14, 0, Math.PI * 2);
    this.#shade();
    this.#paint(palette.sheet, this.chosen ? palette.accent : colour, this.chosen ? 2.5 : 1.25);
    pen.beginPath();
    pen.arc(middle.x, middle.y, 10.5, 0, Math.PI * 2);
    this.#paint(colour, colour, 0.5);
    this.#write(String(number), middle.x, 13, ink);
  }

  /** Hollow, with a cross: wanted, and not in the plan. */
  unserved(): void {
    const { pen, palette } = this;
    this.#box(19, palette.sheet, palette.ink, [3, 2]);
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 2;
    pen.lineCap = 'round';
    pen.beginPath();
    for (const side of [-1, 1]) {
      pen.moveTo(middle.x - 4, middle.y - 4 * side);
      pen.lineTo(middle.x + 4, middle.y + 4 * side);
    }
    pen.stroke();
  }

  /** How many more there are than stand beside it. */
  more(count: string): void {
    const { palette } = this;
    this.#box(count.length > 2 ? 32 : 25, palette.sheet, palette.inkSoft, []);
    this.#write(count, middle.x, 12, palette.ink);
  }

  /** A broken disc with a question mark: nothing there yet. */
  proposal(): void {
    const { pen, palette } = this;
    pen.setLineDash([3, 2.2]);
    pen.beginPath();
    pen.arc(middle.x, middle.y, 10.5, 0, Math.PI * 2);
    this.#paint(palette.sheet, palette.indigo, 1.75);
    pen.setLineDash([]);
    this.#write('?', middle.x, 13, palette.indigo);
  }

  #box(width: number, fill: string, edge: string, dash: number[]): void {
    const { pen, palette, chosen } = this;
    const [left, top] = [middle.x - width / 2, middle.y - body.height / 2];
    if (chosen) {
      pen.beginPath();
      pen.roundRect(left - 3.5, top - 3.5, width + 7, body.height + 7, 5);
      this.#paint(mixed(palette.lamp, palette.sheet, 0.35), palette.accent, 2);
    } else this.#shade();
    pen.beginPath();
    pen.roundRect(left, top, width, body.height, body.radius);
    pen.fillStyle = fill;
    pen.fill();
    pen.shadowColor = 'transparent';
    pen.setLineDash(dash);
    pen.strokeStyle = edge;
    pen.lineWidth = 1.5;
    pen.stroke();
    pen.setLineDash([]);
  }

  #shade(): void {
    this.pen.shadowColor = 'rgba(10, 16, 24, 0.3)';
    this.pen.shadowBlur = 2.5;
    this.pen.shadowOffsetY = 0.8;
  }

  #paint(fill: string, edge: string, width: number): void {
    const { pen } = this;
    pen.fillStyle = fill;
    pen.fill();
    pen.shadowColor = 'transparent';
    pen.strokeStyle = edge;
    pen.lineWidth = width;
    pen.stroke();
  }

  #write(text: string, x: number, size: number, colour: string): void {
    const { pen } = this;
    pen.fillStyle = colour;
    pen.font = `600 ${size}px ${face}`;
    pen.fillText(text, x, middle.y + 0.6);
  }

  #lock(x: number): void {
    const { pen, palette } = this;
    const y = middle.y - body.height / 2;
    pen.beginPath();
    pen.arc(x, y, 5.2, 0, Math.PI * 2);
    this.#paint(palette.sheet, palette.ink, 1);
    pen.fillStyle = palette.ink;
    pen.fillRect(x - 2.4, y - 0.6, 4.8, 3.4);
    pen.beginPath();
    pen.arc(x, y - 0.6, 1.6, Math.PI, 0);
    pen.lineWidth = 1.1;
    pen.strokeStyle = palette.ink;
    pen.stroke();
  }

  /** A lozenge: another squad or another time than in the plan beside. */
  #changed(x: number): void {
    const { pen, palette } = this;
    const y = middle.y - body.height / 2;
    pen.beginPath();
    pen.moveTo(x, y - 5.5);
    pen.lineTo(x + 5.5, y);
    pen.lineTo(x, y + 5.5);
    pen.lineTo(x - 5.5, y);
    pen.closePath();
    this.#paint(palette.sheetRaised, palette.ink, 1.5);
  }
}
