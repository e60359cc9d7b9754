import type { Sealer } from '../../../server/access/sealing.ts';
import { openStatuses } from '../../../server/api/loop/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { Random } from '../../../server/simulator/random.ts';
import { readGround } from '../life/ground.ts';
import { fillWithLife } from '../life/index.ts';
import { doorsOf } from '../life/residence.ts';
import type { TownPlan } from '../town/model.ts';
import { planTown } from '../town/plan.ts';
import { toEarth } from '../town/projection.ts';
import { insertTown } from '../town/rows.ts';
import { UnfitTownError } from '../town/unfit.ts';
import { type Cell, cellMiddle, pointsText, type Units, unitsPerDegree } from './cell.ts';
import { insertFarms } from './fields.ts';
import { clipGround, growGrids } from './ground.ts';
import { whole } from './plan.ts';
import { straightenRiver } from './river.ts';
import { copied, schema } from './tables.ts';

/** What the towns' lives are sealed with and end at. */
export interface Moment {
  sealer: Sealer;
  seed: string;
  /** IANA name. */
  timeZone: string;
  now: Date;
  /** Day of `now` in the zone, `YYYY-MM-DD`. */
  today: string;
}

/**
 * Makes some towns one after the other in the empty tables and moves their rows to template tables, with the middle of
 * the cell at 0, 0. The tables are empty again afterwards; run it in a transaction.
 */
export async function makeTemplates(
  sql: Database,
  moment: Moment,
  cell: Cell,
  count: number,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  let serial = 0;
  for (let town = 0; town < count; town++) {
    while (!(await stands(sql, moment, cell, planTown(`${moment.seed}/${serial++}`))));
    await keepRows(sql, town);
    await sql.unsafe('set constraints all immediate; set constraints all deferred');
    await sql.unsafe(`truncate ${copied.join(', ')}, emergency restart identity cascade`);
    onProgress(town + 1, count);
  }
}

/** Makes a town where it fits into a street; false where it does not, and then nothing is left of it. */
async function stands(sql: Database, moment: Moment, cell: Cell, plan: TownPlan): Promise<boolean> {
  if (!suits(plan)) return false;
  const inside = sql as unknown as { savepoint(step: (sql: unknown) => Promise<void>): Promise<void> };
  try {
    await inside.savepoint((step) => makeTown(step as Database, moment, cell, plan));
    return true;
  } catch (error) {
    if (error instanceof UnfitTownError) return false;
    throw error;
  }
}

/** Towns are a little below the figures of a street, and are filled up to them. */
function suits(plan: TownPlan): boolean {
  const grids = plan.areas.filter(({ level }) => level === 'grid');
  const doors = grids.reduce((sum, { household_count }) => sum + household_count, 0);
  return grids.length <= whole.gridsPerStreet && doors <= whole.householdsPerStreet;
}

async function makeTown(sql: Database, moment: Moment, cell: Cell, plan: TownPlan): Promise<void> {
  const [lon, lat] = toEarth(cellMiddle).map((value) => Math.round(value * unitsPerDegree)) as [number, number];
  const outline = `POLYGON(${pointsText(cell.ring.map(([x, y]): Units => [x + lon, y + lat]))})`;
  const grids = plan.areas.filter(({ level }) => level === 'grid');
  const doors = new Map(grids.map(({ area_code, household_count }) => [area_code, household_count]));
  straightenRiver(plan);
  await insertTown(sql, plan, () => {});
  await clipGround(sql, outline);
  await growGrids(sql, outline, whole.gridsPerStreet, doors);
  // Counted as the households are filled later, from the shapes.
  const { buildings } = await readGround(sql);
  const houses = whole.householdsPerStreet - buildings.reduce((sum, building) => sum + doorsOf(building).households, 0);
  const greenhouses = whole.buildingsPerStreet - buildings.length - houses;
  if (houses < 0 || greenhouses < 0) throw new UnfitTownError('the town has more houses than a street of the province');
  await insertFarms(sql, new Random(`${plan.seed}/farms`), { house: houses, greenhouse: greenhouses });
  await sql`insert into land (kind, geometry, source, source_id)
    select 'farmland', ST_Multi(shape), 'demo', 'field/' || area_code from field where not ST_IsEmpty(shape)`;
  await sql.unsafe('drop table field');
  await sql`select reassign_area_codes()`;
  const { sealer, timeZone, now, today } = moment;
  await fillWithLife(sql, { sealer, seed: plan.seed, today, timeZone, now, nights: false });
}

/** Copies a town's rows, with the end of each area code as it is and as it is after half a turn. */
async function keepRows(sql: Database, town: number): Promise<void> {
  const [lon, lat] = toEarth(cellMiddle);
  await sql.unsafe(
    `create temp table turned on commit drop as
      with mirrored as (select area_code, level, parent_code,
          lpad((count(*) over (partition by level, parent_code) + 1 - right(area_code, 3)::int)::text, 3, '0') as serial
        from area)
      select m.area_code, substr(m.area_code, 10) as tail,
        case m.level when 'community' then m.serial when 'grid' then above.serial || m.serial else '' end as turned_tail
      from mirrored m left join mirrored above on above.area_code = m.parent_code`,
  );
  for (const table of copied) {
    const columns = await sql<{ name: string; kind: string }[]>`
      select column_name as name, udt_name as kind from information_schema.columns
      where table_schema = current_schema() and table_name = ${table} order by ordinal_position`;
    const names = columns.map(({ name }) => name);
    const moved = columns.map(({ name, kind }) =>
      kind === 'geometry' ? `ST_Translate(t.${name}, ${-lon}, ${-lat}) as ${name}` : `t.${name}`,
    );
    const tails = names.includes('area_code') ? ', c.tail, c.turned_tail' : '';
    const join = tails ? 'left join turned c on c.area_code = t.area_code' : '';
    const order = names.includes('id') ? 't.id' : 't.area_code';
    await sql.unsafe(
      `create table ${schema}.${table}_${town} as select ${moved.join(', ')}${tails} from ${table} t ${join} order by ${order}`,
    );
  }
  await sql.unsafe('drop table turned');
  await foldIncidents(sql, town);
}

/** Lays the older of two years over the newer one (364 days keep the weekday), and ranks rows: open ones are always taken. */
async function foldIncidents(sql: Database, town: number): Promise<void> {
  const table = `${schema}.incident_${town}`;
  const open = `status in ('${openStatuses.join("', '")}')`;
  await sql.unsafe(`alter table ${table} add column rank int, add column open boolean`);
  await sql.unsafe(
    `update ${table} t set rank = r.rank, open = r.open
      from (select id, ${open} as open, row_number() over (order by ${open} desc, md5(id::text || title), id) as rank from ${table}) r
      where r.id = t.id`,
  );
  await sql.unsafe(
    `update ${table} t set found_at = t.found_at + f.by, reported_at = t.reported_at + f.by, due_at = t.due_at + f.by, closed_at = t.closed_at + f.by
      from (select i.id, floor(extract(epoch from newest.at - i.reported_at) / (364 * 86400)) * interval '364 days' as by
        from ${table} i, (select max(reported_at) as at from ${table}) newest) f
      where f.id = t.id and f.by > interval '0'`,
  );
}
