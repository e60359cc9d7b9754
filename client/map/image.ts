import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LayerContext, LegendEntry } from '../layers/layer.ts';
import { words } from '../locales/index.ts';
import { drawMark } from './icons.ts';
import { drawPattern } from './pattern-drawing.ts';
import { scaleBar } from './scale.ts';

/** The words round the picture. */
export interface ImageWords {
  title: string;
  /** First and last day of the incidents on it, `YYYY-MM-DD`; null where it shows none. */
  period: { from: string; to: string } | null;
  legends: readonly { title: string; entries: readonly LegendEntry[] }[];
}

/** Measures of the sheet, in CSS pixels. */
const rowHeight = 20;
const margin = 16;
const headHeight = 52;
const footLine = 18;
const face = '"PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/**
 * The map as it stands, as PNG, on a sheet: title above it, legend on a margin beside it (beneath an upright map), scale bar,
 * date, sources and approval number at the foot. Nothing lies on the map itself.
 * The canvas is read inside a render call, so that the map need not keep its drawing buffer.
 * @throws when the browser makes no picture of it
 */
export async function mapImage(map: MapLibreMap, context: LayerContext, text: ImageWords): Promise<Blob> {
  const picture = await drawnCanvas(map);
  const ratio = picture.width / map.getContainer().clientWidth;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error(words(context.language).map.error_image);
  const size = { width: picture.width / ratio, height: picture.height / ratio };
  const plan = planLegend(pen, text.legends, size);
  const width = size.width + plan.beside;
  const foot = footLines(pen, context, text, width);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round((headHeight + size.height + plan.beneath + 16 + foot.length * footLine) * ratio);
  pen.scale(ratio, ratio);
  const sheet = new Sheet(pen, context, canvas.width / ratio, canvas.height / ratio);
  sheet.paper();
  pen.drawImage(picture, 0, headHeight, size.width, size.height);
  sheet.frame(0, headHeight, size.width, size.height);
  sheet.head(text.title);
  sheet.legend(plan, plan.beside ? size.width : 0, plan.beside ? headHeight : headHeight + size.height);
  sheet.scale(scaleBar(map.getCenter().lat, map.getZoom(), 120, context.language), map.getBearing());
  sheet.foot(foot);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(words(context.language).map.error_image);
  return blob;
}

