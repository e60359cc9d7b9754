import type { Random } from '../random.ts';
import { centroid, type Point, type Ring } from './geometry.ts';
import type { Layout, Parcel, PlannedLand } from './model.ts';
import { type Draft, rectangle, type Site } from './site.ts';

/** What a builder leaves on its ground: buildings, and courts, tracks and ponds as land; rings in the site's own frame. */
export interface Built {
  drafts: Draft[];
  land: { kind: PlannedLand['kind']; name: string | null; ring: Ring }[];
}

/** Puts the largest of some rectangles that fits; `cost` says where it would rather stand. */
function put(
  site: Site,
  sizes: readonly (readonly [number, number])[],
  cost: (at: Point) => number,
  gap: number,
  shape: (width: number, depth: number) => Point[] = rectangle,
): Point[] | undefined {
  for (const [width, depth] of sizes) {
    const ring = site.place(shape(width, depth), gap, cost);
    if (ring) return ring;
  }
  return undefined;
}

const scaled = (width: number, depth: number, ...shares: number[]): [number, number][] =>
  shares.map((share) => [width * share, depth * share]);

/** An L, open to the south-west. */
function ell(width: number, depth: number): Point[] {
  const wing = Math.min(16, width / 3, depth / 2);
  const [w, d] = [width / 2, depth / 2];
  return [
    [w - wing, -d],
    [w, -d],
    [w, d],
    [-w, d],
    [-w, d - wing],
    [w - wing, d - wing],
  ];
}

/** A U, open to the south. */
function horseshoe(width: number, depth: number): Point[] {
  const wing = Math.min(14, width / 4, depth / 2.5);
  const [w, d] = [width / 2, depth / 2];
  return [
    [-w, -d],
    [-w + wing, -d],
    [-w + wing, d - wing],
    [w - wing, d - wing],
    [w - wing, -d],
    [w, -d],
    [w, d],
    [-w, d],
  ];
}

/** A running track: a rectangle with round ends, lying north to south as tracks do. */
function track(width: number, length: number): Point[] {
  const radius = width / 2;
  const straight = length / 2 - radius;
  const arc = (from: number, dy: number) =>
    Array.from({ length: 9 }, (_, step): Point => {
      const angle = from + (Math.PI * step) / 8;
      return [radius * Math.cos(angle), dy + radius * Math.sin(angle)];
    });
  return [...arc(0, straight), ...arc(Math.PI, -straight)];
}

