import { describe, expect, it } from 'vitest';
import { rungsOf, shownTo } from '../../../../server/api/duty-chain/chain.ts';
import type { ChainHolder, DutyBody } from '../../../../server/api/duty-chain/schema.ts';
import type { ChainPlace } from '../../../../server/api/duty-chain/sql.ts';
import type { AreaSummary } from '../../../../server/api/wire.ts';
import { callerWith } from '../../../client/callers.ts';

const grid = '990106001001001';
const holder = (id: number, change: Partial<ChainHolder>): ChainHolder => ({
  ...{ id, role: 'grid_worker', name: `第${id}人`, phone: '13311112222', starts_on: '2025-01-01', ends_on: null },
  ...{ note: null, version: 1, area_code: grid, building_id: null, unit_id: null, deputy_of: null, account_id: 7 },
  ...change,
});
const place = (change: Partial<ChainPlace> = {}): ChainPlace => ({
  ...{ centre: [112.1, 32], area_code: grid, compound: null, building: null, unit: null, departments: ['fire'] },
  path: [{ area_code: grid, level: 'grid', name: '第一网格' } as AreaSummary],
  ...change,
});

describe('the ladder', () => {
  it('has no rung outside every grid', () => {
    expect(rungsOf(place({ path: [] }), [], [])).toEqual([]);
  });

  it('says which post nobody holds: a deputy alone does not hold it', () => {
    const [rung] = rungsOf(place(), [holder(1, { role: 'grid_head' }), holder(3, { deputy_of: 2 })], []);
    expect(rung!.missing).toEqual(['grid_worker']);
    expect(rung!.holders.map(({ id, deputies }) => [id, deputies.length])).toEqual([
      [1, 0],
      [3, 0],
    ]);
  });

  it('puts a deputy whose principal is not in office yet under who holds the post today', () => {
    const [rung] = rungsOf(place(), [holder(1, {}), holder(2, { deputy_of: 1 }), holder(3, { deputy_of: 9 })], []);
    expect(rung!.holders.map(({ id, deputies }) => [id, deputies.map((deputy) => deputy.id)])).toEqual([[1, [2, 3]]]);
  });

  it('keeps heads of stairs with the building where no stair is asked for, and apart where one is', () => {
    const building = { id: 21, area_code: grid, name: '1幢', unit_count: 2 };
    const inside = [
      holder(1, { role: 'building_head', building_id: 21 }),
      holder(2, { role: 'unit_head', building_id: 21, unit_id: 31 }),
    ];
    const ids = (asked: ChainPlace) => rungsOf(asked, inside, []).map((rung) => rung.holders.map(({ id }) => id));
    expect(ids(place({ building }))).toEqual([[1, 2], []]);
    expect(ids(place({ building, unit: { id: 31, name: '1单元' } }))).toEqual([[2], [1], []]);
  });

  it('misses a property company of a compound only where neither map nor register knows one', () => {
    const compound = { id: 11, area_code: grid, name: '花园', property_company: null };
    const body = { id: 5, kind: 'property_company', compound_id: 11, building_id: null, area_code: grid } as DutyBody;
    const missing = (bodies: DutyBody[]) => rungsOf(place({ compound }), [], bodies)[0]!.missing;
    expect(missing([])).toEqual(['property_company']);
    expect(missing([body])).toEqual([]);
  });
});

describe('what is shown of a holder', () => {
  it('is all of it to who arranges there, the phone to colleagues, its ends to others', () => {
    const shown = (rights: object) => {
      const caller = { ...callerWith({ rights }), credential_id: 1, rank: null, stale: false };
      const { phone, account_id } = shownTo(caller, holder(1, {}));
      return [phone, account_id];
    };
    expect(shown({ map: ['990106'], arrange: ['990106'] })).toEqual(['13311112222', 7]);
    expect(shown({ map: [grid] })).toEqual(['13311112222', null]);
    expect(shown({ map: ['990106001002'] })).toEqual(['133****2222', null]);
  });
});
