import type { Random } from '../../../server/simulator/random.ts';
import { construction, depot, industry, mall, office, shops, station } from './commerce.ts';
import { centroid, distance, type Point, type Ring } from './geometry.ts';
import { campus, government, hospital, school, single, sports } from './institutions.ts';
import type { Layout, Parcel } from './model.ts';
import { type Built, ell, horseshoe, put, scaled } from './placing.ts';
import { type Draft, rectangle, type Site } from './site.ts';

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
    // The walk around the pond must stay inside the one along the fence.
    const ring = site.place(grown(shore, 16), 0, ([x, y]) => Math.abs(x - cx) + Math.abs(y - cy));
    if (!ring) continue;
    land.push({ kind: 'water', name: parcel.use === 'park' ? '映月湖' : null, ring: grown(ring, -16) });
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

/** A ring around its own middle made larger by so many metres on every side. */
function grown(ring: Ring, metres: number): Point[] {
  const middle = ring.reduce(
    ([x, y], point): [number, number] => [x + point[0] / ring.length, y + point[1] / ring.length],
    [0, 0],
  );
  return ring.map((point): Point => {
    const away = distance(point, middle) || 1;
    return [point[0] + ((point[0] - middle[0]) / away) * metres, point[1] + ((point[1] - middle[1]) / away) * metres];
  });
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
