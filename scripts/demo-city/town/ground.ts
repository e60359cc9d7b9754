import type { BuiltParcel } from './building.ts';
import { centroid, type Point, type Polygon, type Ring, ringArea } from './geometry.ts';
import { inset } from './inset.ts';
import type { Layout, Parcel, PlannedLand, PlannedPlace, Use } from './model.ts';
import { communityNames, greatStreets } from './names.ts';
import { wallDepth } from './site.ts';

const landKinds: Record<Use, string> = {
  compound: 'residential',
  oldtown: 'residential',
  park: 'park',
  pocket: 'park',
  square: 'square',
  school: 'school',
  kindergarten: 'school',
  campus: 'school',
  sports: 'grass',
  government: 'commercial',
  hospital: 'hospital',
  civic: 'commercial',
  market: 'commercial',
  mall: 'commercial',
  office: 'commercial',
  shops: 'commercial',
  industry: 'industrial',
  depot: 'industrial',
  construction: 'construction',
  station: 'commercial',
  green: 'grass',
  riverside: 'park',
};

const known = new WeakMap<Parcel, Polygon | null>();

/** A parcel's ground inside its walls; null when the streets leave nothing of it. */
export function parcelPolygon(layout: Layout, parcel: Parcel): Polygon | null {
  const polygon = known.has(parcel) ? known.get(parcel)! : drawParcel(layout, parcel);
  known.set(parcel, polygon);
  return polygon;
}

function drawParcel(layout: Layout, parcel: Parcel): Polygon | null {
  const { mesh } = layout;
  const outlines = mesh.outline(new Set(parcel.faces));
  const outer = outlines
    .map((ring) => ({ ring, points: ring.map((vertex) => mesh.points[vertex]!) }))
    .sort((a, b) => ringArea(b.points) - ringArea(a.points))[0];
  if (!outer) return null;
  const depths = outer.ring.map((a, index) => {
    const edge = mesh.edge(a, outer.ring[(index + 1) % outer.ring.length]!)!;
    // The river's green runs on under the bridges and down to the mouth of the canal.
    if (parcel.use === 'riverside' && (edge.bridge || edge.kind === 'canal')) return 0;
    return wallDepth(layout, edge);
  });
  const ring = inset(outer.points, depths, 1.01);
  // A bank that bends too much to be drawn inwards runs up to the middle of its street, which is drawn over it.
  if (parcel.use === 'riverside' && (ring.length < 3 || ringArea(ring) < 0.75 * ringArea(outer.points)))
    return [outer.points];
  return ring.length < 3 ? null : [ring];
}

/** What the map paints under streets and buildings. */
export function drawLand(layout: Layout, built: readonly BuiltParcel[]): PlannedLand[] {
  const land: PlannedLand[] = [];
  for (const { parcel, land: courts } of built) {
    const polygon = parcelPolygon(layout, parcel);
    const named =
      !['compound', 'oldtown', 'civic', 'kindergarten', 'market'].includes(parcel.use) && parcel.name !== '';
    if (polygon) land.push({ kind: landKinds[parcel.use], name: named ? parcel.name : null, polygon });
    for (const { kind, name, ring } of courts) land.push({ kind, name, polygon: [ring] });
  }
  for (const water of [layout.river, layout.canal]) {
    land.push({ kind: 'water', name: water.name, polygon: [counterClockwise(water.polygon)] });
  }
  return land;
}

function counterClockwise(ring: Ring): Ring {
  return ringArea(ring) > 0 ? ring : [...ring].reverse();
}

/** Names on the map: neighbourhoods, stations, parks and squares. */
export function drawPlaces(layout: Layout, built: readonly BuiltParcel[]): PlannedPlace[] {
  const places: PlannedPlace[] = [];
  communityNames.forEach((name, index) => {
    const faces = [...layout.mesh.faces.keys()].filter((face) => layout.communityOf.get(face) === index);
    const [polygon] = layout.mesh.polygons(new Set(faces));
    places.push({ kind: 'neighbourhood', name: `${name}社区`, point: centroid(polygon![0]!) });
  });
  for (const { parcel, cells } of built) {
    const point = centroid(layout.mesh.ring(cells[0]!.face));
    if (parcel.use === 'park' || parcel.use === 'pocket') places.push({ kind: 'park', name: parcel.name, point });
    if (parcel.use === 'square') places.push({ kind: 'square', name: '望河广场', point });
    if (parcel.use === 'station') places.push({ kind: 'station', name: greatStreets.station_name, point });
  }
  places.push(...metroStations(layout));
  return places;
}

/** Where the metro's avenue crosses the first three columns. */
function metroStations({ mesh, streets }: Layout): PlannedPlace[] {
  const onAvenue = new Set<number>();
  const byColumn = new Map<string, Set<number>>();
  for (const edge of mesh.edges.values()) {
    const name = edge.street >= 0 ? streets[edge.street]!.name : '';
    if ((greatStreets.avenue as readonly string[]).includes(name)) onAvenue.add(edge.a).add(edge.b);
    if ((greatStreets.columns as readonly string[]).includes(name)) {
      const ends = byColumn.get(name) ?? new Set<number>();
      byColumn.set(name, ends.add(edge.a).add(edge.b));
    }
  }
  return greatStreets.columns.slice(0, 3).flatMap((column, index): PlannedPlace[] => {
    const vertex = [...(byColumn.get(column) ?? [])].find((candidate) => onAvenue.has(candidate));
    if (vertex === undefined) return [];
    const point: Point = mesh.points[vertex]!;
    return [{ kind: 'station', name: `${greatStreets.metro[index]}站`, point }];
  });
}
