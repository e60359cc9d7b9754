import type { Random } from '../../../server/simulator/random.ts';
import type { Cell } from './building.ts';
import { changeFloors, gridDoors } from './calibration.ts';
import { distance } from './geometry.ts';
import type { Layout } from './model.ts';
import { UnfitTownError } from './unfit.ts';

/** A grid while it grows: its faces and their doors. */
export interface Region {
  faces: Set<number>;
  doors: number;
}

/** For each face its neighbours in the same community and how strong the bond is. */
export type Links = Map<number, Map<number, number>>;

/** How strongly two faces belong together: metres of shared edge, more across a lane, less across a wide street. */
export function linksOf({ mesh, streets, communityOf }: Layout): Links {
  const links: Links = new Map();
  for (const face of mesh.faces.keys()) {
    const own = new Map<number, number>();
    for (const { a, b, edge, beyond } of mesh.sides(face)) {
      if (beyond === undefined || communityOf.get(beyond) !== communityOf.get(face)) continue;
      const width = edge.street >= 0 ? streets[edge.street]!.half_m : 0;
      const weight =
        edge.kind === 'lane' ? 3 : edge.kind === 'wall' ? 1.4 : edge.kind === 'street' ? 6 / (width + 2) : 0.25;
      own.set(beyond, (own.get(beyond) ?? 0) + weight * distance(mesh.points[a]!, mesh.points[b]!));
    }
    links.set(face, own);
  }
  return links;
}

/**
 * Divides a community's faces into grids: tries many orders of joining and keeps the one nearest to what grids should be.
 * Where a grid still has a few doors too many or too few, its homes lose or gain a floor.
 * @throws UnfitTownError when that is not enough.
 */
export function regionsOf(
  random: Random,
  faces: number[],
  cells: readonly Cell[],
  links: Links,
  name: string,
): Region[] {
  const doors = new Map(cells.map((cell) => [cell.face, cell.doors]));
  let best: { regions: Region[]; cost: number } | undefined;
  for (let attempt = 0; attempt < 60; attempt++) {
    const regions = join(random, faces, doors, links);
    repair(regions, doors, links);
    const cost = regions.reduce((sum, region) => {
      const over = Math.max(0, gridDoors.least - region.doors, region.doors - gridDoors.most);
      return sum + Math.abs(region.doors - gridDoors.wanted) / 100 + over * 100;
    }, 0);
    if (!best || cost < best.cost) best = { regions, cost };
  }
  const { regions } = best!;
  settle(regions, cells, links);
  const wrong = regions.find((region) => region.doors < gridDoors.least || region.doors > gridDoors.most);
  if (wrong) throw new UnfitTownError(`a grid of ${name} has ${wrong.doors} doors and no neighbour to share with`);
  return regions;
}

/** Raises what is nearly large enough; joins the rest with the neighbour it overfills least and lowers both. */
function settle(regions: Region[], cells: readonly Cell[], links: Links): void {
  for (const region of [...regions]) {
    if (region.doors >= gridDoors.least) continue;
    const own = cells.filter((cell) => region.faces.has(cell.face));
    while (region.doors < gridDoors.least && changeFloors(own, 1, gridDoors.most) !== 0) region.doors = sumDoors(own);
    if (region.doors >= gridDoors.least) continue;
    const other = regions
      .filter((candidate) => candidate !== region && bondOf(region, candidate, links) > 0)
      .sort((a, b) => a.doors - b.doors)[0];
    if (!other) continue;
    for (const face of region.faces) other.faces.add(face);
    regions.splice(regions.indexOf(region), 1);
    const both = cells.filter((cell) => other.faces.has(cell.face));
    other.doors = sumDoors(both);
    while (other.doors > gridDoors.most && changeFloors(both, -1, gridDoors.most) !== 0) other.doors = sumDoors(both);
  }
}

function sumDoors(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.doors, 0);
}

/** Joins the smallest region with a neighbour until each has doors enough; places without doors go first. */
function join(random: Random, faces: number[], doors: ReadonlyMap<number, number>, links: Links): Region[] {
  const regions = new Set(faces.map((face): Region => ({ faces: new Set([face]), doors: doors.get(face) ?? 0 })));
  const stuck = new Set<Region>();
  for (;;) {
    const small = [...regions].filter((region) => region.doors < gridDoors.least && !stuck.has(region));
    const region = small.sort((a, b) => a.doors - b.doors)[0];
    if (!region) return [...regions];
    let best: { other: Region; cost: number } | undefined;
    for (const other of regions) {
      if (other === region) continue;
      const bond = bondOf(region, other, links);
      const sum = region.doors + other.doors;
      if (bond < 8 || sum > gridDoors.most) continue;
      const cost = Math.abs(sum - gridDoors.wanted) / 160 - Math.min(4, bond / 90) + random.next() * 1.6;
      if (!best || cost < best.cost) best = { other, cost };
    }
    if (!best) {
      stuck.add(region);
      continue;
    }
    for (const face of region.faces) best.other.faces.add(face);
    best.other.doors += region.doors;
    regions.delete(region);
  }
}

function bondOf(region: Region, other: Region, links: Links): number {
  let bond = 0;
  for (const face of region.faces)
    for (const [beyond, weight] of links.get(face)!) if (other.faces.has(beyond)) bond += weight;
  return bond;
}

/** Gives regions that stayed too small a face of a neighbour that can spare it. */
function repair(regions: Region[], doors: ReadonlyMap<number, number>, links: Links): void {
  for (let pass = 0; pass < 40; pass++) {
    const poor = regions.find((region) => region.doors < gridDoors.least);
    if (!poor) return;
    const move = moves(poor, regions, doors, links)[0];
    if (!move) return;
    move.from.faces.delete(move.face);
    move.from.doors -= doors.get(move.face) ?? 0;
    poor.faces.add(move.face);
    poor.doors += doors.get(move.face) ?? 0;
  }
}

function moves(poor: Region, regions: readonly Region[], doors: ReadonlyMap<number, number>, links: Links) {
  const found: { from: Region; face: number; gain: number }[] = [];
  for (const from of regions) {
    if (from === poor) continue;
    for (const face of from.faces) {
      const own = doors.get(face) ?? 0;
      const touches = [...links.get(face)!].some(([beyond, weight]) => weight > 8 && poor.faces.has(beyond));
      if (own === 0 || !touches || poor.doors + own > gridDoors.most) continue;
      const rest = from.doors - own;
      // A neighbour that would become too small may still do so once: the next pass then feeds it from elsewhere.
      if (rest < gridDoors.least && rest <= poor.doors) continue;
      if (!connected(from, face, links)) continue;
      found.push({ from, face, gain: Math.min(rest, gridDoors.least) + Math.min(poor.doors + own, gridDoors.least) });
    }
  }
  return found.sort((a, b) => b.gain - a.gain);
}

/** Whether a region holds together without one of its faces. */
function connected(region: Region, without: number, links: Links): boolean {
  const left = [...region.faces].filter((face) => face !== without);
  if (left.length === 0) return false;
  const seen = new Set([left[0]!]);
  const queue = [left[0]!];
  while (queue.length > 0) {
    for (const [beyond] of links.get(queue.pop()!)!) {
      if (beyond === without || !region.faces.has(beyond) || seen.has(beyond)) continue;
      seen.add(beyond);
      queue.push(beyond);
    }
  }
  return seen.size === left.length;
}
