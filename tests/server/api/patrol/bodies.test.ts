import { describe, expect, it } from 'vitest';
import { pointBody, pointChange } from '../../../../server/api/patrol/bodies.ts';

const gate = { name: '北门', centre: [112.1016, 32.0052] };

describe('a point that comes in', () => {
  it('is changed in a version that a row can have', () => {
    expect(pointChange.safeParse({ version: 2_147_483_646 }).success).toBe(true);
    expect(pointChange.safeParse({ version: 2_147_483_647 }).success).toBe(false);
  });

  it('has a name and an address that a database can hold', () => {
    expect(pointBody.safeParse({ ...gate, address: '清河路 18号' }).success).toBe(true);
    for (const wrong of ['北\u0000门', '北\n门', '北\ud800门']) {
      expect(pointBody.safeParse({ ...gate, name: wrong }).success).toBe(false);
      expect(pointBody.safeParse({ ...gate, address: wrong }).success).toBe(false);
    }
  });
});
