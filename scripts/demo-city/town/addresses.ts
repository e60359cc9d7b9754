import { centroid, distance, distanceToSegment, type Point } from './geometry.ts';
import type { Layout, Parcel } from './model.ts';
import { runsOf } from './network.ts';

/** Gives street numbers that rise along each street, odd on its left and even on its right, none twice. */
export class Addresses {
  readonly #layout: Layout;
  readonly #runs = new Map<number, Point[]>();
  readonly #given = new Set<string>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** `清河路18号` for the street on which the parcel borders longest. */
  of(parcel: Parcel): string {
    const street = this.#frontStreet(parcel);
    if (street === undefined) return `${this.#layout.streets[0]!.name}1号`;
    return this.#number(street, this.#middle(parcel));
  }

  #middle({ faces }: Parcel): Point {
    const centres = faces.map((face) => centroid(this.#layout.mesh.ring(face)));
    const mean = (axis: 0 | 1) => centres.reduce((sum, point) => sum + point[axis], 0) / centres.length;
    return [mean(0), mean(1)];
  }

  #frontStreet(parcel: Parcel): number | undefined {
    const { mesh } = this.#layout;
    const lengths = new Map<number, number>();
    for (const face of parcel.faces) {
      for (const { a, b, edge } of mesh.sides(face)) {
        if (edge.street < 0) continue;
        lengths.set(edge.street, (lengths.get(edge.street) ?? 0) + distance(mesh.points[a]!, mesh.points[b]!));
      }
    }
    return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0];
  }

  #number(street: number, at: Point): string {
    const { mesh, streets } = this.#layout;
    let line = this.#runs.get(street);
    if (!line) {
      const edges = [...mesh.edges.values()].filter((edge) => edge.street === street);
      line = runsOf(edges)
        .map((run) => run.map((vertex) => mesh.points[vertex]!))
        .sort((a, b) => b.length - a.length)[0]!;
      // Numbers rise from the north and from the west, as area codes do.
      const [first, last] = [line[0]!, line.at(-1)!];
      if (last[0] - first[0] - (last[1] - first[1]) < 0) line.reverse();
      this.#runs.set(street, line);
    }
    let number = 2 * Math.round(projected(line, at) / 24) + (isLeft(line, at) ? 1 : 2);
    while (this.#given.has(`${street}/${number}`)) number += 2;
    this.#given.add(`${street}/${number}`);
    return `${streets[street]!.name}${number}号`;
  }
}

function nearestSegment(line: readonly Point[], at: Point): number {
  let best = 1;
  for (let index = 2; index < line.length; index++) {
    if (distanceToSegment(at, line[index - 1]!, line[index]!) < distanceToSegment(at, line[best - 1]!, line[best]!))
      best = index;
  }
  return best;
}

function projected(line: readonly Point[], at: Point): number {
  const index = nearestSegment(line, at);
  let sum = 0;
  for (let before = 1; before < index; before++) sum += distance(line[before - 1]!, line[before]!);
  const [a, b] = [line[index - 1]!, line[index]!];
  const length = distance(a, b) || 1;
  const share = ((at[0] - a[0]) * (b[0] - a[0]) + (at[1] - a[1]) * (b[1] - a[1])) / length ** 2;
  return sum + Math.min(1, Math.max(0, share)) * length;
}

function isLeft(line: readonly Point[], at: Point): boolean {
  const index = nearestSegment(line, at);
  const [a, b] = [line[index - 1]!, line[index]!];
  return (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]) > 0;
}
