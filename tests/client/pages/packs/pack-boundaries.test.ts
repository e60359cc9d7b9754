import { describe, expect, it } from 'vitest';
import { packIn } from '../../../../client/pages/packs/pack-boundaries.ts';
import type { PackFigures, ReportPack } from '../../../../server/api/report-packs/schema.ts';

const row = (area_code: string, reported: number) => ({
  ...{ area_code, name: area_code, reported, settled: 0, open: 0, overdue: 0 },
});
const map = (...codes: string[]): PackFigures['map'] => ({
  ...{ width: 1, height: 1, areas: codes.map((area_code) => ({ area_code, name: area_code, path: '' })) },
  values: { incident_reported: [], incident_open: [], visit_done: [] },
});
const figure = { now: 4, past: [], year_before: null };
const pack = {
  figures: {
    scalars: { incident_reported: { ...figure, as_it_was: 3 }, household: figure },
    tables: { areas: [row('11', 2), row('12', 1)] },
    map: map('11', '12'),
    boundaries: {
      ...{ counted_in: 'last_day', changed_on: ['2026-11-05'] },
      in_todays: { map: map('13'), areas: [row('13', 4)] },
    },
  },
} as unknown as ReportPack;

describe('a pack in boundaries', () => {
  it('counts as it was', () => {
    const { scalars, tables } = packIn(pack, 'asItWas').figures;
    expect([scalars.incident_reported!.now, scalars.household!.now]).toEqual([3, 4]);
    expect(tables.areas.map(({ area_code }) => area_code)).toEqual(['11', '12']);
  });

  it('counts in those of today', () => {
    const { scalars, tables, map: shown } = packIn(pack, 'today').figures;
    expect(scalars.incident_reported!.now).toBe(4);
    expect([tables.areas, shown.areas].flat().map(({ area_code }) => area_code)).toEqual(['13', '13']);
  });

  it('is itself where there are no others', () => {
    const plain = { figures: { ...pack.figures, boundaries: undefined } } as unknown as ReportPack;
    expect(packIn(plain, 'today')).toBe(plain);
  });
});
