import { describe, expect, it } from 'vitest';
import {
  bringsPlaces,
  firstOpen,
  isSettled,
  lacksBuilding,
  missingFields,
  type Step,
  stepsOf,
} from '../../../../client/pages/imports/steps.ts';
import type { ImportBatch } from '../../../../server/api/imports/schema.ts';
import { batch, facilities, noCounts } from './batch.ts';

const none: ReadonlySet<Step> = new Set();
const all: ReadonlySet<Step> = new Set(['file', 'columns', 'rows', 'check'] as const);
const settled = (more: Partial<ImportBatch['settings']>) => {
  const { settings } = batch();
  return { settings: { ...settings, ...more } };
};
const placed = settled({ crs: { kind: 'wgs84' } });

describe('the questions of a batch', () => {
  it('are six for points, without coordinates for doors, without columns for OpenStreetMap', () => {
    expect(stepsOf(batch(), facilities)).toEqual(['file', 'place', 'columns', 'rows', 'check', 'apply']);
    const doors = { ...facilities, geometry: null };
    expect(stepsOf(batch(), doors)).toEqual(['file', 'columns', 'rows', 'check', 'apply']);
    expect(stepsOf(batch(), { geometry: null, fields: [] })).toEqual(['file', 'check', 'apply']);
    // A base map in another format than OpenStreetMap's own says nothing certain of its coordinates.
    const { findings } = batch();
    const tables = findings!.tables.map((table) => ({ ...table, geometry: 'mixed' as const }));
    const shapes = batch({ findings: { ...findings!, tables } });
    expect(stepsOf(shapes, { geometry: null, fields: [] })).toEqual(['file', 'place', 'check', 'apply']);
  });

  it('leave no row without a building', () => {
    const text = { type: 'text', required: false } as const;
    const fields = ['building_source_id', 'building_name', 'address', 'compound_name'].map((name) => ({
      ...{ ...text, name, zh: name, en: name },
    }));
    const doors = { ...facilities, kind: 'households' as const, geometry: null, fields };
    const yes: ReadonlySet<Step> = new Set(['columns']);
    // A compound has many buildings.
    const lost = batch(settled({ mapping: { compound_name: '小区' } }));
    expect(lacksBuilding(lost, doors)).toBe(true);
    expect(isSettled('columns', lost, doors, yes)).toBe(false);
    const found = batch(settled({ mapping: { address: '楼栋地址' } }));
    expect(lacksBuilding(found, doors)).toBe(false);
    expect(isSettled('columns', found, doors, yes)).toBe(true);
    expect(lacksBuilding(batch(settled({ mapping: {} })), facilities)).toBe(false);
  });

  it('open one after the other', () => {
    expect(firstOpen(batch(), facilities, none)).toBe('place');
    expect(firstOpen(batch(placed), facilities, none)).toBe('columns');
    expect(firstOpen(batch(placed), facilities, new Set(['columns'] as const))).toBe('rows');
    expect(firstOpen(batch(placed), facilities, all)).toBe('check');
    const checked = batch({ ...placed, state: 'checked', counts: { ...noCounts, new: 3 } });
    expect(firstOpen(checked, facilities, none)).toBe('apply');
    expect(firstOpen({ ...checked, state: 'applied' }, facilities, none)).toBeNull();
  });
});

describe('a file', () => {
  const found = batch().findings!;
  const [table] = found.tables;

  it('needs a word where its encoding is a guess or it holds several tables', () => {
    expect(isSettled('file', batch(), facilities, none)).toBe(true);
    const guessed = { ...found, tables: [{ ...table!, encoding: { name: 'gb18030', certain: false } }] };
    expect(isSettled('file', batch({ findings: guessed }), facilities, none)).toBe(false);
    expect(isSettled('file', batch({ findings: guessed }), facilities, all)).toBe(true);
    const several = { ...found, tables: [table!, { ...table!, name: 'b' }] };
    expect(isSettled('file', batch({ findings: several }), facilities, none)).toBe(false);
  });

  it('is not settled before it was read', () => {
    expect(isSettled('file', batch({ findings: null }), facilities, all)).toBe(false);
  });
});

describe('coordinates', () => {
  it('are settled by a person, and only where there are some', () => {
    expect(isSettled('place', batch(), facilities, all)).toBe(false);
    expect(isSettled('place', batch(placed), facilities, none)).toBe(true);
    const { lat: _, ...mapping } = batch().settings.mapping;
    const half = batch(settled({ crs: { kind: 'wgs84' }, mapping }));
    expect(bringsPlaces(half)).toBe(false);
    expect(isSettled('place', half, facilities, all)).toBe(false);
    const found = batch().findings!;
    const shapes = { ...found, tables: [{ ...found.tables[0]!, geometry: 'point' as const }] };
    expect(bringsPlaces({ ...half, findings: shapes })).toBe(true);
  });
});

describe('columns', () => {
  it('lack what is required and filled by neither a column nor one value', () => {
    expect(missingFields(batch(), facilities)).toEqual([]);
    const { kind: _, ...mapping } = batch().settings.mapping;
    const without = batch(settled({ mapping }));
    expect(missingFields(without, facilities).map(({ name }) => name)).toEqual(['kind']);
    expect(isSettled('columns', without, facilities, all)).toBe(false);
    const constant = batch(settled({ mapping, constants: { kind: 'toilet' } }));
    expect(missingFields(constant, facilities)).toEqual([]);
    expect(isSettled('columns', constant, facilities, all)).toBe(true);
  });
});

describe('a dry run', () => {
  const counts = { ...noCounts, new: 5, rejected: 2 };

  it('is settled when nothing is rejected, or the rest is wanted all the same', () => {
    const rejected = batch({ ...placed, state: 'checked', counts });
    expect(isSettled('check', rejected, facilities, all)).toBe(false);
    const kept = batch({ ...settled({ keep_good: true }), state: 'checked', counts });
    expect(isSettled('check', kept, facilities, all)).toBe(true);
    expect(isSettled('check', kept, facilities, none)).toBe(false);
  });

  it('does not stop at what an extract cuts off', () => {
    const cut = batch({ state: 'checked', counts: { ...counts, incomplete: 2 } });
    expect(isSettled('check', cut, facilities, all)).toBe(true);
  });

  it('that is plain needs no word, one that says more does', () => {
    const plain = batch({ ...placed, state: 'checked', counts: { ...noCounts, new: 5 } });
    expect(isSettled('check', plain, facilities, none)).toBe(true);
    for (const more of [{ absent: 1 }, { outside_grids: 1 }]) {
      const said = batch({ ...placed, state: 'checked', counts: { ...noCounts, new: 5, ...more } });
      expect(isSettled('check', said, facilities, none)).toBe(false);
      expect(isSettled('check', said, facilities, all)).toBe(true);
    }
  });

  it('no longer holds after a change', () => {
    expect(isSettled('check', batch({ ...placed, counts: null }), facilities, all)).toBe(false);
  });
});
