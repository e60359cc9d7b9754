import { expect, test } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { importFile } from '../../../server/import/index.ts';
import { rolledBack } from '../../helpers/database.ts';
import { temporaryFile } from './files.ts';

const head = '事件编号,类别,标题,上报时间,状态,经度,纬度';
const lamp = (status: string, rest = '') => `A-1,公共设施,路灯不亮,2026-05-01 09:00,${status},112.1016,32.0052${rest}`;
const noise = (status: string, rest = '') => `A-2,噪声扰民,夜间施工,2026-05-02 22:00,${status},112.1016,32.0052${rest}`;

async function load(sql: Database, rows: string[], columns = head) {
  const file = temporaryFile('cases.csv', [columns, ...rows].join('\n'));
  const {
    new: added,
    changed,
    same,
    rejected,
  } = await importFile(sql, {
    ...{ kind: 'incidents', file, source: 'cases', timeZone: 'Asia/Shanghai' },
    keepGood: true,
  });
  return { added, changed, same, rejected };
}

/** Events of an incident as `version kind from→to`. */
async function record(sql: Database, code: string): Promise<string[]> {
  const rows = await sql<{ said: string }[]>`
    select e.version || ' ' || e.kind || ' ' || coalesce(e.from_status, '') || '→' || e.to_status as said
    from incident_event e join incident i on i.id = e.incident_id where i.incident_code = ${code} order by e.version`;
  return rows.map(({ said }) => said);
}

test('a file that comes again with other statuses adds one event a change to the record', async () => {
  await rolledBack(async (sql) => {
    expect(await load(sql, [lamp('待分流'), noise('处理中')])).toMatchObject({ added: 2, rejected: 0 });
    expect(await load(sql, [lamp('待分流'), noise('处理中')])).toMatchObject({ added: 0, changed: 0, same: 2 });
    expect(await load(sql, [lamp('suspended'), noise('处理中')])).toMatchObject({ changed: 1, same: 1 });
    expect(await load(sql, [lamp('已归档'), noise('已办结')])).toMatchObject({ changed: 2 });
    expect(await record(sql, 'A-1')).toEqual([
      '1 imported →reported',
      '2 imported reported→suspended',
      '3 imported suspended→closed',
    ]);
    expect(await record(sql, 'A-2')).toEqual(['1 imported →handling', '2 imported handling→resolved']);
    const [row] = await sql`select version, last_kind, status from incident where incident_code = 'A-1'`;
    expect(row).toEqual({ version: 3, last_kind: 'imported', status: 'closed' });
  });
});

test('what is open again is no longer over, also where the file says nothing of its end', async () => {
  await rolledBack(async (sql) => {
    await load(sql, [lamp('已核查', ',2026-05-03 10:00')], `${head},办结时间`);
    expect(await sql`select status, closed_at is null as open from incident where incident_code = 'A-1'`).toEqual([
      { status: 'verified', open: false },
    ]);
    await load(sql, [lamp('处理中')]);
    expect(await sql`select status, closed_at is null as open from incident where incident_code = 'A-1'`).toEqual([
      { status: 'handling', open: true },
    ]);
  });
});

test('an end is taken with every status that is one, and refused with one that is not', async () => {
  await rolledBack(async (sql) => {
    const statuses = ['resolved', 'verified', 'evaluated', 'closed', 'merged', 'withdrawn'];
    const rows = statuses.map((status, index) => lamp(status, ',2026-05-03 10:00').replace('A-1', `B-${index}`));
    expect(await load(sql, rows, `${head},办结时间`)).toMatchObject({ added: 6, rejected: 0 });
    const open = ['found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended'];
    const others = open.map((status, index) => lamp(status, ',2026-05-03 10:00').replace('A-1', `C-${index}`));
    expect(await load(sql, others, `${head},办结时间`)).toMatchObject({ added: 0, rejected: 7 });
  });
});
