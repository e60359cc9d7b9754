import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, pointText } from './bulk.ts';
import type { Life } from './context.ts';
import type { Facility } from './facilities.ts';
import type { Metres } from './frame.ts';

interface Resource {
  kind: 'people' | 'store' | 'vehicle' | 'shelter';
  name: string;
  department: string | null;
  quantity: number;
  free: number;
  unit: string;
  at: Metres;
}

/** Vehicles of departments; they stand beside the fire posts, each at the next. */
const fleets = [
  ['排水抢险车', 'water', 3],
  ['消防车', 'fire', 4],
  ['应急发电车', 'energy', 2],
  ['铲雪撒布车', 'urban_management', 4],
  ['燃气抢修车', 'energy', 3],
  ['应急指挥车', 'emergency', 1],
  ['送水车', 'water', 2],
  ['交通疏导车', 'traffic_police', 3],
] as const;
/** Beside what a facility's own mark shows, m: both stay readable. */
const ASIDE_M = 14;

/** What can be called upon in an emergency: each community's store and people, its fire post, shelters, the departments' vehicles. */
export async function fillResources(life: Life, facilities: readonly Facility[]): Promise<void> {
  const random = life.random.fork('resources');
  // Of several in one park the first is enough.
  const of = (kind: string) =>
    [
      ...new Map(
        facilities
          .filter((one) => one.kind === kind)
          .map((one) => [one.name, one] as const)
          .reverse(),
      ).values(),
    ].reverse();
  const posts = of('fire_station');
  const made = [
    ...of('service_centre').flatMap((centre) => atCentre(random, centre)),
    ...posts.map((post) => atPost(random, post)),
    ...of('shelter').map((shelter) => asShelter(random, shelter)),
    ...fleets.flatMap((_, index) => (posts.length === 0 ? [] : [vehicles(posts[index % posts.length]!, index)])),
  ].filter(({ at }) => life.ground.inCity(at));
  const columns = {
    ...{ kind: 'text', name: 'text', address: 'text', department: 'text', quantity: 'int', free: 'int', unit: 'text' },
    geometry: 'geometry',
  };
  const rows = made.map(({ at, kind, name, department, quantity, free, unit }) => {
    const geometry = pointText(life.ground.frame.toDegrees(at));
    return [kind, name, life.streets.address(at), department, quantity, free, unit, geometry];
  });
  await insertRows(life.sql, 'emergency_resource', columns, rows);
}

function atCentre(random: Random, { name, at }: Facility): Resource[] {
  const community = name.replace('党群服务中心', '');
  const sandbags = random.integer(8, 30) * 20;
  const people = random.integer(12, 26);
  const store = { kind: 'store', name: `${community}应急物资库`, unit: '件', at: aside(at, 2) } as const;
  const squad = { kind: 'people', name: `${community}应急小分队`, unit: '人', at: aside(at, 6) } as const;
  return [
    { ...store, department: null, quantity: sandbags, free: sandbags - random.integer(0, 4) * 20 },
    { ...squad, department: null, quantity: people, free: people - random.integer(0, 5) },
  ];
}

function atPost(random: Random, { name, at }: Facility): Resource {
  const quantity = random.integer(4, 8);
  const post = { kind: 'people', name: `${name}值守`, unit: '人', at: aside(at, 0) } as const;
  return { ...post, department: 'fire', quantity, free: quantity - random.integer(0, 2) };
}

/** Squares and parks hold more than a hall. */
function asShelter(random: Random, { name, at }: Facility): Resource {
  const quantity = (name.endsWith('避难所') ? random.integer(60, 150) : random.integer(8, 26)) * 10;
  return { kind: 'shelter', name, department: null, quantity, free: quantity, unit: '人', at: aside(at, 4) };
}

function vehicles({ at }: Facility, index: number): Resource {
  const [name, department, quantity] = fleets[index]!;
  return { kind: 'vehicle', name, department, quantity, free: quantity, unit: '辆', at: aside(at, 3) };
}

/** A point some metres aside, in one of eight directions. */
function aside([x, y]: Metres, eighth: number): Metres {
  const angle = (eighth * Math.PI) / 4;
  return [x + ASIDE_M * Math.cos(angle), y + ASIDE_M * Math.sin(angle)];
}
