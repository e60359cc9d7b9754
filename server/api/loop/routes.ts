import { Hono } from 'hono';
import type { ApiEnv } from '../context.ts';
import type { LoopReference } from './schema.ts';

/** The district's loop, its catalogue, routing and working calendar: for everybody, as anybody may report. */
export const loop = new Hono<ApiEnv>().get('/', (c) => {
  // It changes with the files only: a browser asks whether what it has is still the same.
  c.header('Cache-Control', 'public, no-cache');
  return c.json<LoopReference>(c.get('loop').reference);
});
