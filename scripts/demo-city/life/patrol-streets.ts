import { insertRows, type Value } from './bulk.ts';
import type { Life } from './context.ts';
import { distance, type Metres } from './frame.ts';

/** Streets that a community wants passed each night. */
const STREETS_PER_COMMUNITY = 2;
/** Kinds that have shops and doors on both sides. */
const kinds: ReadonlySet<string> = new Set(['secondary', 'tertiary', 'residential', 'living_street']);
/** A street's piece that is worth passing and still done within some minutes, m. */
const [LEAST_M, MOST_M] = [120, 600];
/** How finely streets are cut, m. */
const STEP_M = 30;

/**
 * Streets that must be passed: the longest pieces of named streets in each community, the wider ones on both sides.
 * @param gridOf the code of the grid that is nearest to a place.
 */
export async function fillPatrolStreets(life: Life, gridOf: (at: Metres) => string): Promise<void> {
  const random = life.random.fork('patrol-streets');
  const rows: Value[][] = [];
  const streets = streetsByCommunity(life, gridOf);
  for (const { area } of life.communities) {
    for (const { name, kind, line } of streets.get(area.area_code) ?? []) {
      const degrees = line.map((at) =>
        life.ground.frame
          .toDegrees(at)
          .map((value) => value.toFixed(7))
          .join(' '),
      );
      const wide = kind === 'secondary' || kind === 'tertiary';
      rows.push([
        ...[name, wide ? 2 : 1, '18:00', '06:00', random.integer(2, 4), random.chance(0.2), wide ? 2 : 1],
        ...[`SRID=4326;LINESTRING(${degrees.join(',')})`, 'demo'],
      ]);
    }
  }
  const window = { window_start: 'time', window_end: 'time' };
  const columns = { name: 'text', sides: 'int', ...window, priority: 'int', optional: 'boolean', people: 'int' };
  await insertRows(life.sql, 'patrol_street', { ...columns, geometry: 'geometry', source: 'text' }, rows);
}

interface Street {
  name: string;
  kind: string;
  line: Metres[];
  length_m: number;
}

/** The longest pieces of each community's named streets, by its code, no street twice. */
function streetsByCommunity(life: Life, gridOf: (at: Metres) => string): Map<string, Street[]> {
  const digits = life.communities[0]?.area.area_code.length ?? 0;
  const found = new Map<string, Street[]>();
  for (const { name, kind, line } of life.ground.roads) {
    if (name === null || !kinds.has(kind)) continue;
    const codeOf = (at: Metres) => (life.ground.inCity(at) ? gridOf(at).slice(0, digits) : '');
    for (const { code, piece, length_m } of piecesOf(line, codeOf)) {
      if (length_m < LEAST_M) continue;
      found.set(code, [...(found.get(code) ?? []), { name, kind, line: piece, length_m }]);
    }
  }
  return new Map([...found].map(([code, streets]) => [code, longest(streets)]));
}

function longest(streets: readonly Street[]): Street[] {
  const names = new Set<string>();
  return [...streets]
    .sort((a, b) => b.length_m - a.length_m || a.name.localeCompare(b.name))
    .filter(({ name }) => !names.has(name) && names.add(name))
    .slice(0, STREETS_PER_COMMUNITY);
}

interface Piece {
  code: string;
  piece: Metres[];
  length_m: number;
}

/** A line cut where it passes from one community to another, or gets too long. */
function piecesOf(line: readonly Metres[], codeOf: (at: Metres) => string): Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  for (const [from, to] of stepsOf(line)) {
    const code = codeOf(to);
    if (!open || code !== open.code || open.length_m >= MOST_M) {
      // A step that crosses a border is nobody's.
      const crosses = code !== codeOf(from);
      open = { code, piece: [crosses ? to : from], length_m: 0 };
      if (code !== '') pieces.push(open);
      if (crosses) continue;
    }
    open.piece.push(to);
    open.length_m += distance(from, to);
  }
  return pieces;
}

/** A line in steps of at most STEP_M. */
function stepsOf(line: readonly Metres[]): [Metres, Metres][] {
  return line.slice(1).flatMap((to, index) => {
    const from = line[index]!;
    const count = Math.max(1, Math.ceil(distance(from, to) / STEP_M));
    const at = (step: number): Metres => [
      from[0] + ((to[0] - from[0]) * step) / count,
      from[1] + ((to[1] - from[1]) * step) / count,
    ];
    return Array.from({ length: count }, (_, step): [Metres, Metres] => [at(step), at(step + 1)]);
  });
}
