import { BEAT_S, type LiveEvent } from '../api/live/schema.ts';
import type { FeedRow } from './feed.ts';

/** One server-sent event as text. @param id number of the feed up to which everything was sent with it. */
export function eventText(kind: LiveEvent, data: string, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${kind}\ndata: ${data}\n\n`;
}

/** First words of a feed: from which number on it goes. */
export function helloText(seq: number): string {
  return eventText('hello', JSON.stringify({ seq, beat_s: BEAT_S }), seq);
}

/** What decides which bytes a screen gets. */
export interface Reach {
  /** Prefixes of the codes of the areas that it shows; '' is everything, also what lies outside every area; none: nothing. */
  areas: readonly string[];
  /** True for a display: places no finer than a building. */
  coarse: boolean;
}

/**
 * What a screen gets of some rows, as text; empty where none concerns it.
 * @param rows by rising number.
 */
export function changesText(reach: Reach, rows: readonly FeedRow[]): string {
  let text = '';
  for (const row of rows) text += changeText(reach, row);
  return text;
}

function changeText({ areas, coarse }: Reach, row: FeedRow): string {
  const { seq, incident_id, area_code, was_area_code, topic } = row;
  const body = coarse ? row.coarse_body : row.body;
  if (areas.length === 0) return '';
  if (body === null) return eventText('reset', '{}', seq);
  // A street's wall may be steered, and what is declared or walked over a street concerns whoever looks, at a part of it, too.
  if (topic !== 'change') return meets(areas, area_code) ? eventText(topic, body, seq) : '';
  if (reaches(areas, area_code)) return eventText('change', body, seq);
  if (was_area_code === null || !reaches(areas, was_area_code)) return '';
  return eventText('change', JSON.stringify({ id: incident_id, kind: 'gone' }), seq);
}

function reaches(areas: readonly string[], areaCode: string | null): boolean {
  return areas.some((prefix) => (areaCode ?? '').startsWith(prefix));
}

function meets(areas: readonly string[], areaCode: string | null): boolean {
  return reaches(areas, areaCode) || areas.some((prefix) => areaCode !== null && prefix.startsWith(areaCode));
}
