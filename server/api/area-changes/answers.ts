import type { Sealer } from '../../access/sealing.ts';
import type { Plan } from '../../areas/planning.ts';
import type { AreaChange, AreaPlan, MovedCounts } from './schema.ts';
import type { ChangeRow } from './sql.ts';

// Who may not see the doors of a place may still reorganise it, and draws the lines: they get people and households to the nearest ten, so
// that moving a line by one building tells nothing of that building.

const STEP = 10;

function rounded(count: number | null): number | null {
  if (count === null || count === 0) return count;
  return count < STEP ? null : Math.round(count / STEP) * STEP;
}

function counts<Row extends MovedCounts>(row: Row, exact: boolean): Row {
  if (exact) return row;
  return {
    ...row,
    household_count: rounded(row.household_count),
    resident_count: rounded(row.resident_count),
    visit_due_count: rounded(row.visit_due_count),
  };
}

/** What a plan is signed for. */
const SEEN = 'reorganisation';

/** The signature of a plan: it is another once anything that the plan says has changed. */
export function seenOf(sealer: Sealer, { fingerprint }: Plan): string {
  return sealer.sign(SEEN, fingerprint);
}

/** Whether this is the plan that was seen. */
export function isSeen(sealer: Sealer, { fingerprint }: Plan, seen: string): boolean {
  return sealer.isSigned(SEEN, fingerprint, seen);
}

/** A plan as the caller may see it. @param exact they see the doors of all of it. */
export function planAnswer(plan: Plan, { sealer, exact }: { sealer: Sealer; exact: boolean }): AreaPlan {
  const { kind, area_code, answering, carried } = plan;
  return {
    kind,
    area_code,
    before: plan.before.map((area) => counts(area, exact)),
    after: plan.after.map((area) => ({ ...counts(area, exact), from: area.from.map((part) => counts(part, exact)) })),
    answering,
    carried,
    settled_count: plan.settled_count,
    problems: plan.problems.map((problem) => ({
      ...problem,
      household_count: exact ? problem.household_count : null,
    })),
    seen: seenOf(sealer, plan),
  };
}

/** A reorganisation as the caller may see it. */
export function changeAnswer(row: ChangeRow, exact: boolean): AreaChange {
  if (exact) return row;
  const steps = row.steps.map((step) => {
    const household_count = rounded(step.household_count);
    const share = step.household_share === null ? null : Math.round(step.household_share * STEP) / STEP;
    return { ...step, household_count, household_share: household_count === null ? null : share };
  });
  return { ...row, steps };
}
