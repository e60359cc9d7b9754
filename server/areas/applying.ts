import type { PlanBody } from '../api/area-changes/bodies.ts';
import type { Database } from '../db/open.ts';
import type { AreaLimits } from './limits.ts';
import { type Plan, planOf } from './planning.ts';
import { impossible, movedMeanwhile } from './refusals.ts';
import { applyPlan } from './sql.ts';

/**
 * Does what is asked for in the transaction that it is given, as one change.
 * @param isSeen whether the plan is the one that was previewed; without it, nothing was.
 * @returns the plan and the number of the change.
 * @throws AppError 400 with the place where it cannot be done, 409 where something has moved since the preview.
 */
export async function applyReorganisation(
  sql: Database,
  body: PlanBody,
  { limits, today, isSeen }: { limits: AreaLimits; today: string; isSeen?: (plan: Plan) => boolean },
): Promise<{ id: number; plan: Plan }> {
  const plan = await planOf(sql, body, { limits, today });
  if (plan.problems[0]) throw impossible(plan.problems[0]);
  if (isSeen && !isSeen(plan)) throw movedMeanwhile();
  const { touched, codes, names, shapes } = plan.drawn;
  const asked = {
    kind: body.kind,
    area_code: plan.area_code,
    true_from: body.true_from ?? today,
    note: body.note ?? null,
    touched: touched.map(({ area_code }) => area_code),
    codes,
    names,
    heirs: plan.heirs,
    carried: plan.drawn.whole?.carried ?? {},
    shared: plan.answering.filter(({ shared }) => shared).map(({ kind, id }) => `${kind} ${id}`),
    whole: plan.drawn.whole !== undefined,
    given: Object.fromEntries(plan.answering.map(({ kind, id, to_code }) => [`${kind} ${id}`, to_code])),
    pairs: pairsOf(plan),
    mends: body.kind === 'redraw' ? (body.mends ?? null) : null,
  };
  return { id: await applyPlan(sql, asked, shapes), plan };
}

/** From which old area to which new one, and how many households; what keeps its code follows itself even where it had none. */
function pairsOf({ before, moves, drawn: { codes }, heirs }: Plan) {
  return before.flatMap(({ area_code, household_count }) => {
    const own = codes.includes(area_code) ? area_code : heirs[area_code]!;
    return codes.flatMap((to_code) => {
      const move = moves.find((each) => each.from_code === area_code && each.to_code === to_code);
      if (!move && to_code !== own) return [];
      const count = move?.household_count ?? 0;
      return [
        {
          from_code: area_code,
          to_code,
          household_count: count,
          household_share: household_count ? count / household_count : null,
        },
      ];
    });
  });
}
