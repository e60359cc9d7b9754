import { between, distance, offsetLine, type Point } from './geometry.ts';
import type { Edge } from './mesh.ts';
import type { Layout, Parcel, PlannedRoad, Street } from './model.ts';
import { greatStreets } from './names.ts';
import { carriageways, type Draught, longer, meet, roadOf, runsOf, stretches } from './network.ts';

/** Every road of the town: streets, carriageways, lanes, the given paths, rail and metro; met at common points. */
export function drawRoads(layout: Layout, paths: readonly Draught[]): PlannedRoad[] {
  const divided = dividedStreets(layout);
  const plain = plainStreets(layout);
  const lanes = drawLanes(layout);
  const ways = [...divided, ...plain, ...lanes, ...paths.filter((path) => !path.bridge)];
  const ground = ways.filter((road) => road.name !== '滨江步道');
  meet(divided, ground);
  // Ends have been trimmed to the carriageways; a second meeting must not trim them to something else.
  for (const road of ways) Object.assign(road, { trimStart: false, trimEnd: false });
  const canalWalks = paths.filter((path) => path.kind === 'footway' && path.name === null);
  meet(canalWalks, [...plain, ...lanes]);
  const all = [...divided, ...plain, ...lanes, ...paths, ...expressway(layout, divided), ...rails(layout)];
  return all.map(({ trimStart: _start, trimEnd: _end, ...road }) => road);
}

function edgesOfCourse({ mesh, streets }: Layout, course: number): Edge[] {
  return [...mesh.edges.values()].filter((edge) => edge.street >= 0 && streets[edge.street]!.course === course);
}

const courses = ({ streets }: Layout, divided: boolean): number[] => [
  ...new Set(streets.filter((street) => street.divided_m > 0 === divided).map((street) => street.course)),
];

function attributes(street: Street): Partial<Draught> {
  return { lanes: street.lanes, width_m: street.width_m };
}

/** Undivided streets as they run in the mesh, and their ends beyond the town. */
function plainStreets(layout: Layout): Draught[] {
  const { mesh, streets } = layout;
  const roads: Draught[] = [];
  const trims = lonelyEnds(layout);
  for (const course of courses(layout, false)) {
    for (const run of runsOf(edgesOfCourse(layout, course))) {
      const parts = stretches(layout, run);
      parts.forEach((part, index) => {
        const street = streets[part.street]!;
        roads.push(
          roadOf(
            street.kind,
            street.name,
            part.vertices.map((vertex) => mesh.points[vertex]!),
            {
              ...attributes(street),
              bridge: part.bridge,
              trimStart: index === 0 && trims.has(run[0]!),
              trimEnd: index === parts.length - 1 && trims.has(run.at(-1)!),
            },
          ),
        );
      });
    }
  }
  for (const { street, line } of layout.outskirts) {
    const { kind, name, divided_m } = streets[street]!;
    if (divided_m === 0) roads.push(roadOf(kind, name, line, attributes(streets[street]!)));
  }
  return roads;
}

/** Vertices on divided streets at which one single road ends: it goes no further than the nearer carriageway. */
function lonelyEnds({ mesh, streets, outskirts }: Layout): Set<number> {
  const others = new Map<number, number>();
  const goesOn = new Set(outskirts.map(({ line }) => line[0]!));
  const onDivided = new Set<number>();
  for (const edge of mesh.edges.values()) {
    const street = edge.street >= 0 ? streets[edge.street]! : undefined;
    for (const end of [edge.a, edge.b]) {
      if (street && street.divided_m > 0) onDivided.add(end);
      else if (street || edge.kind === 'lane') others.set(end, (others.get(end) ?? 0) + 1);
    }
  }
  return new Set([...onDivided].filter((vertex) => others.get(vertex) === 1 && !goesOn.has(mesh.points[vertex]!)));
}

/** Two one-way carriageways for each divided street, from one end beyond the town to the other. */
function dividedStreets(layout: Layout): Draught[] {
  const { mesh, streets, outskirts } = layout;
  const roads: Draught[] = [];
  for (const course of courses(layout, true)) {
    for (const run of runsOf(edgesOfCourse(layout, course))) {
      const inner = run.map((vertex) => mesh.points[vertex]!);
      const marks = stretches(layout, run).flatMap((part) =>
        part.vertices.slice(1).map(() => ({ street: part.street, bridge: part.bridge })),
      );
      const stubAt = (end: Point) =>
        outskirts
          .find(
            (stub) =>
              streets[stub.street]!.course === course && stub.line[0]![0] === end[0] && stub.line[0]![1] === end[1],
          )
          ?.line.slice(1) ?? [];
      const before = stubAt(inner[0]!).reverse();
      const after = stubAt(inner.at(-1)!);
      const whole = [...before, ...inner, ...after];
      const all = [
        ...before.map(() => ({ ...marks[0]!, bridge: false })),
        ...marks,
        ...after.map(() => ({ ...marks.at(-1)!, bridge: false })),
      ];
      const line = longer(whole, before.length > 0 ? 0 : 24, after.length > 0 ? 0 : 24);
      const [right, left] = carriageways(line, streets[all[0]!.street]!.divided_m);
      const ends = { trimStart: before.length === 0, trimEnd: after.length === 0 };
      roads.push(...pieces(streets, right, all, ends, false), ...pieces(streets, left, all, ends, true));
    }
  }
  return roads;
}

