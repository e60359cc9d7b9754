import { afterEach, describe, expect, it, vi } from 'vitest';
import { GapData } from '../../../client/map/gap-data.ts';
import { setLayer } from '../../../client/state/actions.ts';
import { session } from '../../../client/state/session.ts';
import { callerWith, stateOf } from '../callers.ts';
import { contextOf } from './context.ts';

afterEach(() => {
  setLayer('gaps', { visible: false });
  session.set(stateOf(null));
});

const signs = { area_code: ['990106001001001', '990106001001002'], sign: ['gap' as const, 'double' as const] };

describe('gaps on the map', () => {
  it('are asked for once, when they are first shown, of the areas that the caller arranges', async () => {
    session.set(stateOf(callerWith({ rights: { arrange: ['990106001', '990106002'] } })));
    const told = vi.fn();
    const asked: string[] = [];
    const gaps = new GapData({ setGlobalStateProperty: told } as never, async (areaCode) => {
      asked.push(areaCode);
      if (areaCode === '990106002') throw new Error('too wide');
      return signs;
    });
    gaps.refresh(contextOf());
    expect(asked).toEqual([]);
    setLayer('gaps', { visible: true });
    gaps.refresh(contextOf());
    gaps.refresh(contextOf());
    await expect.poll(() => told.mock.calls.length).toBe(1);
    expect(asked).toEqual(['990106001', '990106002']);
    expect(told.mock.calls[0]).toEqual(['duty_signs', { '990106001001001': 'gap', '990106001001002': 'double' }]);
    gaps.refresh(contextOf());
    expect(asked.length).toBe(2);
    gaps.empty();
    gaps.refresh(contextOf());
    await expect.poll(() => told.mock.calls.length).toBe(2);
  });
});
