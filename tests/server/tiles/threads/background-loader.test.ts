import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatabaseAddress } from '../../../../server/db/open.ts';
import type { TileLayer } from '../../../../server/tiles/layers.ts';
import { StoreTooLargeError } from '../../../../server/tiles/loader.ts';
import { BackgroundLoader } from '../../../../server/tiles/threads/background-loader.ts';

const program = new URL('../dying-loader.mjs', import.meta.url);
let loader: BackgroundLoader;
const load = (name: string) => loader.load({ name } as TileLayer, 5);

beforeEach(() => {
  loader = new BackgroundLoader({ number: 7 } as unknown as DatabaseAddress, program);
});
afterEach(() => loader.close());

it('loads in a thread that knows where the database is', async () => {
  expect(await load('road')).toEqual({ leftOutCount: 7 });
});

it('hands on why a layer cannot be loaded', async () => {
  await expect(load('fault')).rejects.toThrow('the disk is full');
  const large = load('large');
  await expect(large).rejects.toThrow('more than 5');
  await expect(large).rejects.toBeInstanceOf(StoreTooLargeError);
});

it.each(['exit', 'throw'])('fails what a thread had to do that dies (%s), and starts another', async (name) => {
  const outcomes = await Promise.allSettled([load(name), load('road')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await load('road')).toEqual({ leftOutCount: 7 });
});

it('gives up what is under way when it closes', async () => {
  const never = load('never');
  const outcome = expect(never).rejects.toThrow('the tiles were closed');
  await loader.close();
  await outcome;
});