function pieces(
  streets: readonly Street[],
  line: readonly Point[],
  marks: readonly { street: number; bridge: boolean }[],
  ends: { trimStart: boolean; trimEnd: boolean },
  backwards: boolean,
): Draught[] {
  const roads: Draught[] = [];
  let from = 0;
  for (let index = 1; index <= marks.length; index++) {
    const next = marks[index];
    const here = marks[from]!;
    if (next && next.street === here.street && next.bridge === here.bridge) continue;
    const part = line.slice(from, index + 1);
    const street = streets[here.street]!;
    const start = from === 0 && ends.trimStart;
    const end = !next && ends.trimEnd;
    roads.push(
      roadOf(street.kind, street.name, backwards ? part.reverse() : part, {
        oneway: true,
        lanes: street.lanes / 2,
        width_m: street.width_m / 2 - 5,
        bridge: here.bridge,
        trimStart: backwards ? end : start,
        trimEnd: backwards ? start : end,
      }),
    );
    from = index;
  }
  return roads;
}

/** Lanes in compounds (service) and in the old town (living streets with names where they are long). */
function drawLanes(layout: Layout): Draught[] {
  const { mesh, parcels, names } = layout;
  const trims = lonelyEnds(layout);
  const owner = new Map<number, Parcel>();
  for (const parcel of parcels) for (const face of parcel.faces) owner.set(face, parcel);
  const groups = new Map<Parcel, Edge[]>();
  for (const edge of mesh.edges.values()) {
    if (edge.kind !== 'lane') continue;
    const parcel = owner.get(mesh.leftOf(edge.a, edge.b) ?? -1);
    if (parcel) groups.set(parcel, [...(groups.get(parcel) ?? []), edge]);
  }
  const roads: Draught[] = [];
  for (const [parcel, edges] of groups) {
    const old = parcel.use === 'oldtown';
    for (const run of runsOf(edges)) {
      const line = run.map((vertex) => mesh.points[vertex]!);
      const long = distance(line[0]!, line.at(-1)!) > 70;
      roads.push(
        roadOf(old ? 'living_street' : 'service', old && long ? names.street('living_street', false) : null, line, {
          lanes: 1,
          width_m: old ? 3.5 : 5,
          trimStart: trims.has(run[0]!),
          trimEnd: trims.has(run.at(-1)!),
        }),
      );
    }
  }
  return roads;
}

/** The expressway on pillars over the ring road, with a ramp at each end and two in between. */
function expressway(layout: Layout, divided: readonly Draught[]): Draught[] {
  const { mesh, streets, outskirts } = layout;
  const ring = streets.findIndex((street) => street.name === greatStreets.ring);
  const run = runsOf(edgesOfCourse(layout, streets[ring]!.course))[0]!.map((vertex) => mesh.points[vertex]!);
  const stub = (end: Point) =>
    outskirts
      .find(({ street, line }) => street === ring && line[0]![0] === end[0] && line[0]![1] === end[1])
      ?.line.slice(1) ?? [];
  const middle = [...stub(run[0]!).reverse(), ...run, ...stub(run.at(-1)!)];
  const fast = { bridge: true, oneway: true, foot: false, bicycle: false };
  const roads: Draught[] = [];
  for (const side of [-1, 1]) {
    const line = offsetLine(middle, side * 7.5);
    const ground = offsetLine(middle, side * streets[ring]!.divided_m);
    const ordered = side < 0 ? line : [...line].reverse();
    roads.push(roadOf('trunk', greatStreets.expressway, ordered, { ...fast, lanes: 3, width_m: 12 }));
    const ramps: [number, number][] = [
      [0, 0],
      [line.length - 1, line.length - 1],
      [Math.floor(line.length * 0.4), Math.floor(line.length * 0.4) + 2],
    ];
    for (const [up, down] of ramps) {
      // The ring road may have been given more points since; the ramp ends on one that both have.
      const landing = ground[down]!;
      if (!divided.some((road) => road.line.some(([x, y]) => x === landing[0] && y === landing[1]))) continue;
      roads.push(roadOf('trunk_link', null, [line[up]!, landing], { ...fast, lanes: 1, width_m: 5 }));
    }
  }
  return roads;
}

/** Two rail tracks along the north edge and the metro under the avenue. */
function rails(layout: Layout): Draught[] {
  const { mesh, streets } = layout;
  const closed = { foot: false, bicycle: false, motor: false };
  const tracks = [-2.6, 2.6].map((side) =>
    roadOf('rail', greatStreets.railway, offsetLine(layout.rail, side), { ...closed, width_m: 4 }),
  );
  const avenue = streets.findIndex((street) => street.name === greatStreets.avenue[0]);
  const [run] = runsOf(edgesOfCourse(layout, streets[avenue]!.course));
  const line = run!.map((vertex) => mesh.points[vertex]!);
  const ends = [between(line[0]!, line[1]!, -16), between(line.at(-1)!, line.at(-2)!, -16)] as const;
  const metro = roadOf('subway', '地铁1号线', [ends[0], ...line, ends[1]], { ...closed, tunnel: true });
  return [...tracks, metro];
}
