import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rootFolder } from '../../../server/config.ts';
import { readLoop } from '../../../server/loop/catalogue.ts';

const shipped = path.join(rootFolder, 'data/codes');
const setting = { variant: 'five', timeZone: 'Asia/Shanghai' };
const loop = readLoop(setting);
const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-loop-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads the catalogues with one file changed. */
function changed<Content>(file: string, change: (content: Content) => unknown) {
  cpSync(shipped, folder, { recursive: true });
  const name = path.join(folder, `${file}.json`);
  const content = JSON.parse(readFileSync(name, 'utf8')) as Content;
  writeFileSync(name, JSON.stringify(change(content) ?? content));
  return () => readLoop({ ...setting, folder });
}
type Rows = Record<string, unknown>[];
type Matters = { matters: Rows };

describe('the catalogue of matters', () => {
  const { matters } = loop.reference.catalogue;

  it('has matters of every category in small classes, most of them duties of grids', () => {
    const categories = JSON.parse(readFileSync(path.join(shipped, 'incident-category.json'), 'utf8')) as Rows;
    expect(new Set(matters.map(({ category }) => category))).toEqual(new Set(categories.map(({ id }) => id)));
    expect(matters.length).toBeGreaterThanOrEqual(70);
    expect(new Set(matters.map(({ class_en }) => class_en)).size).toBeGreaterThanOrEqual(30);
    const others = matters.filter(({ grid_duty }) => !grid_duty).length;
    expect(others).toBeGreaterThanOrEqual(5);
    expect(others).toBeLessThanOrEqual(10);
  });

  it('lets the clock run round only for what is urgent or cannot wait, and gives no grid a department', () => {
    for (const { id, severity, clock, level, department } of matters) {
      if (severity === 'urgent') expect([id, clock]).toEqual([id, 'round']);
      if (level === 'grid') expect([id, department]).toEqual([id, null]);
    }
  });

  it('finds a matter by its id, and none outside', () => {
    expect(loop.matter('fire.passage.lane')).toMatchObject({ category: 'fire', zh: '消防车通道被占', level: 'street' });
    expect(loop.matter('fire.passage.nothing')).toBeUndefined();
    expect(loop.matter(null)).toBeUndefined();
  });

  it.each([
    ['an unknown category', { category: 'sport', id: 'sport.a.b' }, 'matter “sport.a.b”: there is no category “sport”'],
    ['an unknown department', { department: 'army' }, 'matter “fire.passage.lane”: there is no department “army”'],
    ['an id of another category', { category: 'noise' }, 'an id begins with its category'],
    ['accepting that takes longer than settling', { accept_h: 99 }, 'accepting takes no longer than settling'],
    ['a level that holds nothing', { level: 'city' }, 'matter “fire.passage.lane”'],
    ['no evidence', { evidence: [] }, 'matter “fire.passage.lane”'],
  ])('is refused with %s', (_, wrong, message) => {
    const read = changed<Matters>('matter', (content) => {
      Object.assign(content.matters.find(({ id }) => id === 'fire.passage.lane')!, wrong);
    });
    expect(read).toThrow(message);
    expect(read).toThrow('the catalogue data/codes/matter.json cannot be used');
  });

  it('is refused with a matter that stands twice', () => {
    const twice = changed<Matters>('matter', (content) => ({
      ...content,
      matters: [...content.matters, content.matters[0]],
    }));
    expect(twice).toThrow('matter “environment.waste.litter”: stands twice');
  });
});

