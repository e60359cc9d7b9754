import type { Context } from 'hono';
import { AppError, type Sentence } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import type { DoorState } from '../buildings/schema.ts';
import type { ApiEnv } from '../context.ts';
import type { PlanBody } from './bodies.ts';
import {
  applyAct,
  DoorFault,
  type DoorPlan,
  type Draft,
  type DraftDoor,
  namesOf,
  type PlanDoor,
  type PlanUnit,
  takenIn,
} from './schema.ts';
import {
  clearNames,
  deleteHouseholds,
  deleteUnits,
  insertDoors,
  joinHouseholds,
  listWithRecords,
  openDoorChange,
  updateDoors,
  writeUnits,
} from './sql.ts';

type Held = Omit<DoorPlan, 'editable'>;
type KeptDoor = DraftDoor & { household_id: number };

/** What a plan becomes, as rows. */
interface Difference {
  units: { kept: PlanUnit[]; removed: PlanUnit[] };
  joins: { kept: number; gone: number[] }[];
  removed: PlanDoor[];
  changed: DraftDoor[];
  made: DraftDoor[];
}

/**
 * Does the acts on a plan that is held, as one change; its number, null where they change nothing.
 * @throws AppError 400 naming the act, 409 where a door was changed since it was seen or has records that would be lost.
 */
export async function savePlan(c: Context<ApiEnv>, held: Held, body: PlanBody, today: string): Promise<number | null> {
  const difference = differenceOf(held, draftOf(held, body.acts));
  const { units, joins, removed, changed, made } = difference;
  requireSeen(held, difference, body.seen);
  const steps = units.kept.length + units.removed.length + joins.length + removed.length + changed.length + made.length;
  if (steps === 0) return null;
  const sql = c.get('sql');
  await requireNoRecords(c, removed);
  const change = await openDoorChange(sql, held.area_code, body);
  for (const { kept, gone } of joins) await joinHouseholds(sql, kept, gone);
  await deleteHouseholds(sql, idsOf(removed));
  await writeUnits(sql, held.building_id, units.kept);
  const keys = new Map(held.doors.map((door) => [door.household_id, keyOf(door)]));
  await clearNames(sql, idsOf(changed.filter((door) => keys.get(door.household_id) !== keyOf(door))));
  const confirmedOn = body.true_from ?? today;
  await updateDoors(sql, held.building_id, changed, confirmedOn);
  await deleteUnits(sql, units.removed);
  await insertDoors(sql, held.building_id, made, confirmedOn);
  return change;
}

function draftOf(held: Held, acts: PlanBody['acts']): Draft {
  let draft: Draft = held;
  for (const [place, { ...act }] of acts.entries()) {
    try {
      draft = applyAct(draft, act as Parameters<typeof applyAct>[1]);
    } catch (error) {
      if (!(error instanceof DoorFault)) throw error;
      throw wrongInput(`acts.${place}`, error.zh, error.en);
    }
  }
  return draft;
}

function differenceOf(held: Held, draft: Draft): Difference {
  const isKept = (door: DraftDoor): door is KeptDoor => door.household_id !== null;
  const kept = draft.doors.filter(isKept);
  const joins = kept
    .map((door) => ({ kept: door.household_id, gone: takenIn(door) }))
    .filter(({ gone }) => gone.length > 0);
  const stays = new Set([...idsOf(kept), ...joins.flatMap(({ gone }) => gone)]);
  const before = new Map(held.doors.map((door) => [door.household_id, door]));
  const unitBefore = new Map(held.units.map((unit) => [unit.unit_no, unit]));
  return {
    units: {
      kept: draft.units.filter(({ unit_no, name }) => unitBefore.get(unit_no)?.name !== name),
      removed: held.units.filter(({ unit_no }) => !draft.units.some((unit) => unit.unit_no === unit_no)),
    },
    joins,
    removed: held.doors.filter(({ household_id }) => !stays.has(household_id!)),
    changed: kept.filter((door) => door.marked || !isSame(door, before.get(door.household_id)!)),
    made: draft.doors.filter(({ household_id }) => household_id === null),
  };
}

