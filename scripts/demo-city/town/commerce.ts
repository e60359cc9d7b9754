import type { Random } from '../../../server/simulator/random.ts';
import { boxRing, centroid, type Point } from './geometry.ts';
import type { Layout, Parcel } from './model.ts';
import { type Built, put, scaled } from './placing.ts';
import type { Draft, Site } from './site.ts';

export function mall(site: Site, parcel: Parcel): Built {
  const [cx, cy] = centroid(site.ring);
  const chamfered = (width: number, depth: number): Point[] => {
    const [w, d] = [width / 2, depth / 2];
    return [
      [-w + 14, -d],
      [w, -d],
      [w, d - 22],
      [w - 18, d],
      [-w, d],
      [-w, -d + 14],
    ];
  };
  const ring = put(
    site,
    scaled(150, 105, 1, 0.88, 0.76, 0.64, 0.5),
    ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy),
    0,
    chamfered,
  );
  const drafts: Draft[] = ring
    ? [{ kind: 'retail', ring, floor_count: 5, height_m: 26, basement_count: 2, name: '望河天街购物中心' }]
    : [];
  const hotel = put(
    site,
    [
      [46, 20],
      [34, 18],
    ],
    ([x, y]) => -Math.abs(x - cx) - Math.abs(y - cy),
    12,
  );
  if (hotel)
    drafts.push({
      kind: 'hotel',
      ring: hotel,
      floor_count: parcel.taste < 0.5 ? 18 : 22,
      basement_count: 2,
      name: '澄江宾馆',
    });
  return { drafts, land: [] };
}

export function office(random: Random, site: Site, layout: Layout): Built {
  const [cx, cy] = centroid(site.ring);
  const drafts: Draft[] = [];
  const count = Math.min(3, Math.max(1, Math.round(site.area / 5200)));
  for (let index = 0; index < count; index++) {
    const width = random.between(30, 40);
    const slim = random.chance(0.4);
    const ring = put(
      site,
      [
        [width, slim ? 24 : width * 0.92],
        [28, 24],
      ],
      ([x, y]) => Math.abs(x - cx) * 0.6 + Math.abs(y - cy),
      24,
    );
    if (!ring) break;
    const floor_count = random.integer(15, 31);
    drafts.push({
      kind: 'office',
      ring,
      floor_count,
      height_m: floor_count * 3.9,
      basement_count: 2,
      name: layout.names.office(),
    });
  }
  for (let index = 0; index < 3; index++) {
    const ring = put(
      site,
      [
        [random.between(40, 58), 24],
        [34, 18],
      ],
      ([x, y]) => -Math.abs(x - cx) - Math.abs(y - cy),
      9,
    );
    if (ring) drafts.push({ kind: 'commercial', ring, floor_count: random.integer(3, 5), height_m: undefined });
  }
  return { drafts, land: [] };
}

export function shops(random: Random, site: Site): Built {
  const drafts: Draft[] = [];
  for (const south of site.rows(14, 34)) {
    for (const { from, width } of shared(random, site, south, 14, 26, 54)) {
      const ring = boxRing({ west: from, east: from + width, south, north: south + 14 });
      drafts.push({ kind: random.chance(0.6) ? 'retail' : 'commercial', ring, floor_count: random.integer(2, 5) });
    }
  }
  return { drafts, land: [] };
}

/** Houses of random width side by side on a row, the last one taking what is left. */
function shared(random: Random, site: Site, south: number, depth: number, least: number, most: number) {
  const places: { from: number; width: number }[] = [];
  for (const [from, to] of site.spans(south, south + depth)) {
    for (let x = from; x + least <= to; ) {
      const wanted = random.between(least, most);
      const width = to - x - wanted < least ? Math.min(to - x, most * 1.2) : wanted;
      places.push({ from: x, width });
      x += width + random.between(8, 14);
    }
  }
  return places;
}

export function industry(random: Random, site: Site, parcel: Parcel): Built {
  const drafts: Draft[] = [];
  const { south, north } = site.box;
  const depth = Math.min(random.between(30, 44), (north - south) * 0.4);
  for (const row of site.rows(depth, depth + random.between(15, 20))) {
    for (const { from, width } of shared(random, site, row, depth, 36, 100)) {
      const ring = boxRing({ west: from, east: from + width, south: row, north: row + depth });
      drafts.push({ kind: 'industrial', ring, floor_count: random.integer(1, 2), height_m: random.between(8, 13) });
    }
  }
  if (drafts[0]) drafts[0].name = parcel.name;
  return { drafts, land: [] };
}

export function construction(random: Random, site: Site): Built {
  const drafts: Draft[] = [];
  const [cx, cy] = centroid(site.ring);
  for (let index = 0; index < 4; index++) {
    const ring = put(site, [[32, 18]], ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy), 26);
    if (ring) drafts.push({ kind: 'construction', ring, floor_count: random.integer(2, 9) });
  }
  return { drafts, land: [] };
}

export function station(site: Site): Built {
  const [cx] = centroid(site.ring);
  const { north, south } = site.box;
  const hall = put(site, scaled(150, 30, 1, 0.85, 0.7), ([x, y]) => Math.abs(x - cx) + Math.abs(y - north) * 2, 0);
  const drafts: Draft[] = hall
    ? [{ kind: 'train_station', ring: hall, floor_count: 2, height_m: 21, name: '澄江站' }]
    : [];
  const square = put(site, scaled(170, 44, 1, 0.85, 0.7, 0.5), ([x, y]) => Math.abs(x - cx) + Math.abs(y - south), 2);
  return { drafts, land: square ? [{ kind: 'square', name: '站前广场', ring: square }] : [] };
}

export function depot(random: Random, site: Site): Built {
  const [cx, cy] = centroid(site.ring);
  const drafts: Draft[] = [];
  const names = ['公交枢纽站', '公交维修车间', '公交调度室'];
  for (const [index, size] of (
    [
      [70, 26],
      [48, 20],
      [26, 12],
    ] as [number, number][]
  ).entries()) {
    const ring = put(site, scaled(...size, 1, 0.8), ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy), 14);
    if (ring)
      drafts.push({
        kind: index === 0 ? 'commercial' : 'garage',
        ring,
        floor_count: random.integer(1, 2),
        name: names[index],
      });
  }
  return { drafts, land: [] };
}
