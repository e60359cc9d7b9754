import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LayOut, readLine, writeLine } from '../../../../client/pages/doors/layout-line.ts';

const one = { kind: 'lay_out', unit_nos: [1], floors: [{ from: 1, to: 33 }], skip: [], door_use: 'home' } as const;
const four = ['01', '02', '03', '04'];

describe('the line that lays a building out', () => {
  it.each<[string, Partial<LayOut>[]]>([
    ['1-33层 每层 01-04', [{ doors: four }]],
    ['1-33F 01-04', [{ doors: four }]],
    ['1-33 1-4', [{ doors: four }]],
    ['floors 1-33 4 doors', [{ doors: four }]],
    ['1至33层，每层4户，不含4、13、14', [{ doors: four, skip: [4, 13, 14] }]],
    ['1-33F 01-04 no 4 ', [{ doors: four, skip: [4] }]],
    ['-2--1 车库', [{ floors: [{ from: -2, to: -1 }], doors: ['车库'], door_use: 'garage' }]],
    ['B2-B1 garage 01-02', [{ floors: [{ from: -2, to: -1 }], doors: ['01', '02'], door_use: 'garage' }]],
    ['1层 商铺 A-D', [{ floors: [{ from: 1, to: 1 }], doors: ['A', 'B', 'C', 'D'], door_use: 'shop' }]],
    ['1层 a-b 商铺', [{ floors: [{ from: 1, to: 1 }], doors: ['A', 'B'], door_use: 'shop' }]],
    ['1-2单元 1-33层 01-04', [{ unit_nos: [1, 2], doors: four }]],
    ['1-2U 1-33F 01-04', [{ unit_nos: [1, 2], doors: four }]],
    [
      '3单元 2-33F 01-04; 1 商铺',
      [
        { unit_nos: [3], floors: [{ from: 2, to: 33 }], doors: four },
        { unit_nos: [3], floors: [{ from: 1, to: 1 }], doors: ['商铺'], door_use: 'shop' },
      ],
    ],
    ['  ', []],
  ])('%s', (text, acts) => {
    expect(readLine(text, [1])).toEqual({ acts: acts.map((act) => ({ ...one, ...act })) });
  });

  it.each([
    ['每层 01-04', 'floors', 0],
    ['1-33层', 'doors', 5],
    ['1-33层 住宅', 'doors', 8],
    ['0-33层 01-04', 'zero', 0],
    ['1-201层 01', 'floor_range', 0],
    ['1单元 1-201层 01', 'floor_range', 4],
    ['0单元 1层 01', 'unit_range', 0],
    ['1-33层 01-D', 'door_range', 6],
    ['1-33层 001-400', 'door_range', 6],
    ['1-33层 01-04 东', 'rest', 12],
    ['1层 01；2层', 'doors', 8],
  ])('%s is told where it goes wrong', (text, reason, at) => {
    expect(readLine(text, [1])).toEqual({ fault: { reason, at } });
  });

  const range = (least: number, most: number) =>
    fc.record({ from: fc.integer({ min: least, max: most }), to: fc.integer({ min: least, max: most }) });
  const endings = fc.oneof(
    fc
      .uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 9 })
      .map((numbers) => numbers.map((number) => String(number).padStart(2, '0'))),
    fc.uniqueArray(fc.constantFrom(...'ABCDEFGH'), { minLength: 1, maxLength: 8 }),
  );
  const act: fc.Arbitrary<LayOut> = fc.record({
    kind: fc.constant('lay_out' as const),
    unit_nos: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }),
    floors: fc.array(fc.oneof(range(1, 200), range(-20, -1)), { minLength: 1, maxLength: 3 }),
    skip: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }),
    doors: endings,
    door_use: fc.constantFrom('home', 'shop', 'garage'),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 3 }), (acts) => {
        expect(readLine(writeLine(acts), [1])).toEqual({ acts });
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-层单元每车库商铺 ABuf,、;不含') }), (text) => {
        const line = readLine(text, [1]);
        if ('fault' in line) expect(line.fault.at).toBeLessThanOrEqual(text.length);
        else expect(readLine(writeLine(line.acts), [1])).toEqual(line);
      }),
    );
  });
});
