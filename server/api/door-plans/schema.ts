import type { DoorState } from '../buildings/schema.ts';

// What a door plan is and what can be done to it: the server and the page that draws it reckon with the same functions.

/** What a door is used for. */
export const doorUses = ['home', 'shop', 'garage'] as const;
export type DoorUse = (typeof doorUses)[number];

/** Most doors that one building has. */
export const mostDoors = 2000;
/** Longest name of a door or a unit, characters. */
export const longestName = 20;
export const lowestFloor = -20;
export const highestFloor = 200;

export interface PlanUnit {
  /** Null: not kept yet. */
  id: number | null;
  /** 1 to 99, from the west or from the main gate. */
  unit_no: number;
  name: string;
}

/** One household's door, with those joined to it. No person: who lives there opens with the household. */
export interface PlanDoor {
  /** Null: not kept yet. */
  household_id: number | null;
  unit_no: number;
  /** Never 0; negative below the ground. */
  floor: number;
  door: string;
  door_use: DoorUse;
  door_state: DoorState;
  /** Further doors of this floor that belong to the household, sorted. */
  joined_doors: readonly string[];
  version: number;
  confirmed_on: string | null;
  /** Whether a visit is owed by the end of the month, or was before today. */
  visit_owed: 'due' | 'overdue' | null;
}

/** A building with its units in order of number and its doors by unit, floor from the top, and name. */
export interface DoorPlan {
  building_id: number;
  name: string | null;
  address: string | null;
  area_code: string | null;
  floor_count: number | null;
  basement_count: number;
  /** Whether who asks may change it. */
  editable: boolean;
  units: PlanUnit[];
  doors: PlanDoor[];
}

/** What a plan has become. */
export interface DoorPlanChange {
  /** By this number it is undone; null where nothing was to be changed. */
  change_id: number | null;
  plan: DoorPlan;
}

/** One act on a plan. Doors are named by unit and name; a joined door stands for its household. */
export type DoorAct =
  | { kind: 'unit'; unit_no: number; name: string }
  /** Only of a unit without doors: those that it has are moved or removed first. */
  | { kind: 'remove_unit'; unit_no: number }
  /** To the same floor of another unit. */
  | { kind: 'move'; unit_no: number; doors: readonly string[]; to: number }
  | {
      kind: 'lay_out';
      unit_nos: readonly number[];
      /** From the lower to the upper, both included; 0 is passed over. */
      floors: readonly { from: number; to: number }[];
      skip: readonly number[];
      /** What tells a door from the others of its floor: 01, 02. */
      doors: readonly string[];
      door_use: DoorUse;
    }
  | { kind: 'mark'; unit_no: number; doors: readonly string[]; door_state?: DoorState; door_use?: DoorUse }
  | { kind: 'rename'; unit_no: number; door: string; name: string }
  | { kind: 'join'; unit_no: number; doors: readonly string[] }
  | { kind: 'split'; unit_no: number; door: string }
  | { kind: 'remove'; unit_no: number; doors: readonly string[] };

/** A door on the drawing board. */
export interface DraftDoor extends PlanDoor {
  /** True: somebody has said how it stands, so it is confirmed. */
  marked?: boolean;
  /** As they were before they were joined on this board. */
  before?: readonly DraftDoor[];
}

export interface Draft {
  units: readonly PlanUnit[];
  doors: readonly DraftDoor[];
}

/** Why an act cannot be done, in both languages. */
export class DoorFault extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

/** How a door is called: 1203, B101. */
export function doorName(floor: number, ending: string): string {
  return `${floor < 0 ? `B${-floor}` : floor}${ending}`;
}

const collator = new Intl.Collator('en', { numeric: true });
export const compareNames = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : Number(a > b));
/** By unit, floor from the top, and name. */
export const compareDoors = (a: PlanDoor, b: PlanDoor): number =>
  a.unit_no - b.unit_no || b.floor - a.floor || compareNames(a.door, b.door);

/** Every name that a household's door goes by. */
export const namesOf = ({ door, joined_doors }: PlanDoor): string[] => [door, ...joined_doors];

/** Numbers of the households that a door has taken in on this board. */
export function takenIn({ household_id, before = [] }: DraftDoor): number[] {
  const ids = before.flatMap((door) => [...(door.household_id === null ? [] : [door.household_id]), ...takenIn(door)]);
  return [...new Set(ids)].filter((id) => id !== household_id);
}

