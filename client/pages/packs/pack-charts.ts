import { html, nothing, svg, type TemplateResult } from 'lit';
import type {
  FigureId,
  FigureValue,
  MapFigure,
  PackChart,
  PackFigures,
  PackMap,
  PartFigure,
  TableId,
} from '../../../server/api/report-packs/schema.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import { breaksOf } from '../../map/classes.ts';
import { figureName, type PackWording, pastMean, valueText } from './pack-words.ts';

/** What charts are drawn by. */
export interface Drawing extends PackWording {
  reference: Reference;
  /** Address of the map that explains a figure, of an area below. */
  link: (figure: FigureId, areaCode?: string) => string;
}

/** Classes of a map. */
const CLASSES = 5;

/** One chart of a section. */
export function packChart(chart: PackChart, drawing: Drawing): TemplateResult {
  if (chart.kind === 'parts') return partsChart(chart.figures, drawing);
  if (chart.kind === 'past') return pastChart(chart.figure, drawing);
  return chart.kind === 'map' ? packMap(chart.figure, drawing) : packTable(chart.table, drawing);
}

/** Bars by part of the period: the first figure stands on the line, the second hangs from it, to one scale. */
function partsChart(figures: readonly PartFigure[], drawing: Drawing): TemplateResult {
  const { pack, words, language } = drawing;
  const { from, values } = pack.figures.parts;
  const most = Math.max(1, ...figures.flatMap((figure) => values[figure]));
  const unit = ({ day: 'hour', week: 'day', month: 'day', quarter: 'week', year: 'month' } as const)[pack.cadence];
  const label = (at: number) => partLabel(from[at]!, drawing);
  const marks = [...new Set([0, Math.floor(from.length / 2), from.length - 1])];
  const told = figures.map((figure) => figureName(drawing, figure)).join('、');
  return html`<figure class="chart">
    <svg class="bars" viewBox="0 0 ${from.length} 202" preserveAspectRatio="none" role="img" aria-label=${told}>
      ${from.map((_, at) =>
        figures.map((figure, row) => {
          const height = (values[figure][at]! / most) * 100;
          return svg`<rect class=${`bar row${row}`} x=${at + 0.14} y=${row ? 102 : 100 - height} width="0.72" height=${height}>
            <title>${label(at)} · ${figureName(drawing, figure)} ${values[figure][at]}</title></rect>`;
        }),
      )}
      <rect class="axis" x="0" y="100.5" width=${from.length} height="1"></rect>
    </svg>
    <div class="marks note figure" aria-hidden="true">${marks.map((at) => html`<span>${label(at)}</span>`)}</div>
    <figcaption>
      ${figures.map((figure, row) => html`<span><i class=${`swatch row${row}`}></i>${figureName(drawing, figure)} ${row ? '↓' : '↑'}</span>`)}
      <span>${words.packs.parts[unit]}</span><span class="figure">${words.packs.most(formatCount(most, language))}</span>
    </figcaption>
  </figure>`;
}

/** When a period before began; of years the year, as all begin on one day. */
function pastLabel(from: string, drawing: Drawing): string {
  return drawing.pack.cadence === 'year' ? from.slice(0, 4) : partLabel(from, drawing);
}

function partLabel(from: string, { language }: PackWording): string {
  return from.includes(' ') ? from.slice(11) : formatDate(from, { today: from, language });
}

