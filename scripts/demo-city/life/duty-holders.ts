import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, nextId, type Value } from './bulk.ts';
import { gridsOf, type Home, type Life } from './context.ts';
import { addDays } from './days.ts';
import { drawName, drawPhone } from './people.ts';
import { doorsOf } from './residence.ts';

/** Roles that every area of a level has; ids of data/codes/duty-role.json. */
const rolesOfLevel: Record<string, readonly string[]> = {
  district: ['first_secretary', 'street_leader'],
  street: ['first_secretary', 'street_leader', 'street_leader'],
  community: ['community_secretary'],
  grid: ['grid_head', 'grid_worker'],
};

/** Doors from which a building has a head of its own. */
const BUILDING_HEAD_DOORS = 24;

/** A town of so many grids has two gaps in its chain of duty, so that the report has something to tell. */
const GRIDS_WITH_GAPS = 20;
/** How many days ago the worker of one grid left, whom nobody has followed. */
const VACANT_DAYS = 12;
/** Share of the holders of areas who have a deputy. */
const DEPUTY_SHARE = 0.25;

/**
 * Who answers for each area, for the larger buildings and for some stairs; some have deputies.
 * @returns the grid workers' names by grid code: they write the diaries.
 */
export async function fillDutyHolders(life: Life, homes: readonly Home[]): Promise<Map<string, string>> {
  const random = life.random.fork('duty');
  const workers = new Map<string, string>();
  const rows: Value[][] = [];
  const first = await nextId(life.sql, 'duty_holder');
  const add = (area_code: string, building_id: number | null, role: string): string => {
    const name = drawName(random, random.chance(role === 'grid_worker' ? 0.7 : 0.45) ? 'female' : 'male');
    const term = [addDays(life.today, -random.integer(40, 1400)), null];
    rows.push([first + rows.length, area_code, building_id, null, null, role, name, drawPhone(random), ...term]);
    return name;
  };
  for (const area of life.ground.areas) {
    for (const role of rolesOfLevel[area.level] ?? ['grid_head']) {
      const name = add(area.area_code, null, role);
      if (role === 'grid_worker') workers.set(area.area_code, name);
    }
    if (area.level === 'community' && random.chance(0.4)) add(area.area_code, null, 'first_secretary');
  }
  for (const building of new Set(homes.map((home) => home.building))) {
    const doors = doorsOf(building);
    if (doors.households < BUILDING_HEAD_DOORS) continue;
    add(building.area_code!, building.id, 'building_head');
    if (doors.units > 1 && random.chance(0.15)) add(building.area_code!, building.id, 'unit_head');
  }
  await insertRows(life.sql, 'duty_holder', holderColumns, rows);
  // A stair's head answers for the first stair of the building.
  await life.sql`update duty_holder h set unit_id = (select min(u.id) from unit u where u.building_id = h.building_id)
    where h.role = 'unit_head'`;
  await insertRows(life.sql, 'duty_holder', holderColumns, deputiesOf(life, rows));
  await makeGaps(life);
  return workers;
}

const holderColumns = {
  ...{ id: 'int', area_code: 'text', building_id: 'int', unit_id: 'int', deputy_of: 'int' },
  ...{ role: 'text', name: 'text', phone: 'text', starts_on: 'date', ends_on: 'date' },
};

function deputiesOf(life: Life, holders: readonly Value[][]): Value[][] {
  const random = life.random.fork('deputies');
  const last = Number(holders.at(-1)?.[0] ?? 0);
  return holders
    .filter(([, , building_id]) => building_id === null && random.chance(DEPUTY_SHARE))
    .map(([id, area_code, , , , role], index) => {
      const name = drawName(random, random.chance(0.5) ? 'female' : 'male');
      const starts_on = addDays(life.today, -random.integer(20, 39));
      return [last + index + 1, area_code!, null, null, id!, role!, name, drawPhone(random), starts_on, null];
    });
}

