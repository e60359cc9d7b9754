import type { Database } from '../../server/db/open.ts';
import { AppError } from '../../server/errors.ts';

/** Tables that a demo city fills. */
const ground = ['area', 'land', 'waterway', 'road', 'place', 'boundary'];
const living = ['compound', 'building', 'organisation', 'facility', 'device'];
const households = [
  'unit',
  'household',
  'resident',
  'need_tag',
  'visit',
  'visit_duty',
  'diary_entry',
  'duty_holder',
  'duty_body',
];
const patrols = ['squad', 'patrol_point', 'patrol_route', 'patrol_street', 'patrol_shift'];
const watched = [...patrols, 'incident', 'emergency_resource'];
export const demoTables: readonly string[] = [...ground, ...living, ...households, ...watched];

/** What follows from incidents; emptied with them. */
export const recordTables: readonly string[] = ['incident_event', 'incident_step', 'whistle', 'reply'];

/** Rows of each table in a finished city. */
export type DemoCityReport = Record<string, number>;

/**
 * Empties the database of a demo city or province; one transaction with what is made next.
 * @throws AppError when it holds anything else, or a demo and `replace` is not set.
 */
export async function clearDemo(sql: Database, replace: boolean): Promise<void> {
  const [deployment] = await sql<{ demo: boolean }[]>`select demo from deployment`;
  const exists = demoTables.map((table) => `exists (select from ${table})`).join(' or ');
  const [held] = await sql.unsafe<{ any: boolean }[]>(`select ${exists} as any`);
  if (!held?.any) return;
  if (!deployment?.demo) {
    throw new AppError('bad_input', {
      'zh-CN': '数据库里有真实数据，演示城不会覆盖它们。请另用一个空的 DATABASE_URL 或 DATA_FOLDER。',
      en: 'The database holds data that are not a demo’s; the demo city does not touch them. Use another, empty DATABASE_URL or DATA_FOLDER.',
    });
  }
  if (!replace) {
    throw new AppError('bad_input', {
      'zh-CN': '数据库里已有演示城。加 --replace 可重新生成。',
      en: 'The database already holds a demo city. Add --replace to make it anew.',
    });
  }
  // Areas written earlier in the caller's transaction may still wait for their check, and would forbid the truncate.
  await sql.unsafe('set constraints all immediate; set constraints all deferred');
  await truncateDemo(sql);
  await sql.unsafe('drop schema if exists demo_province cascade');
  const { count } = await sql`delete from area_level where level in ('province', 'city')`;
  // Positions are unique at every moment, so the others go round by way of free ones.
  if (count > 0)
    await sql.unsafe(
      'update area_level set position = position + 100; update area_level set position = position - 102',
    );
}

/** What the registers said before. */
const pastTables = [
  ...[
    'area',
    'compound',
    'building',
    'unit',
    'household',
    'resident',
    'need_tag',
    'organisation',
    'facility',
    'device',
  ],
  'duty_holder',
].map((kept) => `${kept}_past`);

/** Empties the demo's tables. What was opened goes with whom it was about; accounts keep their duties, but in buildings that go. */
async function truncateDemo(sql: Database): Promise<void> {
  await sql.unsafe('create temp table kept_grant as select * from account_grant where building_id is null');
  await sql.unsafe(
    `truncate ${[...demoTables, ...pastTables].join(', ')}, change, emergency, patrol_plan, opening, attribution restart identity cascade`,
  );
  await sql.unsafe(`insert into account_grant overriding system value select * from kept_grant;
    select setval(pg_get_serial_sequence('account_grant', 'id'), coalesce((select max(id) from kept_grant) + 1, 1), false);
    drop table kept_grant`);
}

/** Rows of every table of a demo city. */
export async function countRows(sql: Database): Promise<DemoCityReport> {
  const counts = demoTables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
  const [row] = await sql.unsafe<DemoCityReport[]>(`select ${counts}`);
  return { ...row };
}
