import type { PlanBody } from '../api/area-changes/bodies.ts';
import type { Database } from '../db/open.ts';
import { type Drawn, newCodes } from './draw.ts';
import type { AreaLimits } from './limits.ts';
import { nextCodes, partNames } from './naming.ts';
import { noCodesLeft, requireParts, requireWhole, tooManyParts } from './refusals.ts';
import { type Below, fitted, type Hex, joined, listBelow, type Touched, usedCodes } from './sql.ts';

/** A centimetre in degrees: what differs by less is the same border. */
const SAME_BORDER = 1e-7;

/**
 * Draws a split, merge or new border of areas above the lowest level: what lies below them moves whole, and their outlines follow.
 * @throws AppError where the parts are not all of the areas below, each once.
 */
export async function drawAbove(
  sql: Database,
  touched: Touched[],
  body: Exclude<PlanBody, { kind: 'rename' }>,
  limits: AreaLimits,
): Promise<Drawn> {
  requireWhole(touched);
  const below = await listBelow(
    sql,
    touched.map(({ area_code }) => area_code),
  );
  const children = below.filter(({ shape }) => shape !== null);
  const parts = body.kind === 'merge' ? [children.map(({ area_code }) => area_code)] : (body.parts ?? []);
  if (parts.length > limits.parts_max) throw tooManyParts(parts.length, limits.parts_max);
  if (body.kind !== 'merge')
    requireParts(
      body.kind === 'redraw' ? inOrder(parts, body.area_codes, touched) : parts,
      children,
      body.kind === 'redraw' ? touched.length : 2,
    );
  const ordered = body.kind === 'redraw' ? inOrder(parts, body.area_codes, touched) : parts;
  const codes =
    body.kind === 'redraw'
      ? touched.map(({ area_code }) => area_code)
      : await newCodes(sql, touched[0]!, ordered.length);
  const whole = await joined(
    sql,
    touched.map(({ shape }) => shape),
  );
  return {
    touched,
    codes,
    names: namesOf(touched, body, codes.length),
    shapes: body.kind === 'merge' ? [whole] : await outlines(sql, whole, ordered, children),
    problems: [],
    differences: { gap: [], overlap: [], beyond: [] },
    whole: {
      below,
      homes: Object.fromEntries(ordered.flatMap((part, at) => part.map((code) => [code, codes[at]!]))),
      carried: await carriedTo(sql, { below, children, ordered, codes }),
    },
  };
}

/** Parts as the areas stand in order of code, which are named in any. */
function inOrder(parts: readonly string[][], named: readonly string[], touched: readonly Touched[]): string[][] {
  return touched.map(({ area_code }) => parts[named.indexOf(area_code)] ?? []);
}

function namesOf(touched: readonly Touched[], body: Exclude<PlanBody, { kind: 'rename' }>, count: number): string[] {
  const [first] = touched;
  if (body.kind === 'split') return partNames(first!.name, count, body.names);
  return body.kind === 'merge' ? [body.name ?? first!.name] : touched.map(({ name }) => name);
}

/** The outline of each part: all of what lies below it; what the areas have beyond that goes to the nearest. */
async function outlines(
  sql: Database,
  whole: Hex,
  parts: readonly string[][],
  children: readonly Below[],
): Promise<Hex[]> {
  const shapes: Hex[] = [];
  for (const part of parts)
    shapes.push(
      await joined(
        sql,
        children.filter(({ area_code }) => part.includes(area_code)).map(({ shape }) => shape!),
      ),
    );
  return fitted(sql, whole, shapes, SAME_BORDER);
}

/** The new code of everything that comes below another: of the children the next of their new parents', below them the old last digits. */
async function carriedTo(
  sql: Database,
  found: { below: Below[]; children: Below[]; ordered: string[][]; codes: string[] },
): Promise<Record<string, string>> {
  const carried: Record<string, string> = {};
  for (const [at, parent] of found.codes.entries()) {
    const coming = found.children.filter(
      ({ area_code, parent_code }) => parent_code !== parent && found.ordered[at]!.includes(area_code),
    );
    const [first] = coming;
    if (!first) continue;
    const codes = nextCodes(parent, await usedCodes(sql, parent), coming.length, first.area_code.length);
    if (!codes) throw noCodesLeft(parent);
    for (const [n, child] of coming.entries())
      for (const { area_code } of found.below)
        if (area_code.startsWith(child.area_code))
          carried[area_code] = `${codes[n]}${area_code.slice(child.area_code.length)}`;
  }
  return carried;
}
