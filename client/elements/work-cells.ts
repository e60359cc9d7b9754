import { html, nothing, type TemplateResult } from 'lit';
import type { ListedIncident } from '../../server/api/work-list/schema.ts';
import { formatExact, formatMoment } from '../format/time.ts';
import type { Messages } from '../locales/index.ts';
import type { LanguageChoice } from '../state/store.ts';
import { statusMark } from './incident-row.ts';
import { clockOf, codeName, type Reference } from './reference.ts';

/** What the cells of a row are worded by. */
export interface RowWords {
  reference: Reference;
  language: LanguageChoice;
  words: Messages;
  /** How its time stands. */
  due: TemplateResult | typeof nothing;
}

/** One incident as two lines: what and where, how it stands and since when. */
export function twoLines(row: ListedIncident, shown: RowWords): TemplateResult {
  return html`<span class="two" role="gridcell">
      <span class="one">${row.title}</span>
      <span class="note one">${categoryOf(row, shown)} · ${row.address || row.area_name || nothing}</span>
    </span>
    <span class="end" role="gridcell">${standing(row, shown)}<span class="note">${reported(row, shown)}</span></span>`;
}

/** One incident as the cells of a table row. */
export function tableCells(row: ListedIncident, shown: RowWords): TemplateResult {
  const place = row.address || row.area_name || '';
  return html`<span class="one figure code" role="gridcell" title=${row.incident_code}>${row.incident_code}</span>
    <span class="one" role="gridcell" title=${row.title}>${row.title} <span class="unit">${categoryOf(row, shown)}</span></span>
    <span class="one" role="gridcell" title=${place}>${place}</span>
    <span class="one" role="gridcell">${stepOf(row, shown)}</span>
    <span class="one" role="gridcell" title=${handsOf(row, shown)}>${handsOf(row, shown)}</span>
    <span class="one" role="gridcell">${shown.due}</span>
    <span class="one" role="gridcell">${reported(row, shown)}</span>`;
}

function categoryOf(row: ListedIncident, { reference, language }: RowWords): string {
  return codeName(reference, 'incident-category', row.category, language);
}

function stepOf(row: ListedIncident, { reference, language }: RowWords): string {
  return codeName(reference, 'incident-status', row.status, language);
}

function standing(row: ListedIncident, shown: RowWords): TemplateResult {
  return statusMark(row, stepOf(row, shown), shown.words);
}

/** Whose hands it is in; nobody's before it is dispatched. */
function handsOf(row: ListedIncident, { reference, language, words }: RowWords): string {
  const area = row.holder_name ?? row.holder_code;
  if (!area) return words.work.nobody;
  return row.department ? `${area} · ${codeName(reference, 'department', row.department, language)}` : area;
}

function reported(row: ListedIncident, { reference, language }: RowWords): TemplateResult {
  const clock = clockOf(reference, language);
  return html`<time class="figure" datetime=${row.reported_at} title=${formatExact(row.reported_at, clock)}>
    ${formatMoment(row.reported_at, clock)}
  </time>`;
}