describe('routing', () => {
  const lane = { category: 'fire', item: 'fire.passage.lane' };
  const exception = { level: 'community', department: null, zh: '甲', en: 'A' };
  const withExceptions = (...rows: Rows) =>
    changed<Rows>('routing', () => rows.map((row) => ({ ...exception, ...row })))();

  it('goes by the matter, to the area of its level', () => {
    expect(loop.route({ ...lane, area_code: '990106001001001' })).toEqual({
      holder_code: '990106001',
      department: 'fire',
    });
    const spot = { category: 'environment', item: 'environment.waste.litter' };
    expect(loop.route({ ...spot, area_code: '990106001001001' })).toEqual({
      holder_code: '990106001001001',
      department: null,
    });
    // A district whose tree ends above.
    expect(loop.route({ ...spot, area_code: '990106001' })).toEqual({ holder_code: '990106001', department: null });
  });

  it('has no answer outside every area, nor outside the catalogue', () => {
    expect(loop.route({ ...lane, area_code: null })).toBeNull();
    expect(loop.route({ category: 'fire', item: null, area_code: '990106001001001' })).toBeNull();
  });

  it('lets the longest area decide, and in it a matter before a category', () => {
    const route = (...rows: Rows) => withExceptions(...rows).route({ ...lane, area_code: '990106001001001' });
    const district = { area_code: '990106', category: null, matter: lane.item, level: 'district', department: 'fire' };
    const street = { area_code: '990106001', category: 'fire', matter: null, department: 'emergency', level: 'street' };
    expect(route(district)).toEqual({ holder_code: '990106', department: 'fire' });
    expect(route(district, street)).toEqual({ holder_code: '990106001', department: 'emergency' });
    const exact = { ...street, category: null, matter: lane.item, level: 'grid', department: null };
    expect(route(district, street, exact)).toEqual({ holder_code: '990106001001001', department: null });
    expect(route({ ...street, area_code: '990106002' })).toEqual({ holder_code: '990106001', department: 'fire' });
  });

  it('covers by category what is outside the catalogue', () => {
    const street = withExceptions({ area_code: '990106', category: 'fire', matter: null });
    expect(street.route({ category: 'fire', item: null, area_code: '990106001001001' })).toEqual({
      holder_code: '990106001001',
      department: null,
    });
    expect(street.route({ category: 'noise', item: null, area_code: '990106001001001' })).toBeNull();
  });

  it.each([
    ['both a category and a matter', { category: 'fire', matter: lane.item }, 'about a category or a matter'],
    ['neither', { category: null, matter: null }, 'about a category or a matter'],
    [
      'a matter that is not there',
      { category: null, matter: 'a.b.c' },
      'exception “990106 a.b.c”: there is no matter “a.b.c”',
    ],
  ])('is refused with %s', (_, wrong, message) => {
    expect(() => withExceptions({ area_code: '990106', ...wrong })).toThrow(message);
  });
});

describe('the steps of a district', () => {
  it.each([
    ['five', 5],
    ['six', 6],
    ['thirteen', 13],
  ])('are read from the variant %s', (variant, count) => {
    expect(readLoop({ ...setting, variant }).reference.variant).toMatchObject({ id: variant });
    expect(readLoop({ ...setting, variant }).reference.variant.steps).toHaveLength(count);
  });

  it('are refused where the variant is unknown or takes a kind of event twice', () => {
    expect(() => readLoop({ ...setting, variant: 'seven' })).toThrow(
      'there is no variant “seven”; LOOP_VARIANT can be five, six, thirteen',
    );
    const twice = changed<{ steps: { covers: string[] }[] }[]>('loop-variant', ([five]) => {
      five!.steps[0]!.covers.push('closed');
    });
    expect(twice).toThrow('variant “five”: “closed” stands in two steps');
  });
});

describe('the working calendar', () => {
  type Calendar = { hours: string[][]; years: { holidays: { last: string; worked: string[] }[] }[] };
  it.each<[string, (content: Calendar) => void, string]>([
    ['hours that overlap', ({ hours }) => void hours.push(['17:00', '18:00']), 'working hours follow one another'],
    ['an hour that no clock shows', ({ hours }) => void hours.push(['24:30', '24:59']), 'a time is HH:MM'],
    [
      'a day of another year',
      ({ years }) => void years[0]!.holidays[0]!.worked.push('2025-01-04'),
      'a day is of another year',
    ],
    [
      'a holiday that ends too soon',
      ({ years }) => void Object.assign(years[0]!.holidays[1]!, { last: '2024-02-01' }),
      'it ends before it begins',
    ],
    [
      'a weekday worked instead',
      ({ years }) => void years[0]!.holidays[0]!.worked.push('2024-01-03'),
      '2024, New Year: 2024-01-03 is no weekend',
    ],
  ])('is refused with %s', (_, change, message) => {
    const read = changed<Calendar>('working-calendar', change);
    expect(read).toThrow(message);
    expect(read).toThrow('data/codes/working-calendar.json cannot be used');
  });
});
