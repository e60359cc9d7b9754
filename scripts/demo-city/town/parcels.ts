import type { Random } from '../../../server/simulator/random.ts';
import { acrossLine, cutFace, extent } from './blocks.ts';
import { centroid, distance, type Point, ringArea } from './geometry.ts';
import type { Layout, Style, Use } from './model.ts';
import { communityNames } from './names.ts';

const HECTARE = 10_000;
/** A compound is seldom larger; a larger block is shared by several behind walls of their own. */
const COMPOUND_HECTARES = 5.6;

/** Gives every face a use: what a community needs first, homes on what is left. */
export function cutParcels(layout: Layout, blocks: readonly number[]): void {
  const random = layout.random.fork('parcels');
  const free = new Set(blocks);
  takeCentre(layout, random, free);
  takeCentralPark(layout, free);
  takeBlock(layout, free, 7, 'campus', '澄江职业技术学院', [3, 5, 6, 7]);
  takeBlock(layout, free, 5.5, 'sports', '澄江区体育中心', [1, 5, 7, 6]);
  takeBlock(layout, free, 4.5, 'government', '澄江区人民政府', [2, 3, 4, 5]);
  takeBlock(layout, free, 5, 'park', layout.names.park(), [6, 7]);
  const communities = communityNames.map((_, index) => index);
  for (const community of communities) takeServices(layout, random, free, community);
  takeHospital(layout, random, free);
  takeBuildingSite(layout, random, free);
  for (const face of free) takeHomes(layout, random, face);
  takeBands(layout, random);
}

function add(layout: Layout, face: number, use: Use, name = ''): void {
  const taste = layout.random.fork(`taste/${layout.parcels.length}`).next();
  layout.parcels.push({
    use,
    style: layout.styleOf.get(face)!,
    community: layout.communityOf.get(face)!,
    faces: [face],
    name,
    taste,
  });
}

function hectares(layout: Layout, face: number): number {
  return ringArea(layout.mesh.ring(face)) / HECTARE;
}

/** The free blocks of a community, largest first; `styles` narrows them. */
function freeBlocks(
  layout: Layout,
  free: ReadonlySet<number>,
  community: number | null,
  styles?: readonly Style[],
): number[] {
  return [...free]
    .filter((face) => community === null || layout.communityOf.get(face) === community)
    .filter((face) => !styles || styles.includes(layout.styleOf.get(face)!))
    .sort((a, b) => hectares(layout, b) - hectares(layout, a));
}

/**
 * Cuts a strip of about so many hectares off one end of a face, behind a wall, so that both parts keep a street.
 * @returns the strip and the rest; the rest is undefined when the whole face is hardly larger; undefined when every
 * cut would leave one part without a street.
 */
function cutStrip(
  layout: Layout,
  random: Random,
  face: number,
  wanted: number,
): { strip: number; rest?: number } | undefined {
  const { mesh } = layout;
  const ring = mesh.ring(face);
  const { width, height } = extent(ring);
  const first = random.chance(0.5);
  for (const vertical of [width > height, width <= height]) {
    const share = Math.max(wanted / hectares(layout, face), 62 / (vertical ? width : height));
    if (share > 0.72) return { strip: face };
    for (const low of [first, !first]) {
      const line = acrossLine(ring, vertical, low ? share : 1 - share);
      if (!leavesStreets(layout, face, line)) continue;
      const { parts } = cutFace(layout, face, line, { kind: 'wall', street: -1, bridge: false }, { snap: 6 });
      if (parts.length !== 2) continue;
      const axis = vertical ? 0 : 1;
      const [a, b] = [...parts].sort((p, q) => centroid(mesh.ring(p))[axis] - centroid(mesh.ring(q))[axis]);
      return low ? { strip: a!, rest: b! } : { strip: b!, rest: a! };
    }
  }
  return undefined;
}