/** A figure over the periods before and this one; a ring where it stood a year before, a dashed line for the mean of those before. */
function pastChart(figure: FigureId, drawing: Drawing): TemplateResult {
  const { pack, words } = drawing;
  const { past_from, scalars } = pack.figures;
  const held = scalars[figure];
  if (!held) return html``;
  const values = [...held.past, held.now];
  const numbers = [...values, held.year_before].filter((value) => typeof value === 'number');
  const mean = pastMean(held.past);
  if (numbers.length === 0)
    return html`<p class="note">${words.packs.pastTitle(figureName(drawing, figure))} · ${words.packs.noPast}</p>`;
  const most = Math.max(1, ...numbers);
  const x = (at: number) => 60 + at * 130;
  const y = (value: number) => 120 - (value / most) * 90;
  const points = values.flatMap((value, at) => (typeof value === 'number' ? [[x(at), y(value)]] : []));
  const text = (value: FigureValue) => valueText(drawing, figure, value);
  return html`<figure class="chart past">
    <figcaption class="title">${words.packs.pastTitle(figureName(drawing, figure))}</figcaption>
    <svg viewBox="0 0 700 160" role="img" aria-label=${values.map(text).join(', ')}>
      <line class="axis" x1="20" x2="680" y1="120.5" y2="120.5"></line>
      ${mean ? svg`<line class="mean" x1="20" x2="680" y1=${y(mean.mean)} y2=${y(mean.mean)}></line>` : nothing}
      <polyline class="course" points=${points.map((point) => point.join(',')).join(' ')}></polyline>
      ${values.map(
        (value, at) => svg`
        ${typeof value === 'number' ? svg`<circle class=${at === 4 ? 'dot now' : 'dot'} cx=${x(at)} cy=${y(value)} r=${at === 4 ? 5 : 3.5}></circle>` : nothing}
        <text class=${at === 4 ? 'told now' : 'told'} x=${x(at)} y=${typeof value === 'number' ? y(value) - 10 : 110}>${text(value)}</text>
        <text class="label" x=${x(at)} y="140">${at === 4 ? words.packs.now : pastLabel(past_from[at]!, drawing)}</text>`,
      )}
      ${typeof held.year_before === 'number' ? svg`<circle class="year" cx=${x(4)} cy=${y(held.year_before)} r="7"></circle>` : nothing}
    </svg>
    <figcaption>
      ${mean ? html`<span><i class="swatch mean"></i>${words.packs.pastMean(text(mean.mean), String(mean.count))}</span>` : nothing}
      <span><i class="swatch year"></i>${words.packs.yearBefore(text(held.year_before))}</span>
    </figcaption>
  </figure>`;
}

/** Areas by class of a figure, each a link to the map; one hue, darker for more. */
function packMap(figure: MapFigure, drawing: Drawing): TemplateResult {
  const { pack, words, language, link } = drawing;
  const { boundaries, small_count_below } = pack.figures;
  // Visits are told in today's boundaries alone once there are others.
  const asItWas = pack.figures.map.values[figure].length === pack.figures.map.areas.length;
  const map = asItWas || !boundaries?.in_todays ? pack.figures.map : boundaries.in_todays.map;
  const values = map.values[figure];
  const positive = values.filter((value) => typeof value === 'number' && value > 0) as number[];
  const bounds = positive.length > 0 ? [...new Set([...breaksOf(positive, CLASSES), Math.max(...positive)])] : [];
  const classOf = (value: FigureValue) => {
    if (typeof value !== 'number') return 'few';
    return value === 0 ? 'class0' : `class${bounds.findIndex((bound) => value <= bound) + 1}`;
  };
  const text = (value: FigureValue) => valueText(drawing, figure, value);
  const least = (at: number) =>
    at === 0 ? Math.min(...positive) : Math.min(...positive.filter((value) => value > bounds[at - 1]!));
  const range = (bound: number, at: number) =>
    least(at) === bound
      ? formatCount(bound, language)
      : `${formatCount(least(at), language)}–${formatCount(bound, language)}`;
  return html`<figure class="chart map">
    <figcaption class="title">${words.packs.mapTitle(figureName(drawing, figure))}</figcaption>
    <svg viewBox="-4 -4 ${map.width + 8} ${map.height + 8}" role="group" aria-label=${words.packs.mapTitle(figureName(drawing, figure))}>
      ${map.areas.map(
        (
          { area_code, name, path },
          at,
        ) => svg`<a href=${link(figure, area_code)} aria-label=${`${name} ${text(values[at]!)}`}>
        <path class=${classOf(values[at]!)} d=${path}><title>${name} · ${text(values[at]!)}</title></path></a>`,
      )}
    </svg>
    <figcaption>
      ${values.includes(0) ? html`<span><i class="swatch class0"></i>0</span>` : nothing}
      ${values.includes('small') ? html`<span><i class="swatch few"></i>${words.packs.mapFew(String(small_count_below))}</span>` : nothing}
      ${bounds.map((bound, at) => html`<span class="figure"><i class=${`swatch class${at + 1}`}></i>${range(bound, at)}</span>`)}
      <span>↑ ${words.packs.north}</span>
    </figcaption>
    <p class="note">${words.packs.mapNote[mapBoundaries(pack.figures, map)]}</p>
  </figure>`;
}

