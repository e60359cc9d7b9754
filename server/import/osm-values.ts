import type { Tags } from './osm-sink.ts';

const han = /\p{Script=Han}/u;

/** name:zh, else name, trimmed; null when there is none. */
export function nameOf(tags: Tags): string | null {
  return (tags['name:zh-Hans'] || tags['name:zh'] || tags.name || '').trim() || null;
}

/**
 * One line from the addr:* tags; null without a street, place or full address.
 * Chinese runs from large to small (区 路 号), other languages "street, number".
 */
export function addressOf(tags: Tags): string | null {
  const street = (tags['addr:street'] ?? tags['addr:place'] ?? '').trim();
  const number = (tags['addr:housenumber'] ?? '').trim();
  if (!street) return tags['addr:full']?.trim() || null;
  if (!han.test(street)) return number ? `${street}, ${number}` : street;
  const larger = [tags['addr:city'], tags['addr:district']].filter((part) => part && han.test(part)).join('');
  return larger + street + (/^[\d\-、,/]+$/.test(number) ? `${number}号` : number);
}

/** A whole number from text such as "6", "6.0" or "6;7" (the largest counts); null when none lies within the limits. */
export function wholeNumberOf(text: string | undefined, low: number, high: number): string | null {
  if (!text) return null;
  const numbers = text
    .split(';')
    .map((part) => Number.parseFloat(part))
    .filter((value) => Number.isFinite(value));
  const value = Math.ceil(Math.max(...numbers));
  return Number.isFinite(value) && value >= low && value <= high ? String(value) : null;
}

/** Metres from "12", "12 m", "12,5", "40 ft" or 40'; null when there is no positive number below `limit`. */
export function metresOf(text: string | undefined, limit: number): string | null {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*(m|ft|')?/.exec(text ?? '');
  if (!found) return null;
  const foot = 0.3048;
  const value = Number(found[1]!.replace(',', '.')) * (found[2] === 'ft' || found[2] === "'" ? foot : 1);
  return value > 0 && value < limit ? String(Math.round(value * 100) / 100) : null;
}

/** Whether a tag says yes: any value but no, false and 0. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'no' && value !== 'false' && value !== '0';
}
