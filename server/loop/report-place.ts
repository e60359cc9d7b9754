import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import { AppError, type Sentence } from '../errors.ts';
import { dutyWords, listed } from './words.ts';

/** The code of the grid that holds a place, `[lon, lat]`; null outside every grid. */
export async function areaAt(sql: Database, [longitude, latitude]: LonLat): Promise<string | null> {
  const [row] = await sql<[{ area_code: string | null }]>`
    select grid_at(ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)) as area_code`;
  return row.area_code;
}

interface Whereabouts {
  district: string;
  inside: boolean;
  nearest: string;
  distance_m: number;
  /** From the nearest area to the place, degrees clockwise from north. */
  bearing: number | null;
  /** A neighbour of the district that holds the place. */
  neighbour: string | null;
}

/** Where a place outside every grid belongs: which neighbour holds it, or how far and which way it lies from the district. */
export async function outsideSentence(sql: Database, [longitude, latitude]: LonLat): Promise<Sentence> {
  const [found] = await sql<Whereabouts[]>`
    with place as materialized (select ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326) as point),
      district as materialized (select a.name, a.geometry from area a, place where a.parent_code is null
        order by a.geometry <-> place.point limit 1),
      grid as materialized (select a.name, a.geometry from area a, place
        where a.level = (select level from area_level order by position desc limit 1) order by a.geometry <-> place.point limit 1)
    select d.name as district, ST_Covers(d.geometry, p.point) as inside, g.name as nearest,
      ST_Distance(g.geometry::geography, p.point::geography)::float8 as distance_m,
      degrees(ST_Azimuth(ST_ClosestPoint(g.geometry, p.point), p.point))::float8 as bearing,
      (select b.name from boundary b where ST_Covers(b.geometry, p.point) and b.name <> d.name order by b.admin_level desc limit 1)
        as neighbour
    from place p, district d, grid g`;
  if (!found) {
    return {
      'zh-CN': '本系统还没有划分区域，暂不能上报。',
      en: 'No areas are drawn here yet, so nothing can be reported.',
    };
  }
  const { district, inside, nearest, neighbour } = found;
  const way = wayTo(found);
  if (inside) {
    return {
      'zh-CN': `该位置在${district}内，但不属于任何网格；最近的是${nearest}${way['zh-CN']}。请在地图上核对位置。`,
      en: `This place lies in ${district}, but in none of its grids; the nearest is ${nearest}${way.en}. Check it on the map.`,
    };
  }
  if (neighbour) {
    return {
      'zh-CN': `该位置不在${district}内，属于${neighbour}，请向当地反映。`,
      en: `This place does not lie in ${district} but in ${neighbour}; please report it there.`,
    };
  }
  return {
    'zh-CN': `该位置不在${district}内，在最近的${nearest}${way['zh-CN']}。请在地图上核对位置，或向当地反映。`,
    en: `This place does not lie in ${district}: from ${nearest}, the nearest, it is ${way.en.replace(/^, /, '')}. Check it on the map, or report it there.`,
  };
}

const ways: readonly Sentence[] = [
  { 'zh-CN': '北', en: 'north' },
  { 'zh-CN': '东北', en: 'north-east' },
  { 'zh-CN': '东', en: 'east' },
  { 'zh-CN': '东南', en: 'south-east' },
  { 'zh-CN': '南', en: 'south' },
  { 'zh-CN': '西南', en: 'south-west' },
  { 'zh-CN': '西', en: 'west' },
  { 'zh-CN': '西北', en: 'north-west' },
];

function wayTo({ distance_m, bearing }: Whereabouts): Sentence {
  const way = ways[Math.round((bearing ?? 0) / 45) % 8]!;
  const [zh, en] =
    distance_m < 1000
      ? [
          `约${Math.max(10, Math.round(distance_m / 10) * 10)}米`,
          `about ${Math.max(10, Math.round(distance_m / 10) * 10)} m`,
        ]
      : [`约${kilometres(distance_m)}公里`, `about ${kilometres(distance_m)} km`];
  return { 'zh-CN': `${way['zh-CN']}方向${zh}处`, en: `, ${en} to the ${way.en}` };
}

function kilometres(distance_m: number): string {
  return distance_m < 10_000 ? (distance_m / 1000).toFixed(1) : String(Math.round(distance_m / 1000));
}

/** Whose a place in the district is, for somebody who does not report there: the area and who answers for it, as posted there. */
async function othersPlace(sql: Database, areaCode: string): Promise<Sentence> {
  const [names] = await sql<[{ names: string }]>`select area_names(${areaCode}, ${areaCode}) as names`;
  const people = await sql<{ role: string; name: string }[]>`select role, name from answering_for(${areaCode})`;
  const who = listed(
    people.map(({ role, name }) => {
      const words = dutyWords(role);
      return { 'zh-CN': `${words['zh-CN']}${name}`, en: `${words.en} ${name}` };
    }),
  );
  return {
    'zh-CN': `该位置属于${names.names}，不在您的辖区。${who['zh-CN'] && `请联系：${who['zh-CN']}。`}`,
    en: `This place belongs to ${names.names}, not to your area.${who.en && ` Ask there: ${who.en}.`}`,
  };
}

/** Why nothing can be reported at a place: it lies outside the district (400), or in an area that is not the sender's (403); field `centre`. */
export async function misplaced(sql: Database, centre: LonLat, areaCode: string | null): Promise<AppError> {
  return areaCode === null
    ? new AppError('bad_input', await outsideSentence(sql, centre), { field: 'centre' })
    : new AppError('forbidden', await othersPlace(sql, areaCode), { field: 'centre' });
}
