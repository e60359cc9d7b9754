import type { PlanBody } from '../api/area-changes/bodies.ts';
import type { AreaProblem } from '../api/area-changes/schema.ts';
import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import { drawAbove } from './above.ts';
import { degreesOf, extended } from './drawing.ts';
import type { Differences } from './judging.ts';
import type { AreaLimits } from './limits.ts';
import { mend } from './mending.ts';
import { nextCodes, partNames } from './naming.ts';
import {
  noCodesLeft,
  requireLines,
  requireNewName,
  requireShapes,
  requireSiblings,
  requireTouched,
  requireTwo,
  tooManyParts,
} from './refusals.ts';
import {
  type Below,
  cut,
  differences,
  findTouched,
  fitted,
  type Hex,
  joined,
  measure,
  ownersOf,
  type Touched,
  taken,
  usedCodes,
} from './sql.ts';

/** What was drawn, as areas: new codes where old ones end, else the same. */
export interface Drawn {
  touched: Touched[];
  codes: string[];
  names: string[];
  shapes: Hex[];
  problems: AreaProblem[];
  differences: Differences;
  /** Buildings that stood in no area of the lowest level and get one. */
  settled_count?: number;
  /** Of areas above the lowest level, below which all moves whole. */
  whole?: {
    below: Below[];
    /** To which of the codes each area one level below goes. */
    homes: Record<string, string>;
    /** New codes of all that comes below another. */
    carried: Record<string, string>;
  };
}

const none: Differences = { gap: [], overlap: [], beyond: [] };

/** Draws what is asked for on the areas as they are now. @throws AppError where there are no such areas. */
export async function draw(sql: Database, body: PlanBody, limits: AreaLimits): Promise<Drawn> {
  const asked = 'area_codes' in body ? body.area_codes : [body.area_code];
  const touched = await findTouched(sql, asked);
  requireTouched(asked, touched, body.kind);
  if ('area_codes' in body) requireSiblings(touched);
  if (body.kind === 'redraw' && body.mends) return mend(sql, touched, body.mends);
  if (body.kind !== 'rename' && !touched.every(({ deepest }) => deepest)) return drawAbove(sql, touched, body, limits);
  if (body.kind === 'split') return split(sql, touched[0]!, body, limits);
  if (body.kind === 'merge') return merge(sql, touched, body.name);
  if (body.kind === 'redraw') return redraw(sql, touched, body, limits);
  requireNewName(touched[0]!.name, body.name);
  return { ...asThey(touched), names: [body.name], problems: [], differences: none };
}

/** Areas that keep their codes, names and shapes. */
function asThey(touched: Touched[]): Pick<Drawn, 'touched' | 'codes' | 'names' | 'shapes'> {
  return {
    touched,
    codes: touched.map(({ area_code }) => area_code),
    names: touched.map(({ name }) => name),
    shapes: touched.map(({ shape }) => shape),
  };
}

async function split(
  sql: Database,
  area: Touched,
  { lines = [], names }: { lines?: LonLat[][] | undefined; names: string[] },
  limits: AreaLimits,
): Promise<Drawn> {
  requireLines(lines);
  const { snap_m, parts_max } = limits;
  if (lines.length >= parts_max) throw tooManyParts(lines.length + 1, parts_max);
  const longer = lines.map((line) => extended(line, snap_m));
  // A line that leaves a bent area and comes back cuts off more than it was meant to.
  const most = lines.length + 1;
  const shapes = await cut(sql, area.shape, longer, { tolerance: degreesOf(snap_m), most });
  if (shapes.length < 2) return { ...asThey([area]), problems: [uncut(lines)], differences: none };
  const codes = await newCodes(sql, area, shapes.length);
  return {
    touched: [area],
    codes,
    names: partNames(area.name, shapes.length, names),
    shapes,
    problems: [],
    differences: none,
  };
}

async function merge(sql: Database, touched: Touched[], name: string | undefined): Promise<Drawn> {
  const [first] = touched as [Touched];
  const shape = await joined(
    sql,
    touched.map((area) => area.shape),
  );
  const [codes, [whole]] = [await newCodes(sql, first, 1), await measure(sql, [shape])];
  const apart = whole!.piece_count > 1;
  const { place } = whole!;
  return {
    touched,
    codes,
    names: [name ?? first.name],
    shapes: [shape],
    problems: apart ? [{ kind: 'apart', place, shape: whole!.shape, household_count: null }] : [],
    differences: none,
  };
}

async function redraw(
  sql: Database,
  touched: Touched[],
  {
    border,
    shapes,
    area_codes,
  }: { border?: LonLat[] | undefined; shapes?: unknown[] | undefined; area_codes: string[] },
  limits: AreaLimits,
): Promise<Drawn> {
  const kept = asThey(touched);
  const whole = await joined(sql, kept.shapes);
  const tolerance = degreesOf(limits.snap_m);
  if (border) return redrawBorder(sql, { kept, whole }, border, limits);
  // The shapes come in the order in which the areas were named.
  const given = kept.codes.map((code) => shapes?.[area_codes.indexOf(code)]);
  requireShapes(given);
  const drawn = await taken(sql, given);
  const apart = await differences(sql, whole, drawn, tolerance);
  const wrong = apart.gap.length + apart.overlap.length + apart.beyond.length > 0;
  return {
    ...kept,
    shapes: wrong ? drawn : await fitted(sql, whole, drawn, tolerance),
    problems: [],
    differences: apart,
  };
}

async function redrawBorder(
  sql: Database,
  { kept, whole }: { kept: Omit<Drawn, 'problems' | 'differences'>; whole: Hex },
  border: LonLat[],
  { snap_m }: AreaLimits,
): Promise<Drawn> {
  requireTwo(kept.codes);
  const pieces = await cut(sql, whole, [extended(border, snap_m)], { tolerance: degreesOf(snap_m), most: 9 });
  if (pieces.length < 2) return { ...kept, problems: [uncut([border])], differences: none };
  const owners = await ownersOf(sql, pieces, kept.shapes);
  const shapes: Hex[] = [];
  for (const at of kept.codes.keys()) {
    const own = pieces.filter((_, piece) => owners[piece] === at);
    shapes.push(own.length > 0 ? await joined(sql, own) : '');
  }
  if (shapes.includes('')) return { ...kept, problems: [uncut([border])], differences: none };
  return { ...kept, shapes, problems: [], differences: none };
}

function uncut(lines: readonly (readonly LonLat[])[]): AreaProblem {
  const line = lines[0]!;
  return { kind: 'uncut', place: line[Math.floor(line.length / 2)]!, shape: null, household_count: null };
}

/** The next codes beside an area. @throws AppError where its parent has no numbers left. */
export async function newCodes(
  sql: Database,
  { area_code, parent_code, code_digits }: Touched,
  count: number,
): Promise<string[]> {
  const parent = parent_code ?? area_code.slice(0, 0);
  const codes = nextCodes(parent, await usedCodes(sql, parent), count, code_digits);
  if (!codes) throw noCodesLeft(parent);
  return codes;
}
