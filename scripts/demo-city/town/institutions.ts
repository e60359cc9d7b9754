import type { Random } from '../../../server/simulator/random.ts';
import { centroid, type Point } from './geometry.ts';
import type { Parcel } from './model.ts';
import { type Built, ell, horseshoe, put, scaled, track } from './placing.ts';
import { type Draft, rectangle, type Site } from './site.ts';

export function school(random: Random, site: Site, parcel: Parcel): Built {
  const { west, south, east, north } = site.box;
  const eastSide = parcel.taste < 0.5;
  const edge = eastSide ? east : west;
  const toSide = ([x, y]: Point) => Math.abs(x - edge) + Math.abs(y - south) * 0.4;
  const tracks = parcel.name.endsWith('中学') ? scaled(88, 160, 1, 0.85, 0.72, 0.6) : scaled(62, 122, 1, 0.85, 0.7);
  const land: Built['land'] = [];
  const field =
    put(site, tracks, toSide, 6, track) ??
    put(site, tracks, toSide, 6, (w, l) => track(w, l).map(([x, y]): Point => [y, -x]));
  if (field) land.push({ kind: 'sports', name: `${parcel.name}田径场`, ring: field });
  const drafts: Draft[] = [];
  const away = ([x, y]: Point) => Math.abs(x - (eastSide ? west : east)) * 0.5 + Math.abs(y - north);
  const main = put(site, scaled(64, 42, 1, 0.85, 0.7), away, 9, horseshoe);
  if (main) drafts.push({ kind: 'school', ring: main, floor_count: 5, name: `${parcel.name}教学楼` });
  const names = ['综合楼', '实验楼', '食堂', '体育馆'];
  const sizes: [number, number][] = [
    [56, 14],
    [46, 14],
    [34, 22],
    [36, 26],
  ];
  const wanted = parcel.name.endsWith('中学') ? 4 : random.integer(2, 3);
  for (let index = 0; index < wanted; index++) {
    const [width, depth] = sizes[index]!;
    const ring = put(site, scaled(width, depth, 1, 0.75), away, 12);
    if (ring)
      drafts.push({ kind: 'school', ring, floor_count: index < 2 ? 4 : 2, name: `${parcel.name}${names[index]}` });
  }
  const court = put(site, [[28, 15]], away, 5);
  if (court) land.push({ kind: 'sports', name: null, ring: court });
  return { drafts, land };
}

/** A college: a large track, halls of residence in a row, and houses of learning around a lawn. */
export function campus(random: Random, site: Site, parcel: Parcel): Built {
  const { west, south, north } = site.box;
  const [cx, cy] = centroid(site.ring);
  const land: Built['land'] = [];
  const drafts: Draft[] = [];
  const corner = ([x, y]: Point) => Math.abs(x - west) + Math.abs(y - south);
  const field = put(site, scaled(92, 174, 1, 0.9, 0.8), corner, 6, track);
  if (field) land.push({ kind: 'sports', name: `${parcel.name}田径场`, ring: field });
  const library = put(site, [[58, 44]], ([x, y]) => Math.abs(x - cx - 20) + Math.abs(y - cy), 20);
  if (library) drafts.push({ kind: 'school', ring: library, floor_count: 6, name: `${parcel.name}图书馆` });
  for (let index = 0; index < 10; index++) {
    const ring = put(
      site,
      [
        [58, 15],
        [44, 15],
      ],
      ([x, y]) => Math.abs(y - north) + Math.abs(x - cx) * 0.3,
      random.between(16, 20),
    );
    if (ring)
      drafts.push({
        kind: 'school',
        ring,
        floor_count: 6,
        name: `${parcel.name}${index < 4 ? `学生公寓${index + 1}号楼` : `教学楼${index - 3}号`}`,
      });
  }
  return { drafts, land };
}

export function sports(site: Site, parcel: Parcel): Built {
  const [cx, cy] = centroid(site.ring);
  const land: Built['land'] = [];
  const drafts: Draft[] = [];
  const near = ([x, y]: Point) => Math.abs(x - cx) + Math.abs(y - cy);
  const field = put(site, scaled(104, 184, 1, 0.88, 0.76, 0.6), near, 4, track);
  if (field) land.push({ kind: 'sports', name: `${parcel.name}体育场`, ring: field });
  for (const [width, depth, name] of [
    [84, 56, '体育馆'],
    [60, 34, '游泳馆'],
    [40, 20, '全民健身中心'],
  ] as const) {
    const ring = put(site, scaled(width, depth, 1, 0.8, 0.65), near, 12);
    if (ring) drafts.push({ kind: 'civic', ring, floor_count: 2, height_m: 16, name: `${parcel.name}${name}` });
  }
  for (let index = 0; index < 6; index++) {
    const court = put(site, [[28, 15]], near, 5);
    if (court) land.push({ kind: 'sports', name: null, ring: court });
  }
  return { drafts, land };
}

export function government(site: Site, parcel: Parcel): Built {
  const [cx, cy] = centroid(site.ring);
  const drafts: Draft[] = [];
  const axis = ([x, y]: Point) => Math.abs(x - cx) + Math.abs(y - cy);
  const main = put(site, scaled(110, 26, 1, 0.85, 0.7), axis, 0);
  if (main)
    drafts.push({
      kind: 'government',
      ring: main,
      floor_count: 12,
      height_m: 48,
      basement_count: 1,
      name: parcel.name,
    });
  const square = put(
    site,
    scaled(90, 60, 1, 0.8, 0.6),
    ([x, y]) => Math.abs(x - cx) + Math.abs(y - site.box.south),
    14,
  );
  for (const name of ['政务服务中心', '会议中心', '行政综合楼', '档案馆']) {
    const ring = put(site, scaled(60, 18, 1, 0.8), ([x, y]) => axis([x, y]) - Math.abs(x - cx) * 1.3, 18);
    if (ring) drafts.push({ kind: 'government', ring, floor_count: 5, name: `澄江区${name}` });
  }
  return { drafts, land: square ? [{ kind: 'square', name: '澄江广场', ring: square }] : [] };
}

export function hospital(_random: Random, site: Site, parcel: Parcel): Built {
  const [, middle] = centroid(site.ring);
  const { north, south } = site.box;
  const drafts: Draft[] = [];
  const add = (sizes: [number, number][], floors: number, name: string, at: number, shape = rectangle) => {
    const ring = put(site, sizes, ([x, y]) => Math.abs(y - at) + Math.abs(x - centroid(site.ring)[0]) * 0.3, 14, shape);
    if (ring)
      drafts.push({ kind: 'hospital', ring, floor_count: floors, name: `${parcel.name}${name}`, basement_count: 1 });
  };
  add(scaled(84, 44, 1, 0.8, 0.65), 5, '门诊楼', south + 24, ell);
  add(scaled(74, 22, 1, 0.8), 16, '住院楼', north - 16);
  add(scaled(52, 18, 1, 0.8), 6, '医技楼', middle);
  add(scaled(40, 16, 1, 0.8), 4, '行政楼', middle);
  add(scaled(26, 18, 1, 0.8), 2, '发热门诊', north);
  return { drafts, land: [] };
}

/** One named house in its yard: service centre, kindergarten, market. */
export function single(
  site: Site,
  parcel: Parcel,
  kind: string,
  floors: number,
  sizes: [number, number][],
  shape: (w: number, d: number) => Point[],
): Built {
  const [cx, cy] = centroid(site.ring);
  const ring = put(site, sizes, ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy), 0, shape);
  return { drafts: ring ? [{ kind, ring, floor_count: floors, name: parcel.name }] : [], land: [] };
}
