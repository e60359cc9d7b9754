import { describe, expect, it } from 'vitest';
import { readLine } from '../../../../client/pages/doors/layout-line.ts';
import { mostFloors, sheetFloors } from '../../../../client/pages/doors/sheet-floors.ts';
import { applyAct, type Draft } from '../../../../server/api/door-plans/schema.ts';

const nothing: Draft = { units: [], doors: [] };
function built(line: string): Draft {
  const read = readLine(line, [1]);
  if ('fault' in read) throw new Error(read.fault.reason);
  return read.acts.reduce(applyAct, nothing);
}

describe('the sheets of a building', () => {
  it('are one for 33 floors and two basements', () => {
    const [only, ...more] = sheetFloors(built('-2--1 01；1-33 01'));
    expect(more).toEqual([]);
    expect([only!.length, only![0], only!.at(-1)]).toEqual([35, 33, -2]);
  });

  it('are as many as its floors take, every floor once', () => {
    const parts = sheetFloors(built('1-100 01'));
    expect(parts).toHaveLength(3);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(mostFloors);
    expect(parts.flat()).toEqual(Array.from({ length: 100 }, (_, place) => 100 - place));
  });

  it('are one without doors', () => expect(sheetFloors(nothing)).toEqual([[]]));
});
