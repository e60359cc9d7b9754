import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import { emergencyActors, isAddressed, isMine, touches } from '../../../server/emergencies/authority.ts';
import { fakeLeader } from '../../helpers/fake-database.ts';

const caller = (rights: Caller['rights']): Caller => ({ ...fakeLeader, rights });
const street = '990106001';

describe('who somebody is in an emergency', () => {
  it('areas touch where one holds the other', () => {
    expect([
      touches('990106', street),
      touches(street, '990106'),
      touches(street, street),
      touches(street, '990106002'),
    ]).toEqual([true, true, true, false]);
  });
  it('a commander over the whole of its area', () => {
    const order = { department: null, area_code: '990106001001' };
    expect(emergencyActors(caller({ emergency: ['990106'] }), [], null, street)).toEqual(['witness', 'commander']);
    expect(emergencyActors(caller({ emergency: ['990106001001'] }), [], null, street)).toEqual(['witness']);
    expect(emergencyActors(caller({ handle: ['990106001'], emergency: [street] }), [], order, street)).toEqual([
      'witness',
      'commander',
      'addressee',
    ]);
  });
  it('whoever answers for all of the area that an order goes to', () => {
    const order = { department: null, area_code: '990106001001' };
    expect(isAddressed(caller({ handle: ['990106001001'] }), [], order, street)).toBe(true);
    expect(isAddressed(caller({ handle: ['990106001001001'] }), [], order, street)).toBe(false);
    expect(isAddressed(caller({ handle: ['990106001002'] }), [], order, street)).toBe(false);
  });
  it('officers of the department whose area touches the emergency’s', () => {
    const order = { department: 'fire', area_code: null };
    const served = [{ department: 'fire', area_code: '990106001001' }];
    expect(isAddressed(caller({ serve: ['990106001001'] }), served, order, street)).toBe(true);
    expect(isAddressed(caller({ serve: ['990106001001'] }), served, order, '990106002')).toBe(false);
    expect(isAddressed(caller({ serve: ['990106001001'] }), served, { ...order, department: 'water' }, street)).toBe(
      false,
    );
    // A token without the right serves nobody.
    expect(isAddressed(caller({}), served, order, street)).toBe(false);
  });
  it('one whom an order waits for: by their department, or where it goes to the very area of their duty', () => {
    const grant = { id: 1, role: 'community_secretary', area_code: '990106001001', building_id: null, ends_on: null };
    const secretary = { ...caller({ handle: ['990106001001'], serve: ['990106001001'] }), grants: [grant] };
    expect(isMine(secretary, [], { department: null, area_code: '990106001001' }, street)).toBe(true);
    expect(isMine(secretary, [], { department: null, area_code: '990106001001001' }, street)).toBe(false);
    expect(isMine({ ...secretary, rights: {} }, [], { department: null, area_code: '990106001001' }, street)).toBe(
      false,
    );
    const served = [{ department: 'fire', area_code: '990106001001' }];
    expect(isMine(secretary, served, { department: 'fire', area_code: null }, street)).toBe(true);
    expect(isMine(secretary, served, { department: 'water', area_code: null }, street)).toBe(false);
  });
});
