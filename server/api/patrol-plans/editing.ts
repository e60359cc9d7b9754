import { AppError, type Sentence } from '../../errors.ts';
import type { PlanPatch } from './bodies.ts';
import { type Taken, withoutParts } from './copying.ts';
import type { PlanInput, PlanResult } from './schema.ts';
import { lockStops } from './stop-locks.ts';

/** The parts of a draft that an edit may touch. */
export interface EditedParts {
  input: PlanInput;
  result: PlanResult | null;
  taken: Taken;
  stale: boolean;
}

/** Settings that no route follows from. */
const passive = new Set(['cover_m', 'seconds']);

/**
 * What a draft is after an edit.
 * @throws AppError 400 naming the field where it names something that the plan does not have, or a shift would end before it begins.
 */
export function edited(plan: EditedParts, patch: Omit<PlanPatch, 'version' | 'name'>): EditedParts {
  const { settings = {}, drop = [], locks = [] } = patch;
  const { input } = plan;
  const changed: PlanInput = {
    points: without(merged('points', input.points, patch.points, 'id'), 'point', drop, 'id'),
    streets: without(merged('streets', input.streets, patch.streets, 'id'), 'street', drop, 'id'),
    squads: without(merged('squads', input.squads, patch.squads, 'squad_id'), 'squad', drop, 'squad_id'),
    settings: { ...input.settings, ...given(settings) },
  };
  const short = changed.squads.find(({ from_min, to_min }) => from_min >= to_min);
  if (short) throw wrong('squads', endsEarly(short.name));
  requireParts(input, drop);
  const locked = locks.length > 0 ? lockStops(plan.result, locks, changed) : { result: plan.result, moved: false };
  const touches =
    patch.points !== undefined ||
    patch.streets !== undefined ||
    patch.squads !== undefined ||
    drop.length > 0 ||
    Object.keys(settings).some((name) => !passive.has(name));
  return {
    input: changed,
    result: locked.result,
    taken:
      drop.length > 0
        ? withoutParts(
            plan.taken,
            drop.map((part) => keyOf(part, input)),
          )
        : plan.taken,
    stale: plan.stale || (plan.result !== null && (touches || locked.moved)),
  };
}

type Part = NonNullable<PlanPatch['drop']>[number];

/** A squad is known by its shift among what was copied. */
function keyOf({ kind, id }: Part, { squads }: PlanInput): string {
  return kind === 'squad' ? `shift:${squads.find(({ squad_id }) => squad_id === id)?.shift_id}` : `${kind}:${id}`;
}

function merged<Row extends object, Key extends keyof Row>(
  field: string,
  rows: Row[],
  changes: readonly (Partial<Record<keyof Row, unknown>> & Record<Key, unknown>)[] | undefined,
  key: Key,
): Row[] {
  const missing = changes?.find((change) => !rows.some((row) => row[key] === change[key]));
  if (missing) throw wrong(field, notInPlan(String(missing[key])));
  return rows.map((row) => {
    const change = changes?.filter((each) => each[key] === row[key]) ?? [];
    return Object.assign({}, row, ...change.map(given)) as Row;
  });
}

function without<Row, Key extends keyof Row>(rows: Row[], kind: Part['kind'], drop: readonly Part[], key: Key): Row[] {
  const ids = new Set(drop.filter((part) => part.kind === kind).map(({ id }) => id));
  return ids.size === 0 ? rows : rows.filter((row) => !ids.has(Number(row[key])));
}

function requireParts({ points, streets, squads }: PlanInput, drop: readonly Part[]): void {
  const has = {
    point: points.map(({ id }) => id),
    street: streets.map(({ id }) => id),
    squad: squads.map((squad) => squad.squad_id),
  };
  const missing = drop.find(({ kind, id }) => !has[kind].includes(id));
  if (missing) throw wrong('drop', notInPlan(`${missing.kind} ${missing.id}`));
}

/** Fields that say something. */
function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function wrong(field: string, sentence: Sentence): AppError {
  return new AppError(
    'bad_input',
    { 'zh-CN': `「${field}」有误：${sentence['zh-CN']}`, en: `“${field}” is wrong: ${sentence.en}` },
    { field },
  );
}

const notInPlan = (what: string): Sentence => ({
  'zh-CN': `方案中没有 ${what}。`,
  en: `the plan has no ${what}.`,
});
const endsEarly = (name: string): Sentence => ({
  'zh-CN': `${name}的下班时间应晚于上班时间。`,
  en: `the shift of ${name} must end after it begins.`,
});
