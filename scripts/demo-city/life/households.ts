import type { Sealer } from '../../../server/access/sealing.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, nextId, updateColumn, type Value } from './bulk.ts';
import { drawConfirmedAge, type Home, type Life, staleness } from './context.ts';
import { addDays, daysBetween } from './days.ts';
import { type DoorState, drawHousehold, type Person } from './families.ts';
import type { Building } from './ground.ts';
import { doorsOf } from './residence.ts';

interface Rows {
  units: Value[][];
  households: Value[][];
  residents: Value[][];
  homes: Home[];
}

/** Fills every dwelling with units, doors and people, and says when buildings and compounds were last confirmed. */
export async function fillDwellings(life: Life): Promise<Home[]> {
  const { sql } = life;
  const random = life.random.fork('households');
  const next = { unit: await nextId(sql, 'unit'), household: await nextId(sql, 'household') };
  const rows: Rows = { units: [], households: [], residents: [], homes: [] };
  for (const building of life.ground.buildings) {
    if (building.area_code) fillBuilding(life, random.fork(String(building.id)), building, next, rows);
  }
  const total = rows.units.length + rows.households.length + rows.residents.length;
  await insertRows(sql, 'unit', { id: 'int', building_id: 'int', unit_no: 'int', name: 'text' }, rows.units);
  life.onProgress('households', rows.units.length, total);
  await insertHouseholds(life, rows.households);
  life.onProgress('households', rows.units.length + rows.households.length, total);
  await insertRows(sql, 'resident', residentColumns, rows.residents);
  await confirmGround(life);
  life.onProgress('households', total, total);
  return rows.homes;
}

const residentColumns = {
  household_id: 'int',
  name: 'bytea',
  name_digest: 'bytea',
  relation: 'text',
  sex: 'text',
  birth_date: 'bytea',
  birth_year: 'int',
  phone: 'bytea',
  phone_digest: 'bytea',
  registered_here: 'boolean',
  lives_here: 'boolean',
};

/** The area of a household is its building's, which is known here: the trigger that looks it up would triple the time. */
async function insertHouseholds({ sql }: Life, households: Value[][]): Promise<void> {
  await sql`alter table household disable trigger household_area_code`;
  const columns = {
    id: 'int',
    area_code: 'text',
    building_id: 'int',
    unit_id: 'int',
    floor: 'int',
    door: 'text',
    door_state: 'text',
    confirmed_on: 'date',
  };
  await insertRows(sql, 'household', columns, households);
  await sql`alter table household enable trigger household_area_code`;
}

function fillBuilding(
  life: Life,
  random: Random,
  building: Building,
  next: { unit: number; household: number },
  rows: Rows,
): void {
  const doors = doorsOf(building);
  const stale = staleness(life, building.area_code);
  const shares = stateShares(building.built_year ?? 1985 + random.integer(0, 36));
  for (let unit_no = 1; unit_no <= doors.units; unit_no++) {
    const unit_id = next.unit++;
    rows.units.push([unit_id, building.id, unit_no, `${unit_no}单元`]);
    for (let floor = 1; floor <= doors.floors; floor++) {
      for (let number = 1; number <= doors.doors_per_floor; number++) {
        const id = next.household++;
        const state = states[random.weighted(shares)]!;
        const age = drawConfirmedAge(random, stale);
        const confirmed_on = state === 'unknown' && age > 60 ? null : addDays(life.today, -age);
        const door = `${floor}${String(number).padStart(2, '0')}`;
        rows.households.push([id, building.area_code, building.id, unit_id, floor, door, state, confirmed_on]);
        const people = drawHousehold(random, life.today, state);
        for (const person of people) rows.residents.push(residentRow(life.sealer, id, person));
        rows.homes.push(homeOf(life.today, id, building, people));
      }
    }
  }
}

const states: readonly DoorState[] = ['occupied', 'let', 'empty', 'unknown'];

/** Shares of door states by age: old walk-ups are let, new towers stand partly empty and are less well known. */
function stateShares(built_year: number): number[] {
  if (built_year < 2000) return [60, 29, 7, 4];
  if (built_year < 2014) return [73, 17, 7, 3];
  if (built_year < 2021) return [70, 14, 11, 5];
  return [52, 11, 24, 13];
}

/** In the order of `residentColumns`; exact search goes by the digests. */
function residentRow(sealer: Sealer, household_id: number, person: Person): Value[] {
  const { name, relation, sex, birth_date, phone, registered_here, lives_here } = person;
  return [
    household_id,
    sealer.seal('resident.name', name),
    sealer.digest('resident.name', name),
    relation,
    sex,
    sealer.seal('resident.birth_date', birth_date),
    Number(birth_date.slice(0, 4)),
    phone && sealer.seal('resident.phone', phone),
    phone && sealer.digest('resident.phone', phone),
    registered_here,
    lives_here,
  ];
}

function homeOf(today: string, id: number, building: Building, people: Person[]): Home {
  const here = people.filter((person) => person.lives_here);
  return {
    id,
    building,
    area_code: building.area_code!,
    ages: here.map((person) => Math.floor(daysBetween(person.birth_date, today) / 365.25)),
    newcomer: here.length > 0 && here.every((person) => !person.registered_here),
  };
}

/** Gives buildings and compounds that nobody has confirmed yet a day of confirmation; a few keep none. */
async function confirmGround(life: Life): Promise<void> {
  const random = life.random.fork('confirm');
  const dayOf = (row: { area_code: string | null; confirmed_on: string | null }): string | null =>
    random.chance(0.04) ? null : addDays(life.today, -drawConfirmedAge(random, staleness(life, row.area_code)));
  for (const table of ['building', 'compound'] as const) {
    const rows = life.ground[`${table}s`].filter((row) => row.confirmed_on === null && row.area_code);
    const days = rows.map((row) => [row.id, dayOf(row)] as const).filter(([, day]) => day !== null);
    await updateColumn(life.sql, table, { name: 'confirmed_on', type: 'date' }, days);
  }
}
