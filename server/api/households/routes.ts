import { Hono } from 'hono';
import { maskResident } from '../../access/masking.ts';
import { notFound } from '../../errors.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { type HouseholdDetail, householdParam } from './schema.ts';
import { findHousehold } from './sql.ts';

/** One household, with its people masked. */
export const households = new Hono<ApiEnv>().get(
  '/:id',
  granted('doors', 'open'),
  validated('param', householdParam),
  async (c) => {
    const { id } = c.req.valid('param');
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const found = await findHousehold(c.get('sql'), id, { today, month_end: monthEnd(today) });
    if (!found) throw notFound({ 'zh-CN': '住户', en: 'household' }, id);
    const answer: HouseholdDetail = { ...found, residents: found.residents.map(maskResident) };
    return c.json(answer);
  },
);