/** Which boundaries a map is drawn in. */
function mapBoundaries({ boundaries }: PackFigures, map: PackMap): 'asItWas' | 'today' {
  return boundaries?.counted_in === 'made_day' || map === boundaries?.in_todays?.map ? 'today' : 'asItWas';
}

/** What a bar of a table of one count is drawn by. */
interface Bar {
  name: string;
  count: FigureValue;
}

/** Counts as bars from one line, in the order of the catalogue; one that is too small to tell is a dashed stub. */
function packBars(table: 'settled_at' | 'need_tag', bars: readonly Bar[], drawing: Drawing): TemplateResult {
  const { columns, tables } = drawing.words.packs;
  const most = Math.max(1, ...bars.flatMap(({ count }) => (typeof count === 'number' ? [count] : [])));
  const small = Math.min(most, drawing.pack.figures.small_count_below) / most;
  const length = (count: FigureValue) =>
    100 * (typeof count === 'number' ? count / most : count === 'small' ? small : 0);
  const [head, unit] = table === 'need_tag' ? [columns.tag, columns.households] : [columns.level, columns.count];
  return html`<figure class="chart">
    <figcaption class="title">${tables[table]}</figcaption>
    <table class="lines">
      <thead class="visually-hidden"><tr><th scope="col">${head}</th><th scope="col">${unit}</th><td></td></tr></thead>
      <tbody>
        ${bars.map(
          ({ name, count }) => html`<tr>
            <th scope="row">${name}</th>
            <td class="figure">${valueText(drawing, 'household', count)}</td>
            <td aria-hidden="true">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                <rect class=${count === 'small' ? 'line few' : 'line'} width=${length(count)} height="10"></rect>
              </svg>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  </figure>`;
}

function packTable(table: TableId, drawing: Drawing): TemplateResult {
  if (table === 'need_tag' || table === 'settled_at') return packBars(table, barsOf(table, drawing), drawing);
  const { pack, words, language, reference, link } = drawing;
  const { tables } = pack.figures;
  const { columns } = words.packs;
  const count = (value: number) => formatCount(value, language);
  const code = (catalogue: Parameters<typeof codeName>[1], id: string) => codeName(reference, catalogue, id, language);
  const rows: { head: string[]; body: (string | TemplateResult)[][] } = {
    incident_category: () => ({
      head: [columns.category, columns.reported, columns.settled, columns.open],
      body: tables.incident_category.map((row) => [
        code('incident-category', row.category),
        count(row.reported),
        count(row.settled),
        count(row.open),
      ]),
    }),
    areas: () => ({
      head: [columns.area, columns.reported, columns.settled, columns.open, columns.overdue],
      body: tables.areas.map((row) => [
        html`<a href=${link('incident_reported', row.area_code)}>${row.name}</a>`,
        ...[row.reported, row.settled, row.open, row.overdue].map(count),
      ]),
    }),
  }[table]();
  if (rows.body.length === 0) return html``;
  return html`<figure class="chart">
    <figcaption class="title">${words.packs.tables[table]}</figcaption>
    <table>
      <thead><tr>${rows.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
      <tbody>${rows.body.map(([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td class="figure">${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </figure>`;
}

function barsOf(table: 'settled_at' | 'need_tag', { pack, reference, language }: Drawing): Bar[] {
  const { need_tag, settled_at } = pack.figures.tables;
  if (table === 'need_tag')
    return need_tag.map(({ tag, count }) => ({ name: codeName(reference, 'need-tag', tag, language), count }));
  return settled_at.map(({ level, count }) => ({ name: codeName(reference, 'area-level', level, language), count }));
}