/** The plan after an act. @throws DoorFault naming floor or door. */
export function applyAct(draft: Draft, act: DoorAct): Draft {
  switch (act.kind) {
    case 'unit':
      return putUnit(draft, act.unit_no, act.name.trim());
    case 'remove_unit':
      return removeUnit(draft, act.unit_no);
    case 'move':
      return move(draft, act);
    case 'lay_out':
      return layOut(draft, act);
    case 'mark':
      return replace(draft, find(draft, act.unit_no, act.doors), (door) => [
        {
          ...door,
          door_state: act.door_state ?? door.door_state,
          door_use: act.door_use ?? door.door_use,
          marked: door.marked || act.door_state !== undefined,
        },
      ]);
    case 'rename':
      return rename(draft, act);
    case 'join':
      return join(draft, act);
    case 'split':
      return split(draft, act);
    case 'remove':
      return replace(draft, find(draft, act.unit_no, act.doors), () => []);
  }
}

function requireUnit({ units }: Draft, unitNo: number): void {
  if (units.some(({ unit_no }) => unit_no === unitNo)) return;
  throw new DoorFault(`没有 ${unitNo} 单元。`, `there is no unit ${unitNo}.`);
}

function putUnit({ units, doors }: Draft, unit_no: number, name: string): Draft {
  if (units.some((unit) => unit.name === name && unit.unit_no !== unit_no)) {
    throw new DoorFault(`已有单元叫「${name}」。`, `a unit is called “${name}” already.`);
  }
  const held = units.find((unit) => unit.unit_no === unit_no);
  const others = units.filter((unit) => unit !== held);
  return {
    units: [...others, { id: held?.id ?? null, unit_no, name }].sort((a, b) => a.unit_no - b.unit_no),
    doors,
  };
}

function removeUnit(draft: Draft, unitNo: number): Draft {
  requireUnit(draft, unitNo);
  const { name } = draft.units.find(({ unit_no }) => unit_no === unitNo)!;
  const left = draft.doors.filter(({ unit_no }) => unit_no === unitNo).length;
  if (left > 0) {
    throw new DoorFault(
      `${name}还有 ${left} 户。请先把这些户移到别的单元，或删除，再删除单元。`,
      `${name} still has ${left} ${left === 1 ? 'door' : 'doors'}. Please move them to another unit or remove them first.`,
    );
  }
  return { units: draft.units.filter(({ unit_no }) => unit_no !== unitNo), doors: draft.doors };
}

/** Whoever stands behind a door goes with it. */
function move(draft: Draft, { unit_no, doors, to }: DoorAct & { kind: 'move' }): Draft {
  requireUnit(draft, to);
  if (to === unit_no) throw new DoorFault('这些户已经在这个单元。', 'these doors are in this unit already.');
  const found = find(draft, unit_no, doors);
  const there = new Map(
    draft.doors.filter((door) => door.unit_no === to).flatMap((door) => namesOf(door).map((name) => [name, door])),
  );
  for (const name of [...found].flatMap(namesOf)) {
    const holder = there.get(name);
    if (holder) throw taken(to, name, holder.floor);
  }
  return replace(draft, found, (door) => [inUnit(door, to)]);
}

/** In another unit, with what was joined to it on this board. */
function inUnit(door: DraftDoor, unit_no: number): DraftDoor {
  return { ...door, unit_no, ...(door.before && { before: door.before.map((one) => inUnit(one, unit_no)) }) };
}

/** Doors that are there already stay as they are. */
function layOut(draft: Draft, act: DoorAct & { kind: 'lay_out' }): Draft {
  let { units } = draft;
  for (const unit_no of act.unit_nos) {
    if (units.some((unit) => unit.unit_no === unit_no)) continue;
    ({ units } = putUnit({ units, doors: [] }, unit_no, `${unit_no}单元`));
  }
  const floors = floorsOf(act);
  const made: DraftDoor[] = [];
  for (const unit_no of act.unit_nos) {
    const held = new Map(
      draft.doors
        .filter((door) => door.unit_no === unit_no)
        .flatMap((door) => namesOf(door).map((name) => [name, door])),
    );
    for (const floor of floors) {
      for (const ending of act.doors) {
        const door = doorName(floor, ending);
        const there = held.get(door);
        if (there && there.floor !== floor) throw taken(unit_no, door, there.floor);
        if (!there) made.push(newDoor({ unit_no, floor, door, door_use: act.door_use }));
      }
    }
  }
  if (draft.doors.length + made.length > mostDoors) {
    throw new DoorFault(
      `一栋楼至多 ${mostDoors} 户，这样会有 ${draft.doors.length + made.length} 户。`,
      `a building has at most ${mostDoors} doors; this would make ${draft.doors.length + made.length}.`,
    );
  }
  const doors = [...draft.doors, ...made].sort(compareDoors);
  for (const { door } of made) requireName(door);
  return { units, doors };
}

