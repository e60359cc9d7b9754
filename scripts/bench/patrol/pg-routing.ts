import { travelModes } from '../../../server/api/patrol-plans/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import type { Router } from '../../../server/roads/router.ts';

/** What pgRouting made of the same matrix. */
export interface PeerMatrix {
  /** Its fastest function. */
  name: string;
  ms: number;
  /** Values that are not ours. */
  unlike: number;
}

/** Longest that one of its functions may take, s: those that take longer are not its best. */
const PATIENCE_S = 20;
const ROUNDS = 3;

const edges = 'select id, source, target, cost, reverse_cost from bench_edge';
const placed = 'select id, source, target, cost, reverse_cost, x1, y1, x2, y2 from bench_edge';
/** Its functions that answer many to many; each gives start_vid, end_vid and agg_cost. */
const functions: Record<string, string> = {
  pgr_dijkstraCost: `pgr_dijkstraCost('${edges}', $1::bigint[], $1::bigint[], true)`,
  pgr_dijkstraCostMatrix: `pgr_dijkstraCostMatrix('${edges}', $1::bigint[], true)`,
  pgr_bdDijkstraCost: `pgr_bdDijkstraCost('${edges}', $1::bigint[], $1::bigint[], true)`,
  pgr_aStarCostMatrix: `pgr_aStarCostMatrix('${placed}', $1::bigint[], true, heuristic => 0)`,
};

/**
 * Asks each function of pgRouting for the matrix between vertices on the router's own graph. Null, and a line that says so, where it is not
 * installed on the server.
 * @param ours the router's seconds, row by row.
 */
export async function compareWithPgRouting(
  sql: Database,
  router: Router,
  vertices: readonly number[],
  ours: Float64Array,
): Promise<PeerMatrix | null> {
  const [available] = await sql`select from pg_available_extensions where name = 'pgrouting'`;
  if (!available) {
    console.error(
      'pgRouting is not installed on this server (on Debian: postgresql-15-pgrouting): no peer is measured',
    );
    return null;
  }
  await sql`create extension if not exists pgrouting`;
  await writeEdges(sql, router);
  let best: PeerMatrix | null = null;
  for (const [name, call] of Object.entries(functions)) {
    const measured = await measure(sql, call, vertices);
    if (!measured) console.error(`${name} takes more than ${PATIENCE_S} s`);
    else if (!best || measured.ms < best.ms)
      best = { name, ms: measured.ms, unlike: unlike(measured.rows, vertices, ours) };
  }
  return best;
}

type Row = { start_vid: string; end_vid: string; agg_cost: number };

/** The fastest of some rounds; null where the first takes too long. */
async function measure(sql: Database, call: string, vertices: readonly number[]) {
  let fastest: { ms: number; rows: Row[] } | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const found = await sql
      .begin(async (transaction) => {
        await transaction.unsafe(`set local statement_timeout = '${PATIENCE_S}s'`);
        const begun = performance.now();
        const rows = await transaction.unsafe<Row[]>(`select start_vid, end_vid, agg_cost from ${call}`, [
          [...vertices],
        ]);
        return { ms: performance.now() - begun, rows: [...rows] };
      })
      .catch((error: { code?: string }) => {
        // query_canceled
        if (error.code === '57014') return null;
        throw error;
      });
    if (!found) return fastest;
    if (!fastest || found.ms < fastest.ms) fastest = found;
  }
  return fastest;
}

/** How many of our values it does not give; it gives none from a vertex to itself, and none where no way leads. */
function unlike(rows: readonly Row[], vertices: readonly number[], ours: Float64Array): number {
  const theirs = new Map(rows.map((row) => [`${row.start_vid} ${row.end_vid}`, row.agg_cost]));
  let count = 0;
  vertices.forEach((from, row) => {
    vertices.forEach((to, column) => {
      const expected = from === to ? 0 : (theirs.get(`${from} ${to}`) ?? Infinity);
      if (ours[row * vertices.length + column] !== expected) count++;
    });
  });
  return count;
}

async function writeEdges(sql: Database, { graph, mode }: Router): Promise<void> {
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  const cost = (arc: number): number => (arc_s[arc] === Infinity ? -1 : arc_s[arc]!);
  const all = Array.from({ length: graph.edge_count }, (_, edge) => edge);
  const position = (ends: Uint32Array, axis: 0 | 1) => all.map((edge) => graph.position[2 * ends[edge]! + axis]!);
  await sql`create table bench_edge (id bigint primary key, source bigint, target bigint, cost float8, reverse_cost float8,
    x1 float8, y1 float8, x2 float8, y2 float8)`;
  await sql`insert into bench_edge select * from unnest(${all}::bigint[], ${[...graph.from]}::bigint[], ${[...graph.to]}::bigint[],
    ${all.map((edge) => cost(2 * edge))}::float8[], ${all.map((edge) => cost(2 * edge + 1))}::float8[],
    ${position(graph.from, 0)}::float8[], ${position(graph.from, 1)}::float8[],
    ${position(graph.to, 0)}::float8[], ${position(graph.to, 1)}::float8[])`;
  await sql`analyze bench_edge`;
}
