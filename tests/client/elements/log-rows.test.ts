import { describe, expect, it } from 'vitest';
import { byDay, openingHolds, readFilter } from '../../../client/elements/log-rows.ts';
import type { Opening } from '../../../server/api/openings/schema.ts';

const opening: Opening = {
  id: 3,
  household_id: 12,
  area_code: '990106001001001',
  area_name: '桂花里第一网格',
  address: '西环路19号1幢1单元302',
  account_id: 7,
  account_name: '苏晓禾',
  role: 'grid_worker',
  purpose: 'visit',
  note: 'Case 2026-11',
  opened_at: '2026-05-20T02:00:00.000Z',
  ends_at: '2026-05-20T02:20:00.000Z',
};

describe('rows of a log', () => {
  it('stand under their day in the time zone, in the order in which they came', () => {
    const rows = ['2026-05-20T16:30:00Z', '2026-05-20T15:59:00Z', '2026-05-19T16:00:00Z', '2026-05-19T15:00:00Z'];
    expect(byDay(rows, 'Asia/Shanghai', (row) => row)).toEqual([
      { day: '2026-05-21', rows: ['2026-05-20T16:30:00Z'] },
      { day: '2026-05-20', rows: ['2026-05-20T15:59:00Z', '2026-05-19T16:00:00Z'] },
      { day: '2026-05-19', rows: ['2026-05-19T15:00:00Z'] },
    ]);
    expect(byDay([], 'Asia/Shanghai', String)).toEqual([]);
  });

  it('are found by every word of a text, in what is shown of them', () => {
    const holds = (text: string) => openingHolds(opening, text, ['网格员', '走访']);
    expect(['', '苏晓禾', '走访 1幢', 'case', '网格员 302'].map(holds)).toEqual([true, true, true, true, true]);
    expect(['visit', '苏晓禾 2幢', 'grid_worker'].map(holds)).toEqual([false, false, false]);
    expect(openingHolds({ ...opening, note: null, address: null }, 'null', [])).toBe(false);
  });
});

describe('the filter of an address', () => {
  it('keeps what makes sense and nothing else', () => {
    const all = { area_code: '990106', account_id: '7', from: '2026-05-01', to: '2026-05-20' };
    expect(readFilter({ ...all, theme: 'night' })).toEqual(all);
    expect(readFilter({ area_code: "1' or", account_id: '0', from: 'yesterday', to: '2026-5-1' })).toEqual({});
  });
});