function floorsOf({ floors, skip }: DoorAct & { kind: 'lay_out' }): number[] {
  const found = new Set<number>();
  for (const { from, to } of floors) {
    for (let floor = Math.min(from, to); floor <= Math.max(from, to); floor++) {
      if (floor !== 0 && !skip.includes(floor)) found.add(floor);
    }
  }
  if (found.size > 0) return [...found];
  throw new DoorFault('没有要铺设的楼层。', 'there is no floor left to lay out.');
}

function newDoor(place: Pick<PlanDoor, 'unit_no' | 'floor' | 'door' | 'door_use'>): DraftDoor {
  return {
    ...{ ...place, household_id: null, door_state: 'unknown', joined_doors: [], version: 0, confirmed_on: null },
    visit_owed: null,
  };
}

function rename(draft: Draft, { unit_no, door, name }: DoorAct & { kind: 'rename' }): Draft {
  const found = find(draft, unit_no, [door]);
  const next = name.trim();
  requireName(next);
  const holder = draft.doors.find((other) => other.unit_no === unit_no && namesOf(other).includes(next));
  if (holder && !(found.has(holder) && holder.door === next)) throw taken(unit_no, next, holder.floor);
  return replace(draft, found, (held) => [{ ...held, door: next }]);
}

const livelier: readonly DoorState[] = ['occupied', 'let', 'empty', 'unknown'];

/** The household that is kept already goes on; whoever stands behind the others stands behind it then. */
function join(draft: Draft, { unit_no, doors }: DoorAct & { kind: 'join' }): Draft {
  const found = [...find(draft, unit_no, doors)].sort(compareDoors);
  const [first] = found;
  if (!first || found.length < 2) {
    throw new DoorFault('合并至少要选两户。', 'at least two doors are needed to join.');
  }
  const floor = draft.doors.filter((door) => door.unit_no === unit_no && door.floor === first.floor).sort(compareDoors);
  const from = floor.indexOf(first);
  const apart = found.find((door, place) => floor[from + place] !== door);
  if (apart) {
    throw new DoorFault(
      `${first.door} 与 ${apart.door} 不在同层相邻，不能合并。`,
      `${first.door} and ${apart.door} are not side by side on one floor.`,
    );
  }
  const kept = found.find(({ household_id }) => household_id !== null) ?? first;
  const joined: DraftDoor = {
    ...kept,
    door_state: livelier.find((state) => found.some(({ door_state }) => door_state === state))!,
    joined_doors: found
      .flatMap(namesOf)
      .filter((name) => name !== kept.door)
      .sort(compareNames),
    visit_owed: (['overdue', 'due'] as const).find((owed) => found.some((door) => door.visit_owed === owed)) ?? null,
    before: found,
  };
  return replace(draft, new Set(found), (door) => (door === kept ? [joined] : []));
}

/** Doors joined on this board are as they were before; others begin with nobody, for nobody has said who lives where. */
function split(draft: Draft, { unit_no, door }: DoorAct & { kind: 'split' }): Draft {
  return replace(draft, find(draft, unit_no, [door]), (held) => {
    if (held.joined_doors.length === 0) {
      throw new DoorFault(`${held.door} 没有合并过，不用拆分。`, `${held.door} is not joined to another.`);
    }
    const { floor, door_use } = held;
    return (
      held.before ?? [
        { ...held, joined_doors: [] },
        ...held.joined_doors.map((name) => newDoor({ unit_no, floor, door: name, door_use })),
      ]
    );
  });
}

/** @throws DoorFault where a door is not there. */
function find(draft: Draft, unitNo: number, names: readonly string[]): Set<DraftDoor> {
  requireUnit(draft, unitNo);
  const there = new Map(
    draft.doors
      .filter(({ unit_no }) => unit_no === unitNo)
      .flatMap((door) => namesOf(door).map((name) => [name, door])),
  );
  return new Set(
    names.map((name) => {
      const door = there.get(name);
      if (!door) throw new DoorFault(`${unitNo} 单元没有 ${name}。`, `unit ${unitNo} has no door ${name}.`);
      return door;
    }),
  );
}

function replace({ units, doors }: Draft, these: Set<DraftDoor>, by: (door: DraftDoor) => readonly DraftDoor[]): Draft {
  return { units, doors: doors.flatMap((door) => (these.has(door) ? by(door) : [door])).sort(compareDoors) };
}

function requireName(name: string): void {
  if (name !== '' && [...name].length <= longestName) return;
  throw new DoorFault(
    `门号「${name}」应为1至${longestName}个字。`,
    `a door's name has 1 to ${longestName} characters: “${name}”.`,
  );
}

function taken(unitNo: number, door: string, floor: number): DoorFault {
  return new DoorFault(
    `${unitNo} 单元第 ${floor} 层已有 ${door}。`,
    `unit ${unitNo} has a door ${door} on floor ${floor} already.`,
  );
}
