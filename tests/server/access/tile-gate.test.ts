import { expect, it } from 'vitest';
import { digestOf } from '../../../server/access/credential.ts';
import { isOpenSet, TileGate } from '../../../server/access/tile-gate.ts';

it('opens the ground and the areas to everybody, and nothing else', () => {
  const sets = ['ground', 'areas', 'living', 'patrol', '', 'people', 'constructor'];
  expect(sets.filter(isOpenSet)).toEqual(['ground', 'areas']);
});

it('remembers a credential for ten seconds', () => {
  const gate = new TileGate();
  const digest = digestOf('good');
  expect(gate.allows(digest, 1000)).toBe(false);
  gate.allow(digest, 1000);
  expect([gate.allows(digest, 10_999), gate.allows(digest, 11_000)]).toEqual([true, false]);
  expect(gate.allows(digestOf('other'), 1000)).toBe(false);
});

it('forgets the credential that was found good longest ago, beyond ten thousand', () => {
  const gate = new TileGate();
  gate.allow(digestOf('0'), 0);
  gate.allow(digestOf('1'), 0);
  gate.allow(digestOf('0'), 1);
  for (let i = 2; i <= 10_000; i++) gate.allow(digestOf(String(i)), 2);
  expect([gate.allows(digestOf('0'), 3), gate.allows(digestOf('1'), 3)]).toEqual([true, false]);
});
