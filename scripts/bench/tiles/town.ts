import type { Database } from '../../../server/db/open.ts';

/** Latitude and longitude in degrees of the town's middle; it reaches 25 km from there to each side. */
const CENTRE = { latitude: 32, longitude: 119 };
const SIDE_M = 50_000;
/** Metres of a degree of latitude (mean of the meridian). */
const DEGREE_M = 111_195;
/** Standard deviation of the distance from the middle, in metres, of the core's buildings and of the outer towns'. */
const CORE_M = 6000;
const OUTER_TOWN_M = 1800;
const OUTER_TOWNS = 12;

/** Outlines with eight corners in a square of side 1 around 0, 0: an open court, a T, two steps, a bent bar. */
const outlines = [
  '-0.5 -0.5, 0.5 -0.5, 0.5 0.5, 0.25 0.5, 0.25 -0.2, -0.25 -0.2, -0.25 0.5, -0.5 0.5, -0.5 -0.5',
  '-0.5 -0.3, 0.5 -0.3, 0.5 0, 0.2 0, 0.2 0.4, -0.2 0.4, -0.2 0, -0.5 0, -0.5 -0.3',
  '-0.5 -0.4, 0.5 -0.4, 0.5 -0.1, 0.2 -0.1, 0.2 0.15, -0.15 0.15, -0.15 0.4, -0.5 0.4, -0.5 -0.4',
  '-0.5 -0.3, 0.1 -0.3, 0.1 -0.05, 0.5 -0.05, 0.5 0.3, -0.1 0.3, -0.1 0.05, -0.5 0.05, -0.5 -0.3',
];

const kinds = ['apartments', 'residential', 'house', 'yes', 'commercial', 'retail', 'office', 'industrial', 'school'];
const estates = ['云锦', '梧桐', '听荷', '望江', '桂香', '金穗', '柳岸', '和风', '明月', '春晖'];
const nouns = ['花园', '里', '新村', '苑', '公寓', '家园', '小区', '广场', '大厦', '坊'];

/** SQL: a number from 0 to below 1 that follows from `of` and the number of the draw alone. */
function chance(draw: number, of = 'n'): string {
  return `((hashint8extended(${of}, ${draw}) & 9007199254740991)::float8 / 9007199254740992)`;
}

/** SQL: one of the texts. */
function pick(texts: readonly string[], draw: number): string {
  const list = texts.map((text) => `'${text}'`).join(', ');
  return `(array[${list}])[1 + floor(${chance(draw)} * ${texts.length})::int]`;
}

/** SQL: metres from the middle along one axis; `normal` is a draw of a standard normal distribution. */
function offset(axis: number, normal: string): string {
  const town = `floor(${chance(1)} * 1000)::bigint % ${OUTER_TOWNS}`;
  return `case when ${chance(0)} < 0.45 then ${CORE_M} * ${normal}
    when ${chance(0)} < 0.7 then (${chance(100 + axis, town)} - 0.5) * ${SIDE_M * 0.85} + ${OUTER_TOWN_M} * ${normal}
    else (${chance(2 + axis)} - 0.5) * ${SIDE_M} end`;
}

/** SQL: square metres of ground covered: mostly houses, a third blocks, a few halls of up to two hectares. */
const area = `case when ${chance(10)} < 0.6 then 60 + 240 * ${chance(11)} when ${chance(10)} < 0.93 then 300 + 600 * ${chance(11)}
  else 1000 * 20 ^ (${chance(11)} ^ 2) end`;

/**
 * Fills `building` with invented polygons of eight corners: close together in a core, less so in twelve towns around
 * it, thin in between, over 50 by 50 km. The same rows for the same count, in the order of their places as an extract
 * that was sorted has them, which is the best case for the database. Then gathers what the planner wants to know.
 * @returns seconds that it took, the table's checks and indexes included.
 */
export async function makeTown(sql: Database, count: number): Promise<number> {
  const begun = performance.now();
  await sql.begin(async (transaction) => {
    // There are no areas, so there is nothing for it to find; an import lets it rest too.
    await transaction`alter table building disable trigger building_area_code`;
    await transaction.unsafe(insertBuildings(count));
    await transaction`alter table building enable trigger building_area_code`;
  });
  await sql`vacuum (analyze) building`;
  return (performance.now() - begun) / 1000;
}

/** The numbers 1 to `count` as rows. */
function insertBuildings(count: number): string {
  const shapes = outlines.map((corners, at) => `(${at}, ST_GeomFromText('POLYGON((${corners}))', 4326))`).join(', ');
  const radius = `sqrt(-2 * ln(1 - ${chance(4)}))`;
  const turn = `2 * pi() * ${chance(5)}`;
  return `
    with outline as (select at, shape, ST_Area(shape) as area from (values ${shapes}) as o (at, shape)),
    drawn as (
      select n, ${offset(0, `${radius} * cos(${turn})`)} as east, ${offset(1, `${radius} * sin(${turn})`)} as north,
        ${area} as area, 2 * pi() * ${chance(12)} as angle, floor(${chance(13)} * ${outlines.length})::int as outline,
        1 + floor(29 * ${chance(14)} ^ 3)::int as floor_count
      from generate_series(1::bigint, ${count}) as n),
    placed as (
      select d.*, o.shape, sqrt(d.area / o.area) / ${DEGREE_M} as size,
        ${CENTRE.latitude} + (north - ${SIDE_M} * round(north / ${SIDE_M})) / ${DEGREE_M} as latitude,
        east - ${SIDE_M} * round(east / ${SIDE_M}) as from_middle
      from drawn d join outline o on o.at = d.outline),
    narrowed as (select *, cos(radians(latitude)) as narrowing from placed)
    insert into building (source, source_id, kind, name, floor_count, height_m, geometry)
    select 'bench', n::text, ${pick(kinds, 20)},
      case when ${chance(21)} < 0.17 then 1 + floor(60 * ${chance(22)})::int || '号楼'
        when ${chance(21)} < 0.333 then ${pick(estates, 23)} || ${pick(nouns, 24)} || 1 + floor(40 * ${chance(22)})::int || '栋' end,
      floor_count, case when ${chance(25)} < 0.6 then round((floor_count * 3 + 3 * ${chance(26)})::numeric, 1)::float8 end,
      ST_Multi(ST_Affine(shape, size * cos(angle) / narrowing, -size * sin(angle) / narrowing, size * sin(angle), size * cos(angle),
        ${CENTRE.longitude} + from_middle / (${DEGREE_M} * narrowing), latitude)) as geometry
    from narrowed order by geometry`;
}
