import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LayerContext, LegendEntry } from '../layers/layer.ts';
import { words } from '../locales/index.ts';
import { drawMark } from './icons.ts';
import { scaleBar } from './scale.ts';

/** The words round the picture. */
export interface ImageWords {
  title: string;
  legends: readonly { title: string; entries: readonly LegendEntry[] }[];
}

/** Measures of the sheet, in CSS pixels. */
const rowHeight = 20;
const margin = 16;
const headHeight = 52;
const footHeight = 34;
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
  canvas.width = Math.round((size.width + plan.beside) * ratio);
  canvas.height = Math.round((headHeight + size.height + plan.beneath + footHeight) * ratio);
  pen.scale(ratio, ratio);
  const sheet = new Sheet(pen, context, canvas.width / ratio, canvas.height / ratio);
  sheet.paper();
  pen.drawImage(picture, 0, headHeight, size.width, size.height);
  sheet.frame(0, headHeight, size.width, size.height);
  sheet.head(text.title);
  sheet.legend(plan, plan.beside ? size.width : 0, plan.beside ? headHeight : headHeight + size.height);
  sheet.foot(scaleBar(map.getCenter().lat, map.getZoom(), 140, context.language));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(words(context.language).map.error_image);
  return blob;
}

type Row = { title: string } | LegendEntry;

/** How the legend is set: rows in columns, and the room they take at the side of the map or under it. */
interface LegendPlan {
  rows: readonly Row[];
  perColumn: number;
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
  if (rows.length === 0) return { rows, perColumn: 0, columnWidth: 0, beside: 0, beneath: 0 };
  pen.font = `600 12px ${face}`;
  const widest = Math.max(...rows.map((row) => ('title' in row ? 0 : 34) + pen.measureText(wordsOf(row)).width));
  const columnWidth = Math.ceil(widest) + margin;
  if (map.width > map.height) {
    const perColumn = Math.max(1, Math.floor((map.height - 2 * margin) / rowHeight));
    const beside = Math.ceil(rows.length / perColumn) * columnWidth + 2 * margin;
    return { rows, perColumn, columnWidth, beside, beneath: 0 };
  }
  const columns = Math.max(1, Math.floor((map.width - margin) / columnWidth));
  const perColumn = Math.ceil(rows.length / columns);
  return { rows, perColumn, columnWidth, beside: 0, beneath: perColumn * rowHeight + 2 * margin };
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

  legend({ rows, perColumn, columnWidth }: LegendPlan, left: number, top: number): void {
    rows.forEach((row, index) => {
      const column = Math.floor(index / perColumn);
      this.#legendRow(row, left + margin + column * columnWidth, top + 1.6 * margin + (index % perColumn) * rowHeight);
    });
  }

  foot(bar: ReturnType<typeof scaleBar>): void {
    const { pen, context, width, height } = this;
    const { deployment, palette } = context;
    const text = words(context.language).map;
    const parts = [text.image_made(context.today)];
    if (deployment.attributions.length > 0) parts.push(`${text.attribution} ${deployment.attributions.join(' · ')}`);
    if (deployment.map_approval_number) parts.push(`${text.approval} ${deployment.map_approval_number}`);
    if (deployment.demo) parts.push(text.demo);
    pen.font = `11px ${face}`;
    this.#write(parts.join('　'), 16, height - 12, palette.inkSoft, width - bar.width_px - 140);
    const left = width - bar.width_px - 16;
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(left, height - 20);
    pen.lineTo(left, height - 12);
    pen.lineTo(left + bar.width_px, height - 12);
    pen.lineTo(left + bar.width_px, height - 20);
    pen.stroke();
    this.#write(bar.label, left - pen.measureText(bar.label).width - 8, height - 12, palette.ink);
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
    } else if (entry.shape === 'fill') pen.fillRect(x, y - 6, 24, 12);
    else {
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

  #write(text: string, x: number, y: number, colour: string, most?: number): void {
    this.pen.fillStyle = colour;
    this.pen.fillText(text, x, y, most);
  }
}
