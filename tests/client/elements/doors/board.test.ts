import { describe, expect, it } from 'vitest';
import { blockOf, drawBoard, endingOf, firstKey, stepTo, typedKey } from '../../../../client/elements/doors/board.ts';
import { readLine } from '../../../../client/pages/doors/layout-line.ts';
import { applyAct, type DoorAct, type Draft } from '../../../../server/api/door-plans/schema.ts';

/** A building laid out by a line, and then changed. */
function built(line: string, ...acts: DoorAct[]): Draft {
  const read = readLine(line, [1]);
  if ('fault' in read) throw new Error(`${read.fault.reason} at ${read.fault.at}`);
  return [...read.acts, ...acts].reduce(applyAct, { units: [], doors: [] } as Draft);
}
const tower = built('1-2单元 2-5层 01-04；1单元 1层 商铺 A-B；-1 车库 01-08');
const board = drawBoard(tower);

describe('the board', () => {
  it('has floors from the top and units as wide as their widest floor', () => {
    expect(board.floors.map(({ floor }) => floor)).toEqual([5, 4, 3, 2, 1, -1]);
    expect(board.units.map(({ unit, columns }) => [unit.name, columns])).toEqual([
      ['1单元', 8],
      ['2单元', 4],
    ]);
    expect(board.floors[4]!.units[0]!.cells.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.5],
      [0.5, 1],
    ]);
  });

  it('puts doors that end alike above each other, where one is missing or two are joined', () => {
    const changed = drawBoard(
      built(
        '1-3层 01-04',
        { kind: 'remove', unit_no: 1, doors: ['202'] },
        { kind: 'join', unit_no: 1, doors: ['302', '303'] },
      ),
    );
    const columns = changed.floors.map(({ units }) => units[0]!.cells.map(({ column, span }) => [column, span]));
    expect(columns).toEqual([
      [
        [0, 1],
        [1, 2],
        [3, 1],
      ],
      [
        [0, 1],
        [2, 1],
        [3, 1],
      ],
      [
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 1],
      ],
    ]);
  });

  it('is empty without doors', () => {
    expect(drawBoard({ units: [], doors: [] }).floors).toEqual([]);
    expect(firstKey(drawBoard({ units: [], doors: [] }))).toBeUndefined();
  });

  it.each([
    ['1/501', 'ArrowRight', '1/502'],
    ['1/504', 'ArrowRight', '2/501'],
    ['2/501', 'ArrowLeft', '1/504'],
    ['1/501', 'ArrowLeft', '1/501'],
    ['1/503', 'End', '2/504'],
    ['2/503', 'Home', '1/501'],
    ['1/203', 'ArrowDown', '1/1B'],
    ['1/1B', 'ArrowDown', '1/B107'],
    ['1/B101', 'ArrowUp', '1/1A'],
    ['2/202', 'ArrowDown', '2/202'],
    ['1/501', 'PageDown', '1/B102'],
  ])('leads from %s by %s to %s', (at, key, to) => {
    expect(stepTo(board, at, key)).toBe(to);
  });

  it('leaves other keys alone', () => expect(stepTo(board, '1/501', 'x')).toBeNull());

  it('selects blocks over floors and units', () => {
    expect(blockOf(board, { at: '1/403', anchor: '2/301' }).map(({ key }) => key)).toEqual([
      ...['1/403', '1/404', '2/401', '1/303', '1/304', '2/301'],
    ]);
    expect(blockOf(board, { at: '1/403', anchor: '1/403' }).map(({ key }) => key)).toEqual(['1/403']);
    expect(blockOf(board, { at: '1/1A', anchor: '1/301' }).map(({ key }) => key)).toEqual([
      ...['1/301', '1/302', '1/201', '1/202', '1/1A'],
    ]);
  });

  it.each([
    ['3', '1/201', '1/301'],
    ['30', '2/201', '2/301'],
    ['302', '2/201', '2/302'],
    ['B1', '2/201', '1/B101'],
    ['9', '1/201', null],
  ])('finds %s typed at %s', (typed, at, found) => expect(typedKey(board, at, typed)).toBe(found));
});

describe('what a door ends in', () => {
  it.each([
    ['1203', 12, '03'],
    ['B103', -1, '03'],
    ['1A', 1, '1A'],
    ['东屋', 2, '东屋'],
  ] as const)('%s on floor %s', (door, floor, ending) => expect(endingOf(door, floor)).toBe(ending));
});
