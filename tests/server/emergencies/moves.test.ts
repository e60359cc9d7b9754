import { describe, expect, it } from 'vitest';
import { emergencyEvents } from '../../../server/api/emergencies/schema.ts';
import {
  type EmergencyActor,
  emergencyMoves,
  movesOfOrder,
  type OrderState,
  orderState,
  refusalOf,
} from '../../../server/emergencies/moves.ts';

const actors: EmergencyActor[] = ['commander', 'addressee', 'witness'];
const states: OrderState[] = ['issued', 'acknowledged', 'done', 'cancelled'];
const moment = '2026-06-01T08:00:00.000Z';

/** Every move by everybody, as an emergency lasts: `+` is legal, `p` past it, `-` for others. In order commander, addressee, witness. */
const whole: [kind: (typeof emergencyEvents)[number], outcomes: string][] = [
  ['declared', '---'],
  ['regraded', '+--'],
  ['ordered', '+--'],
  ['noted', '+++'],
  ['resource_changed', '---'],
  ['ended', '+--'],
];
const ofOrder: [kind: (typeof emergencyEvents)[number], state: OrderState, outcomes: string][] = [
  ['acknowledged', 'issued', '++-'],
  ['acknowledged', 'acknowledged', 'pp-'],
  ['acknowledged', 'done', 'pp-'],
  ['acknowledged', 'cancelled', 'pp-'],
  ['done', 'issued', '++-'],
  ['done', 'acknowledged', '++-'],
  ['done', 'done', 'pp-'],
  ['done', 'cancelled', 'pp-'],
  ['cancelled', 'issued', '+--'],
  ['cancelled', 'acknowledged', '+--'],
  ['cancelled', 'done', 'p--'],
  ['cancelled', 'cancelled', 'p--'],
];
const sign = { over: 'x', past: 'p', others: '-', legal: '+' } as const;

function outcomes(kind: (typeof emergencyEvents)[number], order: OrderState | null, ended: boolean): string {
  return actors.map((actor) => sign[refusalOf(kind, { ended, order, actors: [actor] }) ?? 'legal']).join('');
}

describe('the moves of an emergency', () => {
  it.each(whole)('%s: %s', (kind, expected) => {
    expect(outcomes(kind, null, false)).toBe(expected);
  });
  it.each(ofOrder)('an order %s from %s: %s', (kind, state, expected) => {
    expect(outcomes(kind, state, false)).toBe(expected);
  });
  it('are none when it is over', () => {
    for (const kind of emergencyEvents) {
      for (const state of [null, ...states]) expect(outcomes(kind, state, true)).toBe('xxx');
    }
  });
  it('stand in the table above, each of them', () => {
    const told = new Set([...whole, ...ofOrder].map(([kind]) => kind));
    expect(emergencyEvents.filter((kind) => !told.has(kind))).toEqual([]);
    expect(emergencyMoves.map(({ kind }) => kind).filter((kind) => !told.has(kind))).toEqual([]);
  });
});

describe('an order', () => {
  const times = { acknowledged_at: null, done_at: null, cancelled_at: null };
  it('stands as its newest time says', () => {
    expect(orderState(times)).toBe('issued');
    expect(orderState({ ...times, acknowledged_at: moment })).toBe('acknowledged');
    expect(orderState({ ...times, acknowledged_at: moment, done_at: moment })).toBe('done');
    expect(orderState({ ...times, acknowledged_at: moment, cancelled_at: moment })).toBe('cancelled');
  });
  it('offers what its reader may do', () => {
    expect(movesOfOrder(times, false, ['witness', 'addressee'])).toEqual(['acknowledge', 'done']);
    expect(movesOfOrder(times, false, ['witness', 'commander'])).toEqual(['acknowledge', 'done', 'cancel']);
    expect(movesOfOrder({ ...times, acknowledged_at: moment }, false, ['addressee'])).toEqual(['done']);
    expect(movesOfOrder(times, false, ['witness'])).toEqual([]);
    expect(movesOfOrder(times, true, ['commander'])).toEqual([]);
  });
});
