import type { Random } from '../../../server/simulator/random.ts';
import { shopFrontage } from './frontage.ts';
import { boxOf, centroid, distance, type Point, type Ring, ringArea } from './geometry.ts';
import { doorsOf, fillHomes, type Pattern, patternFor } from './homes.ts';
import type { Layout, Parcel } from './model.ts';
import { fillOldTown } from './oldtown.ts';
import { buildPublic } from './publics.ts';
import { type Draft, rectangle, type Site, siteOf } from './site.ts';

/** What stands on one face of the mesh; all rings in plan metres. */
export interface Cell {
  face: number;
  parcel: Parcel;
  drafts: Draft[];
  doors: number;
  /** Lanes between rows of houses, ending on the cell's usable ground. */
  lanes: Point[][];
}

/** A parcel with everything on it. */
export interface BuiltParcel {
  parcel: Parcel;
  pattern: Pattern | null;
  cells: Cell[];
  land: { kind: string; name: string | null; ring: Ring }[];
}

/** Builds over every parcel of the town. */
export function buildParcels(layout: Layout): BuiltParcel[] {
  return layout.parcels.map((parcel, index) => {
    const random = layout.random.fork(`parcel/${index}`);
    if (parcel.use === 'compound') return buildCompound(layout, random, parcel);
    if (parcel.use === 'oldtown') return buildOldTown(layout, random, parcel);
    const cells: Cell[] = [];
    const land: BuiltParcel['land'] = [];
    for (const face of parcel.faces) {
      if (parcel.use === 'riverside' || parcel.use === 'green') {
        cells.push({ face, parcel, drafts: [], doors: 0, lanes: [] });
        continue;
      }
      const site = siteOf(layout, parcel, face);
      const built = buildPublic(random, site, parcel, layout);
      cells.push(cellOf(parcel, face, site, built.drafts));
      land.push(...built.land.map((piece) => ({ ...piece, ring: site.toPlan(piece.ring) })));
    }
    return { parcel, pattern: null, cells, land };
  });
}

function cellOf(parcel: Parcel, face: number, site: Site, drafts: Draft[], more: Draft[] = []): Cell {
  const all = [...drafts.map((draft) => ({ ...draft, ring: site.toPlan(draft.ring) })), ...more];
  return { face, parcel, drafts: all, doors: all.reduce((sum, draft) => sum + doorsOf(draft), 0), lanes: [] };
}

/** Where towers find no room, low slabs do. */
function buildCompound(layout: Layout, random: Random, parcel: Parcel): BuiltParcel {
  const built = fillCompound(layout, random, parcel, patternFor(random, parcel.style));
  if (built.cells.some(({ doors }) => doors > 0)) return built;
  return fillCompound(layout, random, parcel, patternFor(random, 'walkup'));
}

function fillCompound(layout: Layout, random: Random, parcel: Parcel, pattern: Pattern): BuiltParcel {
  const land: BuiltParcel['land'] = [];
  const middle = middleOf(layout, parcel);
  const size = parcel.faces.reduce((sum, face) => sum + ringArea(layout.mesh.ring(face)), 0);
  const sites = parcel.faces.map((face) => {
    const frontage = shopFrontage(layout, random.fork(`shops/${face}`), parcel, face);
    return { face, frontage, site: siteOf(layout, parcel, face, frontage.extra) };
  });
  if (size > 16_000)
    plantGreen(
      sites.map(({ site }) => site),
      middle,
      pattern,
      land,
    );
  const cells = sites.map(({ face, frontage, site }) => {
    const homes = fillHomes(random.fork(`homes/${face}`), site, pattern);
    const cell = cellOf(parcel, face, site, homes, frontage.drafts);
    cell.lanes = doorWays(site, homes, pattern);
    return cell;
  });
  return { parcel, pattern, cells, land };
}

/** A way along the north side of each row, where the stairs are (宅间路). */
function doorWays(site: Site, homes: readonly Draft[], pattern: Pattern): Point[][] {
  const rows = new Map<number, [number, number]>();
  for (const { ring } of homes) {
    const { west, east, south } = boxOf(ring);
    const row = Math.round(south / 4) * 4;
    const [from, to] = rows.get(row) ?? [west, east];
    rows.set(row, [Math.min(from, west), Math.max(to, east)]);
  }
  const { north } = site.box;
  return [...rows].flatMap(([south, [from, to]]) => {
    const y = south + pattern.depth_m + 7.5;
    if (y > north - 1 || to - from < 20) return [];
    return [
      site.toPlan([
        [from, y],
        [to, y],
      ]),
    ];
  });
}

function middleOf({ mesh }: Layout, parcel: Parcel): Point {
  const centres = parcel.faces.map((face) => centroid(mesh.ring(face)));
  const mean = (axis: 0 | 1) => centres.reduce((sum, point) => sum + point[axis], 0) / centres.length;
  return [mean(0), mean(1)];
}

/** A garden as near to the compound's middle as its lanes allow. */
function plantGreen(sites: readonly Site[], middle: Point, pattern: Pattern, land: BuiltParcel['land']): void {
  const [width, depth] = pattern.age === 'old' ? [24, 18] : pattern.age === 'middle' ? [36, 28] : [46, 36];
  let best: { site: Site; ring: Point[]; away: number } | undefined;
  for (const site of sites) {
    if (site.area < 2500) continue;
    const goal = site.fromPlan([middle])[0]!;
    const ring = site.place(rectangle(width, depth), 2, (at) => distance(at, goal));
    if (!ring) continue;
    site.obstacles.pop();
    const away = distance(centroid(ring), goal);
    if (!best || away < best.away) best = { site, ring, away };
  }
  if (!best) return;
  best.site.obstacles.push(best.ring);
  land.push({ kind: 'grass', name: null, ring: best.site.toPlan(best.ring) });
}

function buildOldTown(layout: Layout, random: Random, parcel: Parcel): BuiltParcel {
  const cells = parcel.faces.map((face) => {
    const site = siteOf(layout, parcel, face);
    const { drafts, lanes } = fillOldTown(random.fork(`houses/${face}`), site);
    const cell = cellOf(parcel, face, site, drafts);
    cell.lanes = lanes.flatMap((y) =>
      site.spans(y - 0.5, y + 0.5).map(([from, to]) =>
        site.toPlan([
          [from, y],
          [to, y],
        ]),
      ),
    );
    return cell;
  });
  return { parcel, pattern: null, cells, land: [] };
}
