import type {
  PlanInput,
  PlanPoint,
  PlanResult,
  PlanSquad,
  TravelMode,
} from '../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import type { Database } from '../../../server/db/open.ts';
import { comparePlans } from '../../../server/planning/patrol/compare.ts';
import type { PatrolGround } from '../../../server/planning/patrol/ground.ts';
import { planPatrol } from '../../../server/planning/patrol/plan.ts';
import { repairPatrol } from '../../../server/planning/patrol/repair.ts';
import { patrolGround } from '../../../server/planning/patrol/road-ground.ts';
import { roadGraph } from '../../../server/roads/loader.ts';
import { type BenchLine, type BenchRun, median, rounded } from '../bench.ts';
import { openOwnDeployment } from './own-deployment.ts';

type Report = (line: BenchLine) => void;

const communities = 6;
const points = 48;
const squads = 8;
/** What a plan may take, s, and what a long search is given that it is compared with. */
const promised_s = 2;
const long_s = 30;
/** A plan is good when it is longer by no more than this than what the long search finds, %. */
const good_percent = 2;
const seeds = [1, 2, 3];

/** A night of the demo city: 6 communities, 48 points with windows and repeated visits, 8 squads; planned and repaired in 2 s each. */
export const run: BenchRun = async (report) => {
  const own = await openOwnDeployment();
  try {
    await own.makeDemo();
    await runNight(own.sql, report);
  } finally {
    await own.close();
  }
};

/** The same on a deployment that has the demo city already. */
async function runNight(sql: Database, report: Report): Promise<void> {
  const input = await nightOf(sql);
  const ground = await patrolGround(
    await roadGraph(sql),
    input.squads.map(({ mode }) => mode),
  );
  // The first one starts the threads.
  await planPatrol(input, ground, { seconds: 0.5 });
  const long = await planPatrol(input, ground, { seconds: long_s });
  const quick: PlanResult[] = [];
  for (const seed of seeds) {
    const settings = { ...input.settings, seed };
    // The ways and reasons take some tenths of a second.
    quick.push(await planPatrol({ ...input, settings }, ground, { seconds: promised_s - 0.3 }));
  }
  const length_m = median(quick.map((plan) => plan.length_m));
  const say = (metric: string, value: number, unit: string, goal?: number) =>
    report({
      metric: `night_${metric}`,
      value: rounded(value),
      unit,
      ...(goal !== undefined && { goal }),
      better: 'lower',
    });
  say('plan_s', Math.max(...quick.map(({ took_ms }) => took_ms)) / 1000, 's', promised_s);
  say('unserved', Math.max(...quick.map(({ unserved }) => unserved.length)), 'points', long.unserved.length);
  say('over_long_search', Math.max(0, (length_m / long.length_m - 1) * 100), '%', good_percent);
  say('length', length_m / 1000, 'km');
  say('visits', quick[0]!.wanted_count, 'visits');
  say('iterations', quick[0]!.iterations, 'rounds');
  await measureRepair(input, quick[0]!, ground, say);
  await measureDiffer(input, quick[0]!, ground, say);
}

type Say = (metric: string, value: number, unit: string, goal?: number) => void;

async function measureRepair(input: PlanInput, plan: PlanResult, ground: PatrolGround, say: Say): Promise<void> {
  const at_min = 1170;
  const busiest = plan.routes.reduce((most, route) => (route.stops.length > most.stops.length ? route : most));
  const { squad_id } = busiest;
  const out = await repairPatrol(input, plan.routes, { kind: 'squad_out', squad_id, at_min }, ground);
  const moved = comparePlans(plan, out.result).moved.filter(({ from_squad_id }) => from_squad_id !== squad_id);
  say('repair_squad_out_s', out.result.took_ms / 1000, 's', promised_s);
  say('repair_squad_out_unserved', out.result.unserved.length, 'points');
  say('repair_squad_out_moved', moved.length, 'stops of other squads');
  const { centre, area_code } = input.points[0]!;
  const incident = { id: 1, name: '突发事件', centre, area_code, dwell_min: 10 };
  const come = await repairPatrol(input, plan.routes, { kind: 'incident', at_min, incident }, ground);
  const missed = come.result.unserved.filter(({ id }) => id === -incident.id);
  say('repair_incident_s', come.result.took_ms / 1000, 's', promised_s);
  say('repair_incident_missed', missed.length, 'incidents', 0);
  say('repair_incident_moved', comparePlans(plan, come.result).moved.length, 'stops');
}

async function measureDiffer(input: PlanInput, plan: PlanResult, ground: PatrolGround, say: Say): Promise<void> {
  const settings = { ...input.settings, differ_nights: 1, differ_share: 0.3 };
  const other = await planPatrol({ ...input, settings }, ground, { seconds: promised_s - 0.3, before: [plan.routes] });
  say('differ_share', (other.differ_share ?? 0) * 100, '% of the length');
  say('differ_cost', ((other.differ_cost_m ?? 0) / other.length_m) * 100, '% of the length');
}

/** The night: the points of six communities, and as many buildings more as make 48 of them. */
async function nightOf(sql: Database): Promise<PlanInput> {
  const places = await sql<
    { id: number; name: string; centre: LonLat; area_code: string; windows: [number, number][] }[]
  >`
    with community as (select area_code from area where level = 'community' order by area_code limit ${communities}),
    wanted as (
      select 1 as rank, id, name, geometry, area_code,
        (extract(epoch from window_start) / 60)::int as opens,
        (extract(epoch from window_end) / 60)::int + case when window_end < window_start then 1440 else 0 end as shuts
      from patrol_point where left(area_code, 12) in (select area_code from community)
      union all
      select 2, 100000 + id, coalesce(name, address, id::text), st_pointonsurface(geometry), area_code, 1140, 1410
      from building where left(area_code, 12) in (select area_code from community) and id % 37 = 0)
    select id, name, lon_lat(geometry) as centre, area_code, array_to_json(array[array[opens, shuts]]) as windows
    from wanted order by rank, id limit ${points}`;
  const starts = await sql<{ centre: LonLat }[]>`
    select lon_lat(label_point) as centre from area where level = 'community' order by area_code limit ${communities}`;
  return {
    points: places.map(pointOf),
    streets: [],
    squads: Array.from({ length: squads }, (_, index) => squadOf(index, starts[index % starts.length]!.centre)),
    settings: {
      cover_m: 30,
      evenness: 0.3,
      pairs_from_min: 1320,
      differ_nights: 0,
      differ_share: 0,
      seed: 1,
      seconds: promised_s,
    },
  };
}

function pointOf(place: Pick<PlanPoint, 'id' | 'name' | 'centre' | 'area_code' | 'windows'>, index: number): PlanPoint {
  const visits = { wanted_visits: 1 + (index % 3), gap_min: 45, dwell_min: 3 + (index % 5) };
  const wanted = { priority: 1 + (index % 5), optional: false, people: 1 + (index % 2), squad_id: null };
  return { ...place, ...visits, ...wanted };
}

/** Six on foot from each community, one by bicycle, one in a car; one of one. */
function squadOf(index: number, start: LonLat): PlanSquad {
  const mode: TravelMode = index === 6 ? 'bicycle' : index === 7 ? 'car' : 'foot';
  const who = { shift_id: index + 1, squad_id: index + 1, name: `${index + 1}队`, kind: 'full_time' as const };
  return { ...who, mode, start, end: start, from_min: 1080, to_min: 1410, people: index === 5 ? 1 : 4 };
}