/** Date, period, sources and approval number, in as many lines as the width needs. */
function footLines(pen: CanvasRenderingContext2D, context: LayerContext, image: ImageWords, width: number): string[] {
  const { deployment } = context;
  const text = words(context.language).map;
  const parts = [text.image_made(context.today)];
  if (image.period) parts.push(text.image_period(image.period.from, image.period.to));
  if (deployment.attributions.length > 0) parts.push(`${text.attribution} ${deployment.attributions.join(' · ')}`);
  if (deployment.map_approval_number) parts.push(`${text.approval} ${deployment.map_approval_number}`);
  if (deployment.demo) parts.push(text.demo);
  pen.font = `11px ${face}`;
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length > 0 ? `${lines.at(-1)}　${part}` : part;
    if (lines.length > 0 && pen.measureText(longer).width <= width - 2 * margin) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

type Row = { title: string } | LegendEntry;

/** How the legend is set: rows in columns, and the room they take at the side of the map or under it. */
interface LegendPlan {
  rows: readonly { row: Row; column: number; line: number }[];
  columnWidth: number;
  beside: number;
  beneath: number;
}

/** As many columns as it takes: a legend that leaves something out is none. */
function planLegend(
  pen: CanvasRenderingContext2D,
  legends: ImageWords['legends'],
  map: { width: number; height: number },
): LegendPlan {
  const rows = legends.flatMap((legend): Row[] => [{ title: legend.title }, ...legend.entries]);
  if (rows.length === 0) return { rows: [], columnWidth: 0, beside: 0, beneath: 0 };
  pen.font = `600 12px ${face}`;
  const widest = Math.max(...rows.map((row) => ('title' in row ? 0 : 34) + pen.measureText(wordsOf(row)).width));
  const columnWidth = Math.ceil(widest) + margin;
  if (map.width > map.height) {
    const set = inColumns(rows, Math.max(2, Math.floor((map.height - 2 * margin) / rowHeight)));
    return { rows: set, columnWidth, beside: (set.at(-1)!.column + 1) * columnWidth + 2 * margin, beneath: 0 };
  }
  const columns = Math.max(1, Math.floor((map.width - margin) / columnWidth));
  let set = inColumns(rows, 2);
  for (let lines = Math.ceil(rows.length / columns); set.at(-1)!.column >= columns; lines++)
    set = inColumns(rows, lines);
  const lines = Math.max(...set.map(({ line }) => line)) + 1;
  return { rows: set, columnWidth, beside: 0, beneath: lines * rowHeight + 2 * margin };
}

/** Fills columns of so many lines; a heading at the foot of a column goes on to the next, to what it heads. */
function inColumns(rows: readonly Row[], lines: number): LegendPlan['rows'] {
  let column = 0;
  let line = 0;
  return rows.map((row) => {
    if (line >= lines || ('title' in row && line === lines - 1 && lines > 1)) {
      column += 1;
      line = 0;
    }
    return { row, column, line: line++ };
  });
}

function wordsOf(row: Row): string {
  return 'title' in row ? row.title : row.label;
}

/** A copy of the map's canvas, taken in the moment in which it is drawn. */
function drawnCanvas(map: MapLibreMap): Promise<HTMLCanvasElement> {
  return new Promise((resolve) => {
    map.once('render', () => {
      const source = map.getCanvas();
      const copy = document.createElement('canvas');
      copy.width = source.width;
      copy.height = source.height;
      copy.getContext('2d')?.drawImage(source, 0, 0);
      resolve(copy);
    });
    map.triggerRepaint();
  });
}

class Sheet {
  constructor(
    private readonly pen: CanvasRenderingContext2D,
    private readonly context: LayerContext,
    private readonly width: number,
    private readonly height: number,
  ) {}

  paper(): void {
    this.pen.fillStyle = this.context.palette.sheet;
    this.pen.fillRect(0, 0, this.width, this.height);
  }

  frame(x: number, y: number, width: number, height: number): void {
    this.pen.strokeStyle = this.context.palette.rule;
    this.pen.lineWidth = 1;
    this.pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }

  head(title: string): void {
    this.pen.font = `600 20px ${face}`;
    this.#write(title, margin, 33, this.context.palette.ink);
  }

  legend({ rows, columnWidth }: LegendPlan, left: number, top: number): void {
    for (const { row, column, line } of rows) {
      this.#legendRow(row, left + margin + column * columnWidth, top + 1.6 * margin + line * rowHeight);
    }
  }

  /** Scale bar and north arrow at the right of the head, so that the foot is free for words. */
  scale(bar: ReturnType<typeof scaleBar>, bearing: number): void {
    const { pen, context, width } = this;
    const right = width - margin - 28;
    const left = right - bar.width_px;
    pen.strokeStyle = context.palette.ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(left, 28);
    pen.lineTo(left, 35);
    pen.lineTo(right, 35);
    pen.lineTo(right, 28);
    pen.stroke();
    pen.font = `11px ${face}`;
    this.#write(bar.label, left, 22, context.palette.inkSoft);
    pen.save();
    pen.translate(width - margin - 8, 26);
    pen.rotate((-bearing * Math.PI) / 180);
    pen.fillStyle = context.palette.ink;
    pen.fill(new Path2D('M0 -13 5.5 9 0 5 -5.5 9z'));
    pen.restore();
  }

  foot(lines: readonly string[]): void {
    this.pen.font = `11px ${face}`;
    lines.forEach((line, index) => {
      const y = this.height - 13 - (lines.length - 1 - index) * footLine;
      this.#write(line, margin, y, this.context.palette.inkSoft);
    });
  }

  #legendRow(row: Row, x: number, y: number): void {
    const { pen, context } = this;
    if ('title' in row) {
      pen.font = `600 12px ${face}`;
      this.#write(row.title, x, y + 4, context.palette.ink);
      return;
    }
    pen.font = `12px ${face}`;
    const drawing = row.mark ? drawMark(row.mark, 2) : null;
    if (drawing) pen.drawImage(drawing, x + 3, y - 9, 18, 18);
    else this.#swatch(row, x, y);
    this.#write(row.label, x + 34, y + 4, context.palette.inkSoft);
  }

  #swatch(entry: LegendEntry, x: number, y: number): void {
    const { pen } = this;
    pen.fillStyle = pen.strokeStyle = entry.colour;
    pen.setLineDash(entry.shape === 'dash' ? [5, 3] : []);
    pen.lineWidth = 2.5;
    if (entry.shape === 'ramp') {
      const ramp = entry.ramp ?? [entry.colour];
      ramp.forEach((colour, index) => {
        pen.fillStyle = colour;
        pen.fillRect(x + (index * 24) / ramp.length, y - 6, 24 / ramp.length, 12);
      });
    } else if (entry.shape === 'hatch' || entry.shape === 'cross') {
      const tile = drawPattern({ drawing: entry.shape, colour: entry.colour }, 1);
      pen.fillStyle = (tile && pen.createPattern(tile, 'repeat')) ?? entry.colour;
      pen.fillRect(x, y - 6, 24, 12);
      this.frame(x, y - 6, 24, 12);
    } else if (entry.shape === 'fill') {
      pen.fillRect(x, y - 6, 24, 12);
      this.frame(x, y - 6, 24, 12);
    } else {
      pen.beginPath();
      if (entry.shape === 'line' || entry.shape === 'dash') {
        pen.moveTo(x, y);
        pen.lineTo(x + 24, y);
        pen.stroke();
      } else {
        pen.arc(x + 12, y, 5, 0, Math.PI * 2);
        pen.fill();
      }
    }
    pen.setLineDash([]);
  }

  #write(text: string, x: number, y: number, colour: string): void {
    this.pen.fillStyle = colour;
    this.pen.fillText(text, x, y);
  }
}
