import type { Database } from '../../../server/db/open.ts';
import { folded, type LoopIncident, type LoopPlace } from '../../../server/loop/incident.ts';
import { reportOf } from '../../../server/loop/report.ts';
import type { Pictures } from '../../../server/simulator/pictures.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { calledDepartments } from '../../../server/simulator/step-texts.ts';
import { drawWay } from '../../../server/simulator/ways.ts';
import { pointText } from './bulk.ts';
import type { Home, Life } from './context.ts';
import type { Facility } from './facilities.ts';
import { drawFindings, type Finding } from './findings.ts';
import { type History, historyOf, mergedHistory, recorded, type Twin } from './histories.ts';
import { insertHistories, type Recorded } from './incident-rows.ts';
import { insertReplies } from './replies.ts';

/** Minutes after which somebody sees that two reports are of the same. */
const SEEN_AS_TWIN_MIN: readonly [number, number] = [12, 90];
/** Stands for a photo where evidence is asked for and no pictures are kept; it is not written. */
const NO_PICTURES = { found: 'none', settled: 'none' };
/** Share of reports that come with a photo. */
const SHOWN = 0.4;

/** Two years of incidents up to now, today's among them, each with its whole record. */
export async function fillIncidents(
  life: Life,
  homes: readonly Home[],
  facilities: readonly Facility[],
): Promise<void> {
  const findings = drawFindings(life, homes, facilities);
  const grids = await gridsAt(
    life.sql,
    findings.map(({ centre }) => pointText(centre)),
  );

  const records = recordsOf(life, findings, grids);

  await insertHistories(life, records);

  await insertReplies(life, records);
}

function recordsOf(life: Life, findings: readonly Finding[], grids: readonly (string | null)[]): Recorded[] {
  const { loop, now } = life;
  const places = placesIn(life);
  const departments = [...new Set(Object.values(calledDepartments).flat())].sort();
  const twins = twinsOf(life, findings);
  const joined = new Map<number, { into: number; at: number }>();
  return findings.map((finding, index) => {
    const random = life.random.fork(finding.incident_code);
    const start = startOf(life, random, finding, places(grids[index] ?? null), departments);
    const target = joined.get(finding.id);
    const own = twins.get(finding.id) ?? [];
    const history = target
      ? mergedHistory({ loop, random, start, ...target })
      : historyOf({
          loop,
          chances: { random, photosOf: (category) => [picturesOf(life, category).settled] },
          start,
          twins: own,
          now,
        });
    for (const { kind, happened_at, changes } of history.events)
      if (kind === 'joined') joined.set(changes.joined as number, { into: finding.id, at: Date.parse(happened_at) });
    return { finding, ...history };
  });
}

/** An incident as its report leaves it; what a worker can settle where it is found, some of them do. */
function startOf(life: Life, random: Random, finding: Finding, places: LoopPlace[], departments: string[]): History {
  const { id, channel, reported_at } = finding;
  const grid = places.at(-1)?.area_code;
  const pictures = picturesOf(life, finding.category);
  const { events } = reportOf(
    life.loop,
    {
      ...{ centre: finding.centre, category: finding.category, title: finding.title, severity: finding.severity },
      ...(finding.item !== null && { item: finding.item }),
      found_at: new Date(finding.found_at).toISOString(),
      ...(random.chance(SHOWN) && { photos: [pictures.found] }),
      ...(finding.twin_of === null && drawWay(life.loop, random, finding, [pictures.settled])),
    },
    {
      ...{ area_code: grid ?? '', now: new Date(reported_at), actor: 'simulator', channel, time_zone: '', places },
      ...(grid !== undefined && { own_code: grid }),
    },
  );
  let incident: LoopIncident = {
    ...{ id, version: 0, status: 'found', category: finding.category, item: finding.item, severity: finding.severity },
    ...{ area_code: grid ?? null, holder_code: null, department: null, due_at: null, clock_left_min: null },
    ...{ reported_at: new Date(reported_at).toISOString(), hand_count: 0, rating: null, joined_count: 0 },
    ...{ merged_into: null, reporter_account_id: null, channel, centre: finding.centre, places },
    ...{ callable: departments, waiting: [] },
  };
  const made = events.map((draft, index) => {
    const before = incident;
    incident = folded(before, [draft]);
    const at = draft.happened_at === undefined ? reported_at : Date.parse(draft.happened_at);
    return recorded(draft, index === 0 ? null : before, incident, at);
  });
  return { incident, events: made };
}

function picturesOf({ pictures }: Life, category: string): Pictures {
  return pictures?.get(category) ?? NO_PICTURES;
}

/** The grid of each point, in their order; null outside every grid. */
async function gridsAt(sql: Database, points: readonly string[]): Promise<(string | null)[]> {
  const rows = await sql<{ number: number; area_code: string }[]>`
    with point as materialized (
      select n::int as number, p::geometry as at from unnest(${points as string[]}::text[]) with ordinality u (p, n))
    select p.number, min(a.area_code) as area_code from point p join area a on ST_Covers(a.geometry, p.at)
    where a.level = (select level from area_level order by position desc limit 1) group by p.number`;
  const found: (string | null)[] = points.map(() => null);
  for (const { number, area_code } of rows) found[number - 1] = area_code;
  return found;
}

/** The areas above and at a grid, from the root down. */
function placesIn({ ground }: Life): (grid: string | null) => LoopPlace[] {
  const areas = new Map(ground.areas.map(({ area_code, level, name }) => [area_code, { area_code, level, name }]));
  const lengths = [...new Set([...areas.keys()].map((code) => code.length))].sort((a, b) => a - b);
  const known = new Map<string, LoopPlace[]>();
  return (grid) => {
    if (grid === null) return [];
    const held = known.get(grid);
    if (held) return held;
    const found = lengths.flatMap((length) => areas.get(grid.slice(0, length)) ?? []);
    known.set(grid, found);
    return found;
  };
}

/** Reports of the same by the number of the first, oldest first, with the moment at which somebody sees it. */
function twinsOf(life: Life, findings: readonly Finding[]): Map<number, Twin[]> {
  const twins = new Map<number, Twin[]>();
  for (const { id, twin_of, reported_at, incident_code } of findings) {
    if (twin_of === null) continue;
    const seen = life.random.fork(`twin ${incident_code}`).between(...SEEN_AS_TWIN_MIN);
    twins.set(twin_of, [...(twins.get(twin_of) ?? []), { id, at: reported_at + seen * 60_000 }]);
  }
  return twins;
}