/** One grid's worker left and nobody followed; another grid has no head. */
async function makeGaps({ sql, ground, today }: Life): Promise<void> {
  const grids = gridsOf(ground);
  if (grids.length < GRIDS_WITH_GAPS) return;
  const [vacant, headless] = [0.3, 0.7].map((share) => grids[Math.floor(grids.length * share)]!.area_code);
  await sql`update duty_holder set ends_on = ${addDays(today, -VACANT_DAYS)} where area_code = ${vacant!} and role = 'grid_worker'`;
  await sql`delete from duty_holder where area_code = ${headless!} and role = 'grid_head'`;
}

/** The Party's branch of each community and group of most grids; of compounds the property company and the owners' committee. */
export async function fillDutyBodies(life: Life): Promise<void> {
  const random = life.random.fork('bodies');
  const rows: Value[][] = [];
  const add = (kind: string, area_code: string, name: string, compound_id: number | null = null) => {
    const head = drawName(random, random.chance(0.5) ? 'female' : 'male');
    const starts_on = addDays(life.today, -random.integer(200, 2000));
    rows.push([kind, area_code, compound_id, name, head, drawPhone(random), starts_on]);
  };
  for (const { area_code, level, name } of life.ground.areas) {
    if (level === 'community') add('party_branch', area_code, `${name}党支部`);
    if (level === 'grid' && random.chance(0.6)) add('party_group', area_code, `${name}党小组`);
  }
  const compounds = await life.sql<
    { id: number; area_code: string; name: string; property_company: string | null; owners_committee: boolean }[]
  >`select id, area_code, name, property_company, owners_committee from compound where area_code is not null order by id`;
  for (const { id, area_code, name, property_company, owners_committee } of compounds) {
    if (property_company) add('property_company', area_code, property_company, id);
    if (owners_committee) add('owners_committee', area_code, `${name}业委会`, id);
  }
  const columns = {
    ...{ kind: 'text', area_code: 'text', compound_id: 'int', name: 'text' },
    ...{ head_name: 'text', phone: 'text', starts_on: 'date' },
  };
  await insertRows(life.sql, 'duty_body', columns, rows);
}

const entries = [
  '入户发放防火宣传单，{n}户不在家，已留联系卡。',
  '楼道堆放纸箱已当面劝清，约定周五复查。',
  '居民反映路灯夜间不亮，已查看灯杆并准备上报。',
  '协助一户老人预约下周的上门体检。',
  '单元门禁失灵，已联系物业当天维修。',
  '核对出租房屋{n}户，{n}户租客已更换，登记待补。',
  '雨后巡查低洼处，未见积水，井盖完好。',
  '两户因漏水起争执，双方同意先请物业查管道。',
  '空置房{n}户复核，其中一户近期装修入住。',
  '小区北侧电动车占用通道，已挪走{n}辆并张贴提示。',
  '走访独居老人，冰箱坏了，已联系家人处理。',
  '协调施工方把作业时间调整到早八点以后。',
  '公告栏更换新一期办事指南。',
  '邻里议事会讨论加装充电桩，{n}户到场。',
  '发现流动摊点占道，劝离后路面已清扫。',
  '配合社区核对门牌，更正{n}处。',
] as const;

/** Six to eleven notes a grid over the last hundred days, none about a named person. */
export async function fillDiaries(life: Life, workers: ReadonlyMap<string, string>): Promise<void> {
  const random = life.random.fork('diary');
  const rows: Value[][] = [];
  for (const grid of gridsOf(life.ground)) {
    const count = random.integer(6, 11);
    for (let index = 0; index < count; index++) {
      const written_at = life.clock.instant(addDays(life.today, -random.integer(0, 100)), random.between(1010, 1110));
      const body = life.sealer.seal('diary_entry.body', drawEntry(random));
      if (written_at <= life.now)
        rows.push([grid.area_code, workers.get(grid.area_code) ?? '网格员', new Date(written_at).toISOString(), body]);
    }
  }
  await insertRows(
    life.sql,
    'diary_entry',
    { area_code: 'text', author: 'text', written_at: 'timestamptz', body: 'bytea' },
    rows,
  );
}

function drawEntry(random: Random): string {
  return random.pick(entries).replaceAll('{n}', () => String(random.integer(2, 9)));
}
