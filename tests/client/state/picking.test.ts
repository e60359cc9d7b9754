import { afterEach, expect, it } from 'vitest';
import { picking } from '../../../client/state/picking.ts';
import type { LonLat } from '../../../server/api/wire.ts';

afterEach(() => {
  if (picking.value) picking.end(picking.value.picked);
});

it('tells whoever asked, and moves the pin', () => {
  const told: LonLat[] = [];
  const pins: (LonLat | null | undefined)[] = [];
  const end = picking.subscribe((asked) => pins.push(asked?.centre));
  picking.move([1, 1]);
  picking.begin({ centre: null, picked: (centre) => told.push(centre) });
  picking.move([112.1, 32]);
  expect(told).toEqual([[112.1, 32]]);
  expect(pins).toEqual([null, [112.1, 32]]);
  end();
});

it('is ended by whoever asks now and by nobody else', () => {
  const first = () => {};
  const second = () => {};
  picking.begin({ centre: null, picked: first });
  picking.begin({ centre: [1, 2], picked: second });
  picking.end(first);
  expect(picking.value?.picked).toBe(second);
  picking.end(second);
  expect(picking.value).toBeNull();
});
