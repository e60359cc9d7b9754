import { MinHeap } from '../life/heap.ts';
import { addBorder, type Border, type Mesh } from './mesh.ts';

/** Faces that belong together. */
export interface Region {
  faces: number[];
  households: number;
  area_m2: number;
  perimeter_m: number;
  borders: Map<number, Border>;
}

/** Households of a grid: few enough for one worker, many enough for one. */
interface GridSize {
  least: number;
  target: number;
  most: number;
}

/**
 * Grows small faces together until each region holds at least `least` households where its neighbours allow it.
 * Prefers long common borders, avoids to join across main streets, and never passes `most` but for empty ground.
 * @returns regions in no particular order; every face is in exactly one.
 */
export function growRegions(mesh: Mesh, households: readonly number[], size: GridSize): Region[] {
  const regions = new Map<number, Region>();
  for (const [index, face] of mesh.faces.entries()) {
    const borders = new Map(
      [...face.borders].filter(([other]) => other !== index).map(([other, border]) => [other, { ...border }]),
    );
    regions.set(index, {
      faces: [index],
      households: households[index]!,
      area_m2: face.area_m2,
      perimeter_m: face.perimeter_m,
      borders,
    });
  }
  const queue = new MinHeap();
  const rank = ({ households: count, area_m2 }: Region) => count + Math.min(0.999, area_m2 / 1e9);
  for (const [id, region] of regions) if (region.households < size.least) queue.push(id, rank(region));
  const queued = new Map([...regions].map(([id, region]) => [id, rank(region)]));
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const region = regions.get(id);
    if (!region || region.households >= size.least) continue;
    const other = partnerOf(regions, region, size);
    if (other === undefined) continue;
    join(regions, id, other);
    const grown = regions.get(other)!;
    if (grown.households < size.least && queued.get(other) !== rank(grown)) {
      queued.set(other, rank(grown));
      queue.push(other, rank(grown));
    }
  }
  return [...regions.values()];
}

/** The neighbour to join; undefined where every choice would be worse than staying small. */
function partnerOf(regions: ReadonlyMap<number, Region>, region: Region, size: GridSize): number | undefined {
  let best: { id: number; score: number } | undefined;
  for (const [id, border] of region.borders) {
    const other = regions.get(id)!;
    const sum = region.households + other.households;
    // A handful of doors cannot be a grid: they join the smallest neighbour even if that makes it a little large.
    const room = region.households === 0 ? Infinity : region.households < size.least / 3 ? size.most * 1.12 : size.most;
    if (sum > room) continue;
    const score = scoreOf(region, other, border, size);
    if (!best || score > best.score || (score === best.score && id < best.id)) best = { id, score };
  }
  return best?.id;
}

/** Higher is better: compact, not across main streets, and not fuller than a grid should be. */
function scoreOf(region: Region, other: Region, border: Border, size: GridSize): number {
  const perimeter = region.perimeter_m + other.perimeter_m - 2 * border.length_m;
  const roundness = (4 * Math.PI * (region.area_m2 + other.area_m2)) / (perimeter * perimeter);
  const contact = border.length_m / Math.min(region.perimeter_m, other.perimeter_m);
  const across = 1 - 0.8 * (border.main_m / border.length_m) + 0.25 * (border.cut_m / border.length_m);
  const sum = region.households + other.households;
  const fill =
    region.households === 0 ? 1 : sum <= size.target * 1.1 ? 1 : 1 - 0.5 * ((sum - size.target * 1.1) / size.target);
  const lived = region.households === 0 && other.households > 0 ? 1.3 : 1;
  return (contact + roundness) * across * Math.max(0.2, fill) * lived;
}

/** Adds the region `id` to `other`, which keeps its number. */
function join(regions: Map<number, Region>, id: number, other: number): void {
  const [gone, kept] = [regions.get(id)!, regions.get(other)!];
  const common = kept.borders.get(id)!.length_m;
  kept.faces.push(...gone.faces);
  kept.households += gone.households;
  kept.area_m2 += gone.area_m2;
  kept.perimeter_m += gone.perimeter_m - 2 * common;
  kept.borders.delete(id);
  for (const [neighbour, border] of gone.borders) {
    if (neighbour === other) continue;
    const far = regions.get(neighbour)!;
    addBorder(kept.borders, neighbour, border);
    far.borders.delete(id);
    addBorder(far.borders, other, border);
  }
  regions.delete(id);
}

/** The borders between groups of faces, by the group's number of each face; -1 marks faces of no group. */
export function bordersBetween(mesh: Mesh, groupOf: readonly number[], count: number): Map<number, Border>[] {
  const borders = Array.from({ length: count }, () => new Map<number, Border>());
  for (const [index, face] of mesh.faces.entries()) {
    const own = groupOf[index]!;
    for (const [neighbour, border] of face.borders) {
      const other = groupOf[neighbour]!;
      if (own >= 0 && other >= 0 && own !== other) addBorder(borders[own]!, other, border);
    }
  }
  return borders;
}
