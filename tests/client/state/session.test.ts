import { describe, expect, it } from 'vitest';
import { may, mayAdminister, mayAt, session } from '../../../client/state/session.ts';
import { callerWith, stateOf } from '../callers.ts';

describe('session', () => {
  it('tells of a change, and not of the same answer again', () => {
    const told: (string | undefined)[] = [];
    const end = session.subscribe((state) => told.push(state?.caller?.display_name));
    session.set(stateOf(null));
    session.set(stateOf(null));
    session.set(stateOf(callerWith({ display_name: '王丽' })));
    session.set(stateOf(callerWith({ display_name: '王丽' })));
    session.set(stateOf(callerWith({ display_name: '赵成' })));
    end();
    session.set(stateOf(null));
    expect(told).toEqual([undefined, '王丽', '赵成']);
    expect(session.caller).toBeNull();
  });

  it('finds a right over areas or over buildings', () => {
    const head = callerWith({ rights: { map: ['990106001001001'], open: [] }, buildings: { open: [21], doors: [21] } });
    expect(may('map', head)).toBe(true);
    expect(may('open', head)).toBe(true);
    expect(may('doors', head)).toBe(true);
    expect(may('counts', head)).toBe(false);
    expect(may('map', null)).toBe(false);
  });

  it('finds a right over an area, and over a part of it', () => {
    const caller = callerWith({ rights: { places: ['990106001'] } });
    const at = (code: string) => mayAt('places', code, caller);
    expect(['990106001', '990106001002', '990106', '990106002', '99010600'].map(at)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(mayAt('cases', '990106001', caller)).toBe(false);
  });

  it('opens the administration by each of its rights and by no other', () => {
    for (const right of ['people', 'register', 'openings', 'audit'] as const)
      expect(mayAdminister(callerWith({ rights: { [right]: [''] } }))).toBe(true);
    expect(mayAdminister(callerWith({ rights: { map: [''], doors: [''], open: [''] } }))).toBe(false);
  });
});