/** A strip off the first of the blocks from which one can be cut; what is left of that block stays free. */
function takeStrip(
  layout: Layout,
  random: Random,
  free: Set<number>,
  blocks: readonly number[],
  wanted: number,
): number | undefined {
  for (const block of blocks) {
    const cut = cutStrip(layout, random, block, wanted);
    if (!cut) continue;
    free.delete(block);
    if (cut.rest !== undefined) free.add(cut.rest);
    return cut.strip;
  }
  return undefined;
}

/** Whether a face has at least 40 m of street on both sides of a line, so that neither part is walled in. */
function leavesStreets({ mesh }: Layout, face: number, line: readonly Point[]): boolean {
  const [from, to] = [line[0]!, line.at(-1)!];
  const metres = [0, 0];
  for (const { a, b, edge } of mesh.sides(face)) {
    if (edge.kind !== 'street' || edge.bridge) continue;
    const [p, q] = [mesh.points[a]!, mesh.points[b]!];
    const side = (x: number, y: number) => (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    const [start, end] = [side(...p), side(...q)];
    const share = start >= 0 === end >= 0 ? (start >= 0 ? 1 : 0) : Math.max(start, end) / Math.abs(start - end);
    metres[0]! += distance(p, q) * share;
    metres[1]! += distance(p, q) * (1 - share);
  }
  return Math.min(...metres) > 40;
}

/** Cuts a face into so many plots side by side along its longer direction. */
function cutPlots(layout: Layout, face: number, count: number): number[] {
  const plots = [face];
  for (let left = count; left > 1; left--) {
    const last = plots.pop()!;
    const ring = layout.mesh.ring(last);
    const { width, height } = extent(ring);
    const line = acrossLine(ring, width > height, 1 / left);
    const { parts } = cutFace(layout, last, line, { kind: 'wall', street: -1, bridge: false }, { snap: 6 });
    const axis = width > height ? 0 : 1;
    plots.push(...parts.sort((a, b) => centroid(layout.mesh.ring(a))[axis] - centroid(layout.mesh.ring(b))[axis]));
    if (parts.length < 2) break;
  }
  return plots;
}

/** Offices, shops and a mall at the central crossing, each on a plot of its own. */
function takeCentre(layout: Layout, random: Random, free: Set<number>): void {
  const reach = (face: number) => distance(centroid(layout.mesh.ring(face)), layout.centre);
  const nearest = [...free].sort((a, b) => reach(a) - reach(b)).slice(0, 4);
  const uses: Use[] = ['mall', 'office', 'office', 'square', 'office', 'shops', 'office', 'office'];
  for (const block of nearest) {
    free.delete(block);
    const plots = cutPlots(layout, block, hectares(layout, block) > 4.6 ? 3 : 2);
    plots.sort((a, b) => reach(a) - reach(b));
    plots.forEach((plot, index) => {
      if (index < 2 && uses.length > 0) add(layout, plot, uses.shift()!);
      else takeHomes(layout, random, plot);
    });
  }
}

/** The town park takes a whole block, beside the canal where one fits. */
function takeCentralPark(layout: Layout, free: Set<number>): void {
  const score = (face: number) => {
    const size = hectares(layout, face);
    const ring = layout.mesh.ring(face);
    const byCanal = layout.mesh.sides(face).some(({ edge }) => edge.kind === 'canal');
    return (byCanal ? 4 : 0) - Math.abs(size - 6.5) - distance(centroid(ring), layout.centre) / 400;
  };
  const candidates = [...free].filter((face) => layout.styleOf.get(face) !== 'old');
  const park = candidates.sort((a, b) => score(b) - score(a))[0];
  if (park === undefined) return;
  free.delete(park);
  add(layout, park, 'park', layout.names.park());
}

/** One whole block of about so many hectares in one of the communities. */
function takeBlock(
  layout: Layout,
  free: Set<number>,
  wanted: number,
  use: Use,
  name: string,
  communities: readonly number[],
): void {
  const candidates = [...free].filter(
    (face) =>
      communities.includes(layout.communityOf.get(face)!) && !['old', 'industry'].includes(layout.styleOf.get(face)!),
  );
  const misfit = (face: number) =>
    Math.abs(hectares(layout, face) - wanted) + communities.indexOf(layout.communityOf.get(face)!) * 0.6;
  const block = candidates.sort((a, b) => misfit(a) - misfit(b))[0];
  if (block === undefined) return;
  free.delete(block);
  add(layout, block, use, name);
}

/** A primary school, a service centre, a kindergarten, a small park in each community; markets and middle schools in some. */
function takeServices(layout: Layout, random: Random, free: Set<number>, community: number): void {
  const name = communityNames[community]!;
  const give = (wanted: number, styles?: readonly Style[]): number | undefined => {
    return takeStrip(layout, random, free, freeBlocks(layout, free, community, styles), wanted);
  };
  const homes: Style[] = ['walkup', 'slab', 'tower', 'centre'];
  const school = give(2.3, homes) ?? give(2, ['old', 'industry']);
  if (school !== undefined) add(layout, school, 'school', `${name}小学`);
  if (community % 3 === 1) {
    const middle = give(3.4, homes);
    if (middle !== undefined)
      add(layout, middle, 'school', `澄江区第${['一', '二', '三'][Math.floor(community / 3)]}中学`);
  }
  const strip = give(1.5, homes) ?? give(1.2);
  if (strip === undefined) throw new Error(`no block is left for the services of ${name}`);
  const plots = cutPlots(layout, strip, 3);
  const wanted: [Use, string][] = [
    ['civic', `${name}社区党群服务中心`],
    ['kindergarten', `${name}幼儿园`],
    community % 2 === 0 ? ['market', `${name}农贸市场`] : ['pocket', layout.names.park()],
  ];
  plots.forEach((plot, index) => {
    add(layout, plot, wanted[index]![0], wanted[index]![1]);
  });
  if (community % 2 === 0) {
    const pocket = give(1, homes);
    if (pocket !== undefined) add(layout, pocket, 'pocket', layout.names.park());
  }
}

function takeHospital(layout: Layout, random: Random, free: Set<number>): void {
  const blocks = freeBlocks(layout, free, null, ['slab', 'tower', 'walkup']).filter(
    (face) => hectares(layout, face) > 4,
  );
  const strip = takeStrip(layout, random, free, blocks, 3);
  if (strip !== undefined) add(layout, strip, 'hospital', '澄江区人民医院');
}

function takeBuildingSite(layout: Layout, random: Random, free: Set<number>): void {
  const blocks = freeBlocks(layout, free, null, ['tower']).filter((face) => hectares(layout, face) > 4);
  const strip = takeStrip(layout, random, free, blocks, 2.6);
  if (strip !== undefined) add(layout, strip, 'construction', '在建工地');
}

/** What is left of a block: factories, the old town's lanes, or one to three compounds behind walls. */
function takeHomes(layout: Layout, random: Random, face: number): void {
  const style = layout.styleOf.get(face)!;
  const size = hectares(layout, face);
  if (style === 'industry') {
    const plots = cutPlots(layout, face, Math.max(1, Math.round(size / 4)));
    for (const plot of plots) {
      if (random.chance(0.7)) add(layout, plot, 'industry', layout.names.factory());
      else add(layout, plot, 'compound');
    }
    return;
  }
  if (style === 'old') {
    add(layout, face, 'oldtown');
    return;
  }
  if (size > COMPOUND_HECTARES * random.between(0.85, 1.2)) {
    const ring = layout.mesh.ring(face);
    const { width, height } = extent(ring);
    for (const vertical of [width > height, width <= height]) {
      const line = acrossLine(ring, vertical, random.between(0.4, 0.6));
      if (!leavesStreets(layout, face, line)) continue;
      const { parts } = cutFace(layout, face, line, { kind: 'wall', street: -1, bridge: false }, { snap: 8 });
      if (parts.length < 2) continue;
      for (const part of parts) takeHomes(layout, random, part);
      return;
    }
  }
  add(layout, face, 'compound');
}

/** The river's banks, and the ground between station street and rail. */
function takeBands(layout: Layout, random: Random): void {
  const { mesh } = layout;
  for (const face of [...mesh.faces.keys()]) {
    const kinds = new Set(mesh.sides(face).map(({ edge }) => edge.kind));
    if (kinds.has('river')) add(layout, face, 'riverside', '滨江公园');
    else if (kinds.has('rail')) takeRailside(layout, random, face);
  }
}

function takeRailside(layout: Layout, random: Random, face: number): void {
  const [x] = centroid(layout.mesh.ring(face));
  if (Math.abs(x - layout.centre[0]) < 100) {
    add(layout, face, 'station', '站前广场');
    return;
  }
  const { width } = extent(layout.mesh.ring(face));
  for (const plot of cutPlots(layout, face, Math.max(1, Math.round(width / 190)))) {
    const use = (['industry', 'depot', 'green', 'shops', 'green'] as const)[random.weighted([3, 1, 2, 1.5, 1])]!;
    add(layout, plot, use, use === 'industry' ? layout.names.factory() : '');
  }
}

/** Ground of a cell, ha: about what a grid can look after at the density of its style. */
const cellHectares: Partial<Record<Style, number>> = {
  walkup: 1.6,
  slab: 1.5,
  tower: 1.5,
  centre: 1.4,
  industry: 1.6,
  old: 1.5,
};

/** Cuts compounds and old town blocks by lanes into cells; every lane is joined to a street. */
export function cutCells(layout: Layout): void {
  const random = layout.random.fork('cells');
  for (const parcel of layout.parcels) {
    if (parcel.use !== 'compound' && parcel.use !== 'oldtown') continue;
    const wanted = cellHectares[parcel.style]!;
    const queue = [...parcel.faces];
    const done: number[] = [];
    while (queue.length > 0) {
      const face = queue.shift()!;
      const whole = queue.length === 0 && done.length === 0;
      const size = hectares(layout, face);
      const parts = size > wanted * 1.4 || (whole && size > 0.5) ? cutLane(layout, random, face) : [face];
      if (parts.length > 1) queue.push(...parts);
      else done.push(face);
    }
    parcel.faces = done;
  }
}

/** One lane across a face with at least one end on a street or another lane; north to south where it can be. */
function cutLane(layout: Layout, random: Random, face: number): number[] {
  const { mesh } = layout;
  const ring = mesh.ring(face);
  const { width, height } = extent(ring);
  const preferred = width > height * 0.55;
  for (const vertical of [preferred, !preferred]) {
    for (let tries = 0; tries < 4; tries++) {
      const line = acrossLine(ring, vertical, random.between(0.42, 0.58));
      if (!endsOnTraffic(layout, face, line)) continue;
      const { parts } = cutFace(
        layout,
        face,
        line,
        { kind: 'lane', street: -1, bridge: false },
        {
          snap: 16,
          snapTo: (vertex) => mesh.edgesAt(vertex).some((edge) => edge.kind === 'lane'),
        },
      );
      if (parts.length > 1) return parts;
    }
  }
  return [face];
}

function endsOnTraffic({ mesh }: Layout, face: number, line: readonly Point[]): boolean {
  const [from, to] = [line[0]!, line.at(-1)!];
  return mesh.sides(face).some(({ a, b, edge }) => {
    if (edge.bridge || (edge.kind !== 'street' && edge.kind !== 'lane')) return false;
    const [p, q] = [mesh.points[a]!, mesh.points[b]!];
    const side = (point: Point) => (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
    return side(p) > 0 !== side(q) > 0;
  });
}
