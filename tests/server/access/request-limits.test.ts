import { expect, it } from 'vitest';
import { RequestLimits } from '../../../server/access/request-limits.ts';

const account = { account_id: 7, credential_id: 1 };
const wall = { account_id: null, credential_id: 7 };

it('lets an account write a tenth of what it may ask', async () => {
  const limits = new RequestLimits(20);
  await limits.countCaller(account, true);
  await limits.countCaller(account, true);
  await expect(limits.countCaller(account, true)).rejects.toMatchObject({ code: 'too_many', status: 429 });
  await limits.countCaller(account, false);
});

it('takes sessions of one account together, and a wall by its token', async () => {
  const limits = new RequestLimits(2);
  await limits.countCaller(account, false);
  await limits.countCaller({ ...account, credential_id: 2 }, false);
  await expect(limits.countCaller({ ...account, credential_id: 3 }, false)).rejects.toThrow('Too many requests');
  await limits.countCaller(wall, false);
});

it('takes back what an address did not have to pay', async () => {
  const limits = new RequestLimits(1);
  for (let i = 0; i < 10; i++) {
    await limits.countAddress('203.0.113.7');
    await limits.forgiveAddress('203.0.113.7');
  }
  await limits.countAddress('203.0.113.7');
  await limits.countAddress('203.0.113.7');
  await expect(limits.countAddress('203.0.113.7')).rejects.toThrow('Too many requests');
});
