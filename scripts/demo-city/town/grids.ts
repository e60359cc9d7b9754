import type { Cell } from './building.ts';
import { centroid, type Point } from './geometry.ts';
import type { Layout, PlannedArea } from './model.ts';
import { communityNames, districtName, numeral, streetAreaName } from './names.ts';
import { linksOf, type Region, regionsOf } from './regions.ts';

export const districtCode = '990106';
export const streetCode = '990106001';
/** Cuts every community into grids along streets, lanes and compound walls. @returns the grid code of each face, and all areas. */
export function cutGrids(
  layout: Layout,
  cells: readonly Cell[],
): { areas: PlannedArea[]; gridOf: Map<number, string> } {
  const links = linksOf(layout);
  const areas: PlannedArea[] = [];
  const gridOf = new Map<number, string>();
  communityNames.forEach((name, index) => {
    const code = `${streetCode}${String(index + 1).padStart(3, '0')}`;
    const faces = [...layout.mesh.faces.keys()].filter((face) => layout.communityOf.get(face) === index);
    const regions = regionsOf(layout.random.fork(`grids/${index}`), faces, cells, links, name);
    const doors = doorsOfFaces(cells);
    areas.push(area(layout, 'community', code, `${name}社区`, faces, doors));
    inReadingOrder(layout, regions).forEach((region, serial) => {
      const gridCode = `${code}${String(serial + 1).padStart(3, '0')}`;
      for (const face of region.faces) gridOf.set(face, gridCode);
      areas.push(area(layout, 'grid', gridCode, `${name}第${numeral(serial + 1)}网格`, [...region.faces], doors));
    });
  });
  const all = [...layout.mesh.faces.keys()];
  const doors = doorsOfFaces(cells);
  areas.unshift(
    area(layout, 'district', districtCode, districtName, all, doors),
    area(layout, 'street', streetCode, streetAreaName, all, doors),
  );
  return { areas, gridOf };
}

function doorsOfFaces(cells: readonly Cell[]): Map<number, number> {
  return new Map(cells.map((cell) => [cell.face, cell.doors]));
}

function area(
  { mesh }: Layout,
  level: PlannedArea['level'],
  area_code: string,
  name: string,
  faces: readonly number[],
  doors: ReadonlyMap<number, number>,
): PlannedArea {
  const household_count = faces.reduce((sum, face) => sum + (doors.get(face) ?? 0), 0);
  return { level, area_code, name, polygons: mesh.polygons(new Set(faces)), household_count };
}

/** Row by row from the north, each row from the west. */
function inReadingOrder({ mesh }: Layout, regions: readonly Region[]): Region[] {
  const place = (region: Region): Point => {
    const [ring] = mesh.polygons(region.faces);
    return centroid(ring![0]!);
  };
  const placed = regions.map((region) => ({ region, at: place(region) })).sort((a, b) => b.at[1] - a.at[1]);
  const perRow = Math.max(1, Math.round(Math.sqrt(placed.length)));
  const ordered: Region[] = [];
  for (let index = 0; index < placed.length; index += perRow) {
    const row = placed.slice(index, index + perRow).sort((a, b) => a.at[0] - b.at[0]);
    ordered.push(...row.map(({ region }) => region));
  }
  return ordered;
}
