import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { usualSettings } from '../../server/api/patrol-plans/schema.ts';
import { digestOfCode } from '../../server/api/reports/code.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db/open.ts';
import { freshSettings } from '../../server/import/batches/look.ts';
import { fileOf } from '../../server/photos/store.ts';
import type { KnownValues } from './fuzzed-request.ts';
import { smallPhoto } from './nasty-photos.ts';

/** A code that follows a report, and the name of a photo. */
export const FOLLOW_CODE = 'ABCDEFGH23';
export const PHOTO_NAME = '0'.repeat(64);

/**
 * Makes what an attack gets in by: the first incident is followed by that code and has that photo, where nothing is planned the first
 * squad has a shift, a street and a plan of its own number, and there are a batch of an import and an address to be reviewed.
 */
export async function prepare(sql: Database, folder: Pick<Config, 'photoFolder'>): Promise<void> {
  await preparePatrols(sql);
  await prepareImports(sql);
  await sql`update incident set follow_digest = ${digestOfCode(FOLLOW_CODE)} where id = (select min(id) from incident)`;
  await sql`insert into photo (name, media_type, byte_count, width_px, height_px)
    values (${PHOTO_NAME}, 'image/jpeg', ${smallPhoto.length}, 8, 8)`;
  await sql`insert into incident_event (incident_id, version, kind, actor, to_status, photos)
    select id, 1000, 'noted', 'rule', status, ${[PHOTO_NAME]} from incident order by id limit 1`;
  for (const size of [undefined, 'small'] as const) {
    const file = fileOf(folder, PHOTO_NAME, size);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, smallPhoto);
  }
}

async function preparePatrols(sql: Database): Promise<void> {
  const first = sql`from squad where id = (select min(id) from squad)`;
  const input = { points: [], streets: [], squads: [], settings: usualSettings };
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people) overriding system value
    select id, id, '2026-12-02', '19:00', '23:00', 2 ${first} and not exists (select from patrol_shift)`;
  await sql`insert into patrol_street (id, squad_id, name, geometry) overriding system value
    select id, id, '背街', 'SRID=4326;LINESTRING(112.102 32.0047,112.104 32.0047)' ${first} and not exists (select from patrol_street)`;
  await sql`insert into patrol_plan (id, area_code, name, day, input) overriding system value
    select id, area_code, '夜巡', '2026-12-01', ${input as never} ${first} and not exists (select from patrol_plan)`;
}

async function prepareImports(sql: Database): Promise<void> {
  const settings = freshSettings('Asia/Shanghai');
  const candidates = [{ level: 'road', id: '1', place: [112.102, 32.0047], label: '桥南路', confidence: 0.6 }];
  await sql`insert into import_batch (kind, file_name, source, size_bytes, received_bytes, state, settings)
    values ('facilities', '设施.csv', '设施', 10, 10, 'read', ${settings as never})`;
  await sql`insert into geocode_review (area_code, text, candidates)
    select area_code, '桥南路口', ${candidates as never} from area order by level, area_code limit 1`;
}

/** Tables whose rows are asked for by number, by where that stands in a path; of the others any number will do. */
const numbered = {
  'patrol-points': 'patrol_point',
  'patrol-streets': 'patrol_street',
  'patrol-routes': 'patrol_route',
  'patrol-shifts': 'patrol_shift',
  'patrol-plans': 'patrol_plan',
  'report-packs': 'report_pack',
  imports: 'import_batch',
  'geocode-reviews': 'geocode_review',
  'need-tags': 'need_tag',
  'duty-holders': 'duty_holder',
  'duty-bodies': 'duty_body',
  'door-plans': 'building',
  buildings: 'building',
  households: 'household',
  campaigns: 'campaign',
  diary: 'diary_entry',
  changes: 'change',
  squads: 'squad',
};

/** Numbers that there are, as `fuzzedRequest` knows them by their place in a path. */
export async function preparedIds(sql: Database): Promise<KnownValues> {
  const known = Object.entries(numbered).map(async ([place, table]) => {
    const rows = await sql<{ id: number }[]>`select id from ${sql(table)} order by id limit 20`;
    return [`${place}/id`, rows.map(({ id }) => id)] as const;
  });
  return Object.fromEntries(await Promise.all(known));
}
