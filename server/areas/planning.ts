import type { PlanBody } from '../api/area-changes/bodies.ts';
import type { Answering, AreaAfter, AreaBefore, AreaPlan, AreaProblem } from '../api/area-changes/schema.ts';
import type { Database } from '../db/open.ts';
import { type Drawn, draw } from './draw.ts';
import { heirsOf, type Move, sumOf } from './heirs.ts';
import { fewProblems, type Measured, shapeProblems } from './judging.ts';
import type { AreaLimits } from './limits.ts';
import { requireDay, requireGiven, requireNoNamesakes, requireShared } from './refusals.ts';
import { countCarried, countMoves, listAnswering, listNamesakes, measure, type Touched } from './sql.ts';

/** A plan with exact counts, and what writing it needs. */
export interface Plan extends Omit<AreaPlan, 'seen'> {
  drawn: Drawn;
  heirs: Record<string, string>;
  moves: Move[];
  /** What tells whether anything has moved since the preview. */
  fingerprint: string;
}

/**
 * What would come of a reorganisation; writes nothing.
 * @param sql a transaction whose caller may reorganise there, or the owner's. @param today `YYYY-MM-DD`.
 * @throws AppError where what is asked for makes no sense whatever the ground, 409 where merged areas each have what one may have once.
 */
export async function planOf(
  sql: Database,
  body: PlanBody,
  { limits, today }: { limits: AreaLimits; today: string },
): Promise<Plan> {
  const drawn = await draw(sql, body, limits);
  requireDay(body.true_from ?? today, today, drawn.touched);
  const { touched, codes, names, shapes } = drawn;
  const touched_codes = touched.map(({ area_code }) => area_code);
  if (body.kind === 'merge') requireNoNamesakes(await listNamesakes(sql, touched_codes));
  const old = await measure(
    sql,
    touched.map(({ shape }) => shape),
  );
  const now = await measure(sql, shapes);
  const moves = await movesOf(sql, body.kind, drawn);
  const ending = touched_codes.filter((code) => !codes.includes(code));
  const heirs = heirsOf(ending, codes, moves);
  const carried = drawn.whole?.carried ?? {};
  const found = await listAnswering(
    sql,
    [...ending, ...Object.keys(carried)],
    body.true_from ?? today,
    drawn.whole ? { codes: [], shapes: [] } : { codes, shapes },
  );
  requireGiven(body.given, found, codes);
  requireShared(body.shared, found, body.kind);
  const answering: Answering[] = found.map(({ building_code, ...one }) => ({
    ...one,
    to_code: carried[one.area_code] ?? building_code ?? body.given[`${one.kind} ${one.id}`] ?? heirs[one.area_code]!,
    shared: body.shared.includes(`${one.kind} ${one.id}`),
    fixed: one.area_code in carried || building_code !== null,
  }));
  const before = touched.map((area, at) => beforeOf(area, old[at]!, moves));
  const after = codes.map((code, at) => afterOf({ area_code: code, name: names[at]! }, now[at]!, moves));
  return {
    kind: body.kind,
    area_code: touched[0]!.parent_code ?? touched[0]!.area_code,
    before,
    after,
    answering,
    carried: carriedOf(drawn),
    settled_count: drawn.settled_count ?? 0,
    problems: body.kind === 'rename' ? [] : problemsOf({ drawn, old, now, before, after }, body.kind, limits),
    drawn,
    heirs,
    moves,
    fingerprint: JSON.stringify([
      body.kind,
      body.true_from,
      [...touched, ...(drawn.whole?.below ?? [])].map(({ version }) => version),
      codes,
      names,
      shapes,
      moves,
      answering,
      carried,
    ]),
  };
}

function movesOf(sql: Database, kind: PlanBody['kind'], { touched, codes, shapes, whole }: Drawn): Promise<Move[]> {
  const touched_codes = touched.map(({ area_code }) => area_code);
  if (kind === 'rename') return Promise.resolve([]);
  return whole ? countCarried(sql, touched_codes, whole.homes) : countMoves(sql, touched_codes, codes, shapes);
}

/** The areas one level below that get another code. */
function carriedOf({ whole }: Drawn): AreaPlan['carried'] {
  return (whole?.below ?? []).flatMap(({ area_code, name, shape }) => {
    const to_code = whole!.carried[area_code];
    return shape !== null && to_code ? [{ area_code, name, to_code }] : [];
  });
}

function problemsOf(
  found: { drawn: Drawn; old: Measured[]; now: Measured[]; before: AreaBefore[]; after: AreaAfter[] },
  kind: PlanBody['kind'],
  limits: AreaLimits,
): AreaProblem[] {
  const { drawn, old, now, before, after } = found;
  if (drawn.problems.length > 0) return drawn.problems;
  const problems = shapeProblems(old, now, drawn.differences, limits);
  // A merge takes no households from anybody.
  if (kind === 'merge') return problems;
  const least = Math.min(...before.map(({ household_count }) => household_count!));
  const places = after.map((area, at) => ({ ...now[at]!, household_count: area.household_count! }));
  return [...problems, ...fewProblems(places, least, limits)];
}

function beforeOf({ area_code, name }: Touched, { area_m2, shape }: Measured, moves: readonly Move[]): AreaBefore {
  return { area_code, name, area_m2, shape, ...sumOf(moves.filter(({ from_code }) => from_code === area_code)) };
}

function afterOf(
  { area_code, name }: { area_code: string; name: string },
  { area_m2, shape }: Measured,
  moves: readonly Move[],
): AreaAfter {
  const coming = moves.filter(({ to_code }) => to_code === area_code);
  const from = coming.map((move) => ({ area_code: move.from_code, ...sumOf([move]) }));
  return { area_code, name, area_m2, shape, ...sumOf(coming), from };
}
