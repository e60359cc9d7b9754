import type { Chosen } from '../../state/patrol/patrol-view.ts';
import { isChosen, type SquadRow } from './plan-rows.ts';

/** The one stop that the tab key comes to: what is looked at, else the first there is; null: there is none. */
export function tabStop(rows: readonly SquadRow[], chosen: Chosen | null): { number: number; place: number } | null {
  const all = rows.flatMap(({ number, squad, stops }) =>
    stops.map(({ stop }, place) => ({ number, place, isChosen: isChosen(chosen, squad.squad_id, stop) })),
  );
  const { number, place } = all.find((each) => each.isChosen) ?? all[0] ?? {};
  return number === undefined || place === undefined ? null : { number, place };
}

/**
 * The stop that a key leads to from another: left and right along the row, up and down to what begins nearest in the next row that has
 * stops; Home and End to the row's ends. Null: none, or no such key.
 * @param number of the row, from 1. @param place of the stop in it, from 0.
 */
export function nextStop(
  rows: readonly SquadRow[],
  number: number,
  place: number,
  key: string,
): { number: number; place: number } | null {
  const at = rows.findIndex((row) => row.number === number);
  const row = rows[at];
  if (!row) return null;
  const along = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: row.stops.length - 1 }[key];
  if (along !== undefined) return row.stops[along] ? { number, place: along } : null;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const others = key === 'ArrowUp' ? rows.slice(0, at).reverse() : rows.slice(at + 1);
  const other = others.find(({ stops }) => stops.length > 0);
  const begin = row.stops[place]?.stop.begin_min;
  if (!other || begin === undefined) return null;
  const away = other.stops.map(({ stop }) => Math.abs(stop.begin_min - begin));
  return { number: other.number, place: away.indexOf(Math.min(...away)) };
}
