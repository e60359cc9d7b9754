import { describe, expect, it } from 'vitest';
import { eventKinds, incidentStatuses } from '../../../server/api/incidents/schema.ts';
import { forward, openStatuses } from '../../../server/api/loop/schema.ts';
import { readLoop } from '../../../server/loop/catalogue.ts';
import { type Actor, kindsFrom, moves, pathOf } from '../../../server/loop/moves.ts';
import { allActors, columns, variants, wayOf } from './moves.table.ts';

const stepsOf = (variant: string) => readLoop({ variant, timeZone: 'Asia/Shanghai' }).reference.variant.steps;
/** Nobody, each alone, each two, and all. */
const companies: Actor[][] = [
  [],
  ...allActors.map((actor) => [actor]),
  ...allActors.flatMap((one, at) => allActors.slice(at + 1).map((other) => [one, other])),
  allActors,
];

describe('the table of moves', () => {
  it('has every status as a column', () => {
    expect([...columns].sort()).toEqual([...incidentStatuses].sort());
  });

  describe.each(variants)('in a loop of %s steps', (variant) => {
    const steps = stepsOf(variant);
    it.each(columns)('leads from %s where the table says, by whom it says, and nowhere else', (from) => {
      const got: string[] = [];
      const expected: string[] = [];
      for (const kind of eventKinds) {
        for (const actors of companies) {
          const who = `${kind} by ${actors.join(' and ') || 'nobody'}: `;
          const way = wayOf(variant, from, kind, actors);
          const path = pathOf(steps, from, kind, actors);
          expected.push(who + (way ? `${way.kinds.join(' ')} to ${way.to}` : '—'));
          got.push(who + (path ? `${path.kinds.join(' ')} to ${path.to}` : '—'));
        }
      }
      expect(got).toEqual(expected);
    });

    it('names what can be done, each once, in the order of the table', () => {
      const order = [...new Set(moves.map(({ kind }) => kind))];
      for (const from of columns) {
        for (const actors of companies) {
          expect(kindsFrom(steps, from, actors)).toEqual(order.filter((kind) => wayOf(variant, from, kind, actors)));
        }
      }
    });
  });

  it('can be left from every status, and reached from where a report begins', () => {
    const reached = new Set(['found']);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const { from, to } of moves)
        if (to !== 'same' && from.some((status) => reached.has(status))) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...incidentStatuses].sort());
    for (const from of incidentStatuses) {
      expect(moves.some((move) => move.to !== 'same' && move.from.includes(from))).toBe(true);
    }
  });

  it('goes forward through statuses of the catalogue', () => {
    expect(forward.every((status) => incidentStatuses.includes(status))).toBe(true);
    expect(openStatuses).toHaveLength(7);
  });
});