const keyOf = ({ unit_no, door }: PlanDoor): string => `${unit_no}/${door}`;

function isSame(one: PlanDoor, other: PlanDoor): boolean {
  return (
    one.unit_no === other.unit_no &&
    one.door_state === other.door_state &&
    one.door_use === other.door_use &&
    namesOf(one).join('\n') === namesOf(other).join('\n')
  );
}

/** @throws AppError 409 naming the doors that were changed since the caller saw them, with what both say. */
function requireSeen(held: Held, { joins, removed, changed }: Difference, seen: Record<string, number>): void {
  const wanted = new Map(changed.map((door) => [door.household_id, door.door_state]));
  const touched = new Set([
    ...idsOf(removed),
    ...idsOf(changed),
    ...joins.flatMap(({ kept, gone }) => [kept, ...gone]),
  ]);
  const doors = held.doors.filter(({ household_id }) => touched.has(household_id!));
  const unseen = doors.find(({ household_id }) => seen[household_id!] === undefined);
  if (unseen) {
    throw wrongInput('seen', `缺少 ${unseen.door} 的版本。`, `the version of ${unseen.door} is missing.`);
  }
  const others = doors.filter(({ household_id, version }) => seen[household_id!] !== version);
  if (others.length === 0) return;
  const tell = (door: PlanDoor): Sentence => {
    const mine = wanted.get(door.household_id);
    const now = stateWords[door.door_state];
    if (!mine) return { 'zh-CN': `${door.door}（现为${now[0]}）`, en: `${door.door} (now ${now[1]})` };
    const words = stateWords[mine];
    return {
      'zh-CN': `${door.door}（现为${now[0]}，您要改为${words[0]}）`,
      en: `${door.door} (now ${now[1]}, by you ${words[1]})`,
    };
  };
  const told = others.slice(0, 10).map(tell);
  const [moreZh, moreEn] =
    others.length > 10 ? [`等 ${others.length} 户`, ` and others, ${others.length} in all`] : ['', ''];
  throw new AppError(
    'conflict',
    {
      'zh-CN': `有人刚刚改过这些门户：${told.map((words) => words['zh-CN']).join('、')}${moreZh}。请看过再决定。`,
      en: `Somebody has just changed ${told.map(({ en }) => en).join(', ')}${moreEn}. Please look and decide.`,
    },
    { field: 'seen' },
  );
}

const stateWords: Record<DoorState, [zh: string, en: string]> = {
  occupied: ['自住', 'occupied'],
  let: ['出租', 'let'],
  empty: ['空置', 'empty'],
  unknown: ['待核实', 'to be checked'],
};

/** @throws AppError 409 naming doors behind which people, tags or visits stand: they would be lost with the door. */
async function requireNoRecords(c: Context<ApiEnv>, removed: readonly PlanDoor[]): Promise<void> {
  const used = new Set(await listWithRecords(c.get('sql'), idsOf(removed)));
  const doors = removed
    .filter(({ household_id }) => used.has(household_id!))
    .map(({ unit_no, door }) => ({ unit_no, door }));
  if (doors.length === 0) return;
  const told = doors.slice(0, 10);
  throw new AppError(
    'conflict',
    {
      'zh-CN': `${told.map(({ unit_no, door }) => `${unit_no}单元${door}`).join('、')}${doors.length > 10 ? `等 ${doors.length} 户` : ''}还有登记的人员、标签或走访，不能删除。可以改名，或与邻户合并。`,
      en: `People, tags or visits are kept of ${told.map(({ unit_no, door }) => `${door} (unit ${unit_no})`).join(', ')}${doors.length > 10 ? ` and others, ${doors.length} in all` : ''}: these doors cannot be removed. They can be renamed, or joined to a neighbour.`,
    },
    { field: 'acts' },
  );
}

function idsOf(doors: readonly PlanDoor[]): number[] {
  return doors.flatMap(({ household_id }) => (household_id === null ? [] : [household_id]));
}
