import {
  gravities,
  type QualityFinding,
  type QualityGroup,
  type QualityReport,
  qualityGroups,
} from '../api/quality/schema.ts';
import type { Database } from '../db/open.ts';
import { type CheckedLayer, checkedLayers, checksOf } from './checks.ts';
import { gravityOf } from './gravity.ts';
import { countFaults, countForms } from './ground-sql.ts';
import { countIsolated, countOutside } from './places-sql.ts';
import { type Asked, countLayer, countPeople, countTwice, type LayerCounts } from './rows-sql.ts';

/** Pairs that may be one are counted up to so many. */
const MOST_PAIRS = 1000;
/** Of so many areas below it is told how often something is found there. */
const MOST_AREAS = 10;
/** Layers of which rows are shown to who sees the doors alone. */
const behindDoors: readonly CheckedLayer[] = ['unit', 'household'];

/** Whether what a finding says is for who sees the doors. */
export function isBehindDoors({ layer }: Pick<QualityFinding, 'layer'>): boolean {
  return layer === 'unit' || layer === 'household' || layer === 'resident';
}

/** Something that was found, and where: counts by area one level below, or deeper. */
interface Found extends Pick<QualityFinding, 'group' | 'code' | 'layer' | 'field'> {
  whole: number | null;
  counts: { area_code: string | null; count: number }[];
}

/**
 * Looks an area through. @param doors whether households and people are counted: of what the caller sees.
 * @returns findings, the gravest first; empty where nothing was found.
 */
export async function reportOf(
  sql: Database,
  asked: Asked,
  { doors, now }: { doors: boolean; now: Date },
): Promise<QualityReport> {
  const began = performance.now();
  const below = await areasBelow(sql, asked.area_code);
  const digits = below[0]?.area_code.length ?? asked.area_code.length;
  const rows = await rowFindings(sql, asked, { digits, doors });
  const found = [
    ...(await groundFindings(sql, asked)),
    ...(await placeFindings(sql, asked, digits)),
    ...rows.found,
    ...(doors && !asked.sources ? await twiceFindings(sql, asked.area_code) : []),
  ];
  return {
    area_code: asked.area_code,
    made_at: now.toISOString(),
    took_ms: Math.round(performance.now() - began),
    kept: false,
    sources: asked.sources ?? [],
    doors,
    looked_at: rows.looked_at + below.length,
    findings: found.flatMap((one) => findingOf(one, below, digits)).sort(byGravity),
  };
}

/** The areas by which it is told where something is: one level below; deeper, where only one lies below; the area itself, where none does. */
async function areasBelow(sql: Database, area_code: string): Promise<{ area_code: string; name: string }[]> {
  const children = await sql<{ area_code: string; name: string }[]>`
    select area_code, name from area where parent_code = ${area_code} order by area_code`;
  if (children.length === 1) return areasBelow(sql, children[0]!.area_code);
  return children.length > 1 ? children : sql`select area_code, name from area where area_code = ${area_code}`;
}

async function groundFindings(sql: Database, asked: Asked): Promise<Found[]> {
  const faults = await countFaults(sql, asked);
  const forms = await countForms(sql, asked);
  const ground = (
    code: 'gap' | 'overlap' | 'beyond' | 'sliver' | 'hole' | 'pieces',
    counts: Found['counts'],
  ): Found => ({
    ...{ group: 'ground', code, layer: null, field: null, whole: null },
    counts,
  });
  return [
    ...(['gap', 'overlap', 'beyond'] as const).map((kind) =>
      ground(
        kind,
        faults.filter((fault) => fault.kind === kind && !fault.thin),
      ),
    ),
    ground(
      'sliver',
      faults.filter(({ thin }) => thin),
    ),
    ...(['pieces', 'hole'] as const).map((kind) =>
      ground(
        kind,
        forms.filter((form) => form.kind === kind).map(({ area_code }) => ({ area_code, count: 1 })),
      ),
    ),
  ];
}

async function placeFindings(sql: Database, asked: Asked, digits: number): Promise<Found[]> {
  const outside = await countOutside(sql, asked);
  const alone = await countIsolated(sql, asked, digits);
  const place = (one: Pick<Found, 'code' | 'layer' | 'counts'>): Found => ({
    ...{ group: 'places', field: null, whole: null },
    ...one,
  });
  const layers = [...new Set(alone.map(({ layer }) => layer))];
  return [
    ...outside.map(({ code, layer, count }) => place({ code, layer, counts: [{ area_code: null, count }] })),
    ...layers.map((layer) => place({ code: 'isolated', layer, counts: alone.filter((one) => one.layer === layer) })),
  ];
}

async function rowFindings(
  sql: Database,
  asked: Asked,
  { digits, doors }: { digits: number; doors: boolean },
): Promise<{ found: Found[]; looked_at: number }> {
  const found: Found[] = [];
  let looked_at = 0;
  const take = (rows: LayerCounts[], at: number, one: Pick<Found, 'group' | 'code' | 'layer' | 'field'>) =>
    found.push({
      ...{ group: one.group, code: one.code, layer: one.layer, field: one.field },
      whole: wholeOf(rows),
      counts: rows.map(({ area_code, counts }) => ({ area_code, count: counts[at]! })),
    });
  for (const layer of checkedLayers) {
    if (!doors && behindDoors.includes(layer)) continue;
    const rows = await countLayer(sql, layer, asked, digits);
    looked_at += wholeOf(rows);
    for (const [at, check] of checksOf[layer].entries()) take(rows, at, { ...check, layer });
  }
  if (doors) {
    const people = await countPeople(sql, asked, digits);
    take(people, 0, { group: 'freshness', code: 'never_confirmed', layer: 'resident', field: null });
  }
  return { found, looked_at };
}

function wholeOf(rows: readonly LayerCounts[]): number {
  return rows.reduce((sum, { whole }) => sum + whole, 0);
}

async function twiceFindings(sql: Database, area_code: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const layer of ['household', 'resident'] as const) {
    const count = await countTwice(sql, layer, area_code, MOST_PAIRS);
    const code = `duplicate_${layer}` as const;
    found.push({ group: 'twice', code, layer, field: null, whole: null, counts: [{ area_code: null, count }] });
  }
  return found;
}

/** What was found, with its gravity and where most of it is; nothing where its count is 0. */
function findingOf(
  { whole, counts, ...what }: Found,
  below: readonly { area_code: string; name: string }[],
  digits: number,
): QualityFinding[] {
  const sums = new Map<string, number>();
  let count = 0;
  for (const one of counts) {
    count += one.count;
    const code = one.area_code?.slice(0, digits);
    if (code !== undefined && one.count > 0) sums.set(code, (sums.get(code) ?? 0) + one.count);
  }
  if (count === 0) return [];
  const areas = below
    .flatMap((area) => (sums.has(area.area_code) ? [{ ...area, count: sums.get(area.area_code)! }] : []))
    .sort((one, other) => other.count - one.count || (one.area_code < other.area_code ? -1 : 1));
  return [{ ...what, count, whole, gravity: gravityOf(what.code, count, whole), areas: areas.slice(0, MOST_AREAS) }];
}

const rank = (group: QualityGroup) => qualityGroups.indexOf(group);

function byGravity(one: QualityFinding, other: QualityFinding): number {
  return (
    gravities.indexOf(one.gravity) - gravities.indexOf(other.gravity) ||
    rank(one.group) - rank(other.group) ||
    other.count - one.count
  );
}
