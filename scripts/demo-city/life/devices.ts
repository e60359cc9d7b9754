import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, pointText } from './bulk.ts';
import { drawConfirmedAge, type Life, staleness } from './context.ts';
import { addDays } from './days.ts';
import { beside, inward, lengthOf, nearestGrid } from './facilities.ts';
import type { Metres } from './frame.ts';
import { crossings, gateOf, pointInRing } from './sites.ts';
import { isStreet } from './streets.ts';

interface Device {
  kind: string;
  name: string;
  operator: string;
  at: Metres;
}

/** What each kind is for and how long it keeps what it records, in days; null: it records nothing. */
const kinds: Record<string, { purpose: string; retention_days: number | null }> = {
  camera: { purpose: '公共区域安全防范', retention_days: 30 },
  gate: { purpose: '出入口通行管理', retention_days: 30 },
  smoke: { purpose: '火情早期报警', retention_days: 180 },
  water_level: { purpose: '低洼处和河道水位监测', retention_days: 365 },
  manhole: { purpose: '井盖移位报警', retention_days: 90 },
  broadcast: { purpose: '应急和便民通知', retention_days: null },
  lamp: { purpose: '照明与亮灯状态监测', retention_days: 90 },
};

/** Cameras and gates, smoke and water gauges …: assets with place, operator and purpose, never with what they see. */
export async function fillDevices(life: Life, householdCount: number): Promise<void> {
  const random = life.random.fork('devices');
  const made = [
    ...atGates(life, random),
    ...atCrossings(life, householdCount),
    ...byWater(life),
    ...alongStreets(life, random, householdCount),
  ].filter(({ at }) => life.ground.inCity(at));
  const rows = made.map(({ kind, name, operator, at }) => {
    const { purpose, retention_days } = kinds[kind]!;
    const status = ['working', 'faulty', 'off'][random.weighted([92, 5.5, 2.5])]!;
    const age = drawConfirmedAge(random, staleness(life, nearestGrid(life, at)));
    const sign_up = kind === 'camera' || kind === 'gate' ? random.chance(0.9) : random.chance(0.5);
    const address = life.streets.address(at);
    return [
      kind,
      name,
      address,
      operator,
      purpose,
      sign_up,
      retention_days,
      status,
      addDays(life.today, -age),
      pointText(life.ground.frame.toDegrees(at)),
      'demo',
    ];
  });
  const columns = {
    kind: 'text',
    name: 'text',
    address: 'text',
    operator: 'text',
    purpose: 'text',
    sign_up: 'boolean',
    retention_days: 'int',
    status: 'text',
    confirmed_on: 'date',
    geometry: 'geometry',
    source: 'text',
  };
  await insertRows(life.sql, 'device', columns, rows);
}

function atGates(life: Life, random: Random): Device[] {
  return life.ground.compounds
    .filter(({ area_code }) => area_code)
    .flatMap((compound) => {
      const { at, side } = gateOf(life, compound);
      const operator = compound.property_company ?? '社区代管';
      const made: Device[] = [
        { kind: 'camera', name: `${compound.name}${side}门`, operator, at: inward(at, compound.centre, 4) },
      ];
      if (compound.property_company) made.push({ kind: 'gate', name: `${compound.name}${side}门道闸`, operator, at });
      if (random.chance(0.5))
        made.push({
          kind: 'smoke',
          name: `${compound.name}车棚烟感`,
          operator,
          at: pointInRing(random, compound.ring, compound.centre),
        });
      if (random.chance(0.25))
        made.push({ kind: 'broadcast', name: `${compound.name}广播`, operator, at: inward(at, compound.centre, 25) });
      return made;
    });
}

function atCrossings(life: Life, householdCount: number): Device[] {
  return crossings(life, 120)
    .slice(0, Math.round(householdCount / 320))
    .map(({ at, name }, index) => ({
      kind: 'camera',
      name,
      operator: '街道综治中心',
      at: [at[0] + (index % 2 ? 9 : -9), at[1] + 9],
    }));
}

/** A gauge about every 400 m along rivers and canals. */
function byWater(life: Life): Device[] {
  return life.ground.waters.flatMap((line) => {
    const count = Math.min(12, Math.round(lengthOf(line) / 400));
    return Array.from({ length: count }, (_, index): Device => {
      const at = beside(line, (index + 0.5) / count, 6);
      return { kind: 'water_level', name: `河道${index + 1}号水位计`, operator: '水务所', at };
    });
  });
}

function alongStreets(life: Life, random: Random, householdCount: number): Device[] {
  const roads = life.ground.roads.filter(
    (road) => isStreet(road) && road.kind !== 'service' && lengthOf(road.line) > 60,
  );
  if (roads.length === 0) return [];
  const lengths = roads.map((road) => lengthOf(road.line));
  const wanted = { manhole: householdCount / 330, lamp: householdCount / 260, water_level: householdCount / 3_000 };
  const names = { manhole: '井盖', lamp: '智慧灯杆', water_level: '积水点' };
  const offsets = { manhole: 2, lamp: 8, water_level: 4 };
  return (Object.keys(wanted) as (keyof typeof wanted)[]).flatMap((kind) =>
    Array.from({ length: Math.round(wanted[kind]) }, (_, index): Device => {
      const road = roads[random.weighted(lengths)]!;
      const at = beside(road.line, random.next(), offsets[kind]);
      return {
        kind,
        name: `${life.streets.address(at) ?? ''}${names[kind]}${index + 1}`,
        operator: kind === 'lamp' ? '照明所' : '市政养护所',
        at,
      };
    }),
  );
}
