import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { enter } from '../../access/enter.ts';
import { maskFor } from '../../access/masking.ts';
import type { Sealer } from '../../access/sealing.ts';
import { AppError } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf, granted } from '../granted.ts';
import {
  type FoundResident,
  type ResidentExport,
  residentChangeBody,
  residentEraseBody,
  residentParam,
  residentSearchBody,
} from './schema.ts';
import { correct, erase, findOpen, findResidents, type OpenResident, readHistory, type SealedFind } from './sql.ts';

/** Most people that a search shows: whoever asks for themselves is one. */
const MOST_FOUND = 20;

/** The rights of a person recorded (查阅、复制、更正、删除): for the registrar, each on record. */
export const residents = new Hono<ApiEnv>()
  .post('/search', granted('register'), validated('json', residentSearchBody), async (c) => {
    const { name, phone, birth_date } = c.req.valid('json');
    const sealer = c.get('sealer');
    const rows = await findResidents(c.get('sql'), sealer, { name, phone, birth_date });
    const born = (row: SealedFind) =>
      birth_date === undefined || sealer.open('resident.birth_date', row.birth_date) === birth_date;
    const items = rows.filter(born).slice(0, MOST_FOUND);
    await audit(c.get('sql'), 'resident_searched', { detail: { found: items.length } });
    return c.json<{ items: FoundResident[] }>({ items: items.map((row) => masked(sealer, row)) });
  })
  // It answers and writes down that it did, so that it enters by itself.
  .get('/:id/export', validated('param', residentParam), async (c) => {
    const body = await enter(c.get('database'), { ...entranceOf(c), readOnly: false }, async (sql, found) => {
      await admit(c, found, ['register']);
      const resident = opened(await findOpen(sql, c.req.valid('param').id));
      const history = await readHistory(sql, resident.household_id);
      await audit(sql, 'resident_exported', about(resident));
      return exportOf(c, resident, history);
    });
    return c.json<ResidentExport>(body, 200, { 'Content-Disposition': 'attachment; filename="resident.json"' });
  })
  .patch(
    '/:id',
    granted('register'),
    validated('param', residentParam),
    validated('json', residentChangeBody),
    async (c) => {
      const resident = opened(await findOpen(c.get('sql'), c.req.valid('param').id));
      const given = c.req.valid('json');
      await correct(c.get('sql'), c.get('sealer'), resident.id, given);
      await audit(c.get('sql'), 'resident_corrected', about(resident, { columns: Object.keys(given).sort() }));
      return c.body(null, 204);
    },
  )
  .delete(
    '/:id',
    granted('register'),
    validated('param', residentParam),
    validated('json', residentEraseBody),
    async (c) => {
      const resident = opened(await findOpen(c.get('sql'), c.req.valid('param').id));
      const { reason } = c.req.valid('json');
      refuseNamed(c.get('sealer'), resident, reason);
      const need_tag_count = await erase(c.get('sql'), resident);
      await audit(c.get('sql'), 'resident_erased', about(resident, { reason, need_tag_count }));
      return c.body(null, 204);
    },
  );

function masked(sealer: Sealer, { name, phone, birth_date: _, ...row }: SealedFind): FoundResident {
  return {
    ...row,
    name: maskFor('resident.name', sealer.open('resident.name', name)),
    phone: maskFor('resident.phone', phone && sealer.open('resident.phone', phone)),
  };
}

/** @throws AppError 404, the same where there is nobody and where the file is not open: neither tells of the other. */
function opened(resident: OpenResident | undefined): OpenResident {
  if (resident) return resident;
  throw new AppError('not_found', {
    'zh-CN': '没有找到此人，或其住户档案没有以“本人申请查阅更正”为用途打开。请先打开档案。',
    en: 'There is no such person, or the household’s file is not open for “the person’s own request”. Please open it first.',
  });
}

/** What is written down of a resident: numbers, no name. */
function about({ id, household_id, area_code }: OpenResident, detail: Record<string, string | number | string[]> = {}) {
  return { area_code: area_code ?? '', detail: { resident_id: id, household_id, ...detail } };
}

/** @throws AppError 400 where the reason, which stays, would name whom it was to forget. */
function refuseNamed(sealer: Sealer, { name, phone }: OpenResident, reason: string): void {
  const secrets = [sealer.open('resident.name', name), phone === null ? '' : sealer.open('resident.phone', phone)];
  if (!secrets.some((secret) => secret !== '' && reason.includes(secret))) return;
  throw new AppError(
    'bad_input',
    {
      'zh-CN': '删除原因会长期留存，请不要写出此人的姓名或电话。',
      en: 'The reason stays on record: please leave the person’s name and phone out of it.',
    },
    { field: 'reason' },
  );
}

function exportOf(
  c: Context<ApiEnv>,
  resident: OpenResident,
  { need_tags, ...history }: Awaited<ReturnType<typeof readHistory>>,
): ResidentExport {
  const sealer = c.get('sealer');
  const { name, phone, birth_date, sex, relation, registered_here, lives_here, address } = resident;
  return {
    exported_at: c.get('now').toISOString(),
    resident: {
      name: sealer.open('resident.name', name),
      phone: phone && sealer.open('resident.phone', phone),
      birth_date: sealer.open('resident.birth_date', birth_date),
      ...{ sex, relation, registered_here, lives_here },
    },
    address,
    need_tags: need_tags.map((tag) => ({ ...tag, basis: sealer.open('need_tag.basis', tag.basis) })),
    ...history,
  };
}