function school(random: Random, site: Site, parcel: Parcel): Built {
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
function campus(random: Random, site: Site, parcel: Parcel): Built {
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

function sports(site: Site, parcel: Parcel): Built {
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

function government(site: Site, parcel: Parcel): Built {
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

function hospital(_random: Random, site: Site, parcel: Parcel): Built {
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
function single(
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

function mall(site: Site, parcel: Parcel): Built {
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

function office(random: Random, site: Site, layout: Layout): Built {
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

function shops(random: Random, site: Site): Built {
  const drafts: Draft[] = [];
  const { south, north } = site.box;
  for (let y = south; y + 14 <= north; y += random.between(30, 36)) {
    for (const [from, to] of site.spans(y, y + 14)) {
      for (let x = from; x + 24 <= to; ) {
        const width = Math.min(to - x, random.between(26, 54));
        if (width < 18) break;
        drafts.push({
          kind: random.chance(0.6) ? 'retail' : 'commercial',
          ring: site14(x, y, width),
          floor_count: random.integer(2, 5),
        });
        x += width + random.between(7, 11);
      }
    }
  }
  return { drafts, land: [] };
}

function site14(x: number, y: number, width: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + 14],
    [x, y + 14],
  ];
}

function industry(random: Random, site: Site, parcel: Parcel): Built {
  const drafts: Draft[] = [];
  const { south, north } = site.box;
  const depth = random.between(30, 44);
  for (let y = south, row = 0; y + depth <= north; y += depth + random.between(14, 20), row++) {
    for (const [from, to] of site.spans(y, y + depth)) {
      for (let x = from; x + 36 <= to; ) {
        const width = Math.min(to - x, random.between(58, 105));
        const ring: Point[] = [
          [x, y],
          [x + width, y],
          [x + width, y + depth],
          [x, y + depth],
        ];
        drafts.push({ kind: 'industrial', ring, floor_count: random.integer(1, 2), height_m: random.between(8, 13) });
        x += width + random.between(12, 18);
      }
    }
  }
  if (drafts[0]) drafts[0].name = parcel.name;
  return { drafts, land: [] };
}

function construction(random: Random, site: Site): Built {
  const drafts: Draft[] = [];
  const [cx, cy] = centroid(site.ring);
  for (let index = 0; index < 4; index++) {
    const ring = put(site, [[32, 18]], ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy), 26);
    if (ring) drafts.push({ kind: 'construction', ring, floor_count: random.integer(2, 9) });
  }
  return { drafts, land: [] };
}

function station(site: Site): Built {
  const [cx] = centroid(site.ring);
  const { north, south } = site.box;
  const hall = put(site, scaled(150, 30, 1, 0.85, 0.7), ([x, y]) => Math.abs(x - cx) + Math.abs(y - north) * 2, 0);
  const drafts: Draft[] = hall
    ? [{ kind: 'train_station', ring: hall, floor_count: 2, height_m: 21, name: '澄江站' }]
    : [];
  const square = put(site, scaled(170, 44, 1, 0.85, 0.7, 0.5), ([x, y]) => Math.abs(x - cx) + Math.abs(y - south), 2);
  return { drafts, land: square ? [{ kind: 'square', name: '站前广场', ring: square }] : [] };
}

function depot(random: Random, site: Site): Built {
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

/** A pond with a soft outline near the middle, and pavilions on its shore. */
function park(random: Random, site: Site, parcel: Parcel): Built {
  const [cx, cy] = centroid(site.ring);
  const reach = Math.sqrt(site.area) * (parcel.use === 'park' ? 0.24 : 0.16);
  const phase = random.between(0, 6);
  const drafts: Draft[] = [];
  const land: Built['land'] = [];
  for (const share of [1, 0.8, 0.6]) {
    const shore = Array.from({ length: 36 }, (_, step): Point => {
      const angle = (step * Math.PI) / 18;
      const radius = reach * share * (1 + 0.26 * Math.sin(2 * angle + phase) + 0.13 * Math.sin(3 * angle + 2 * phase));
      return [1.35 * radius * Math.cos(angle), 0.85 * radius * Math.sin(angle)];
    });
    const ring = site.place(shore, 0, ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy));
    if (!ring) continue;
    land.push({ kind: 'water', name: parcel.use === 'park' ? '映月湖' : null, ring });
    break;
  }
  for (let index = 0; index < (parcel.use === 'park' ? 5 : 1); index++) {
    const size = random.between(7, 13);
    const corner = random.between(0, 2 * Math.PI);
    const at: Point = [cx + Math.cos(corner) * reach * 1.9, cy + Math.sin(corner) * reach * 1.5];
    const ring = put(site, [[size, size * 0.8]], ([x, y]) => Math.abs(x - at[0]) + Math.abs(y - at[1]), 16);
    if (ring) drafts.push({ kind: 'pavilion', ring, floor_count: 1, height_m: 5 });
  }
  return { drafts, land };
}

/** Builds over a parcel in which nobody lives. */
export function buildPublic(random: Random, site: Site, parcel: Parcel, layout: Layout): Built {
  if (site.area < 300) return { drafts: [], land: [] };
  switch (parcel.use) {
    case 'school':
      return school(random, site, parcel);
    case 'campus':
      return campus(random, site, parcel);
    case 'sports':
      return sports(site, parcel);
    case 'government':
      return government(site, parcel);
    case 'hospital':
      return hospital(random, site, parcel);
    case 'civic':
      return single(site, parcel, 'civic', 4, scaled(40, 30, 1.1, 0.9, 0.75, 0.6, 0.45), ell);
    case 'kindergarten':
      return single(site, parcel, 'kindergarten', 3, scaled(44, 30, 1, 0.85, 0.7, 0.5), horseshoe);
    case 'market':
      return single(site, parcel, 'retail', 2, scaled(64, 46, 1, 0.85, 0.7, 0.55, 0.4), rectangle);
    case 'mall':
      return mall(site, parcel);
    case 'office':
      return office(random, site, layout);
    case 'shops':
      return shops(random, site);
    case 'industry':
      return industry(random, site, parcel);
    case 'construction':
      return construction(random, site);
    case 'station':
      return station(site);
    case 'depot':
      return depot(random, site);
    case 'park':
    case 'pocket':
      return park(random, site, parcel);
    default:
      return { drafts: [], land: [] };
  }
}
