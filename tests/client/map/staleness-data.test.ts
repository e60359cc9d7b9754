import { afterEach, describe, expect, it, vi } from 'vitest';
import { StalenessData } from '../../../client/map/staleness-data.ts';
import { setLayer } from '../../../client/state/actions.ts';
import { session } from '../../../client/state/session.ts';
import type { FreshnessSigns } from '../../../server/api/registers/schema.ts';
import { callerWith, stateOf } from '../callers.ts';
import { contextOf } from './context.ts';

afterEach(() => {
  setLayer('staleness', { visible: false });
  session.set(stateOf(null));
});

const signs: FreshnessSigns = {
  grids: { area_code: ['990106001001001', '990106001001002'], sign: ['stale', 'fresh'] },
  buildings: { id: [21, 22], sign: ['soon', 'stale'] },
};

describe('freshness of the registers on the map', () => {
  it('is asked for when it is first shown, of the areas that the caller edits', async () => {
    session.set(stateOf(callerWith({ rights: { edit: ['990106001', '990106002'] } })));
    const told = vi.fn();
    const asked: string[] = [];
    const staleness = new StalenessData({ setGlobalStateProperty: told } as never, async (areaCode) => {
      asked.push(areaCode);
      if (areaCode === '990106002') throw new Error('not there');
      return signs;
    });
    staleness.refresh(contextOf());
    expect(asked).toEqual([]);
    setLayer('staleness', { visible: true });
    staleness.refresh(contextOf());
    staleness.refresh(contextOf());
    await expect.poll(() => told.mock.calls.length).toBe(1);
    expect(asked).toEqual(['990106001', '990106002']);
    expect(told.mock.calls[0]).toEqual([
      'staleness',
      {
        grids: { '990106001001001': 'stale', '990106001001002': 'fresh' },
        buildings: { 21: 'soon', 22: 'stale' },
      },
    ]);
    staleness.empty();
    staleness.refresh(contextOf());
    await expect.poll(() => asked.length).toBe(4);
  });
});
