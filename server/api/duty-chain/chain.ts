import { type Caller, mayIn, mayInBuilding } from '../../access/caller.ts';
import { maskPhone } from '../../access/masking.ts';
import type { ChainHolder, DutyBody, DutyRole, DutyRung, Missing } from './schema.ts';
import type { ChainPlace } from './sql.ts';

// The ladder as it is shown: pure, from rows to rungs.

/** Who must be there at a level; what is missing of it is a gap. */
const wantedAt: Record<string, readonly DutyRole[]> = {
  grid: ['grid_head', 'grid_worker'],
  community: ['community_secretary'],
};

/** Telephone numbers in full for colleagues of the place; account numbers for who arranges duties there. */
export function shownTo<Row extends ChainHolder | DutyBody>(caller: Caller, row: Row): Row {
  const { building_id, area_code } = row;
  const inFull =
    building_id === null
      ? mayIn(caller, 'map', area_code)
      : mayInBuilding(caller, 'map', { id: building_id, area_code });
  const account = 'account_id' in row && !mayIn(caller, 'arrange', area_code) ? { account_id: null } : {};
  return { ...row, phone: inFull ? row.phone : maskPhone(row.phone), ...account };
}

/** The rungs from the door up to the root, of rows that may be shown. */
export function rungsOf(place: ChainPlace, holders: readonly ChainHolder[], bodies: readonly DutyBody[]): DutyRung[] {
  const { unit, building, compound, path } = place;
  if (path.length === 0) return [];
  const grid = path.at(-1)!.area_code;
  const rungs: DutyRung[] = [];
  const add = (
    rung: Pick<DutyRung, 'kind' | 'level' | 'id' | 'area_code' | 'name'> & Partial<DutyRung>,
    own: readonly ChainHolder[],
    beside: readonly DutyBody[],
    wanted: readonly DutyRole[],
  ) => {
    const held = withDeputies(own);
    const lacking: Missing[] = wanted.filter(
      (role) => !held.some((holder) => holder.role === role && holder.deputy_of === null),
    );
    const missing = [...lacking, ...(rung.missing ?? [])];
    rungs.push({ property_company: null, departments: [], ...rung, holders: held, bodies: [...beside], missing });
  };
  const inBuilding = holders.filter(({ building_id }) => building_id !== null);
  if (unit) {
    const own = inBuilding.filter(({ unit_id }) => unit_id === unit.id);
    add({ kind: 'unit', level: null, id: unit.id, area_code: grid, name: unit.name }, own, [], ['unit_head']);
  }
  if (building) {
    const own = unit ? inBuilding.filter(({ unit_id }) => unit_id === null) : inBuilding;
    const beside = bodies.filter(({ building_id }) => building_id !== null);
    const wanted = building.unit_count > 0 ? (['building_head'] as const) : [];
    add({ kind: 'building', level: null, id: building.id, area_code: grid, name: building.name }, own, beside, wanted);
  }
  if (compound) {
    const beside = bodies.filter(({ compound_id }) => compound_id !== null);
    const { id, name, property_company } = compound;
    const looked = property_company !== null || beside.some(({ kind }) => kind === 'property_company');
    const missing: Missing[] = looked ? [] : ['property_company'];
    add({ kind: 'compound', level: null, id, area_code: grid, name, property_company, missing }, [], beside, []);
  }
  for (const [index, { area_code, level, name }] of [...path].reverse().entries()) {
    const own = holders.filter((holder) => holder.building_id === null && holder.area_code === area_code);
    const beside = bodies.filter(
      (body) => body.area_code === area_code && body.compound_id === null && body.building_id === null,
    );
    const departments = index === 0 ? place.departments : [];
    const missing: Missing[] = level === 'grid' && departments.length === 0 ? ['departments'] : [];
    add({ kind: 'area', level, id: null, area_code, name, departments, missing }, own, beside, wantedAt[level] ?? []);
  }
  return rungs;
}

/** Holders with their deputies; one whose principal is not in office yet, or any more, stands in for who holds the same post. */
function withDeputies(holders: readonly ChainHolder[]): DutyRung['holders'] {
  const ids = new Set(holders.map(({ id }) => id));
  const principals = holders.filter(({ deputy_of }) => deputy_of === null);
  const orphans = holders.filter(({ deputy_of }) => deputy_of !== null && !ids.has(deputy_of));
  const samePost = (one: ChainHolder, other: ChainHolder) => one.role === other.role && one.unit_id === other.unit_id;
  const held = principals.map((holder) => ({
    ...holder,
    deputies: holders.filter(
      (deputy) =>
        deputy.deputy_of === holder.id ||
        (orphans.includes(deputy) && principals.find((other) => samePost(other, deputy)) === holder),
    ),
  }));
  const alone = orphans.filter((deputy) => !principals.some((holder) => samePost(holder, deputy)));
  return [...held, ...alone.map((deputy) => ({ ...deputy, deputies: [] }))];
}
