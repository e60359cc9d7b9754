import { Hono } from 'hono';
import { z } from 'zod';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { requireArea } from '../scope.ts';
import { areaCode } from '../wire.ts';
import { activePatrols } from './active.ts';

/** Patrols that go on now: squads and their points, never a person; for displays, too. */
export const patrolActive = new Hono<ApiEnv>().get(
  '/',
  granted('patrol'),
  validated('query', z.object({ area_code: areaCode })),
  async (c) => {
    const { area_code } = c.req.valid('query');
    const scope = { area_code, now: c.get('now'), time_zone: c.get('config').timeZone };
    const active = await activePatrols(c.get('sql'), scope);
    if (active.items.length === 0) await requireArea(c.get('sql'), area_code);
    return c.json(active);
  },
);
