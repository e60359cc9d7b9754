import { expect, it } from 'vitest';
import type { LoopReference } from '../../../../server/api/loop/schema.ts';
import { createApp } from '../../../../server/app.ts';
import { fakeDatabase } from '../../../helpers/fake-database.ts';
import { ask, fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

function app(loopVariant = 'five') {
  const sql = fakeDatabase(() => Promise.reject(new Error('the loop asks nothing')));
  return createApp({ sql, config: { ...testConfig, loopVariant }, tiles: fakeTiles(), sealer: testSealer });
}

it('tells everybody the steps, the catalogue, the exceptions and the working days of the district', async () => {
  const { status, body, headers } = await ask(app('six'), '/api/loop');
  expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, no-cache']);
  const { variant, catalogue, routing, calendar } = body as LoopReference;
  expect(variant.steps.map(({ id }) => id)).toEqual([
    ...['found', 'reported', 'dispatched', 'handling', 'resolved', 'evaluated'],
  ]);
  expect(catalogue.version).toBe('2026-11');
  expect(routing).toEqual([]);
  expect(calendar.years.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
});

it('sends nothing again to who has it', async () => {
  const first = await ask(app(), '/api/loop');
  const again = await app().request('/api/loop', { headers: { 'If-None-Match': first.headers.get('ETag')! } });
  expect(again.status).toBe(304);
  const other = await app('six').request('/api/loop', { headers: { 'If-None-Match': first.headers.get('ETag')! } });
  expect(other.status).toBe(200);
});
