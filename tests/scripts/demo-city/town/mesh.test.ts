import { describe, expect, it } from 'vitest';
import { type Point, ringArea } from '../../../../scripts/demo-city/town/geometry.ts';
import { type EdgeMark, Mesh } from '../../../../scripts/demo-city/town/mesh.ts';

const street: EdgeMark = { kind: 'street', street: 0, bridge: false };
const lane: EdgeMark = { kind: 'lane', street: -1, bridge: false };

function square(): Mesh {
  const corners: Point[] = [
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ];
  return new Mesh(corners.map((corner, index) => ({ line: [corner, corners[(index + 1) % 4]!], mark: street })));
}

const areas = (mesh: Mesh) =>
  [...mesh.faces.keys()].map((face) => Math.round(ringArea(mesh.ring(face)))).sort((a, b) => a - b);

describe('the mesh', () => {
  it('cuts faces from side to side and leaves loose ends out', () => {
    const mesh = square();
    const across: Point[] = [
      [-10, 40],
      [110, 40],
    ];
    expect(mesh.cut(across, lane, { snap: 1 }).length).toBe(1);
    expect(areas(mesh)).toEqual([4000, 6000]);
    const loose: Point[] = [
      [30, 60],
      [30, 130],
    ];
    expect(mesh.cut(loose, lane, { snap: 1 })).toEqual([]);
    expect(areas(mesh)).toEqual([4000, 6000]);
  });

  it('shares the vertices of a cut with the faces on both sides', () => {
    const mesh = square();
    mesh.cut(
      [
        [50, -5],
        [50, 105],
      ],
      lane,
      { snap: 1 },
    );
    const [left, right] = [...mesh.faces.keys()];
    const shared = mesh.faces.get(left!)!.filter((vertex) => mesh.faces.get(right!)!.includes(vertex));
    expect(shared.map((vertex) => mesh.points[vertex])).toEqual(
      expect.arrayContaining([
        [50, 0],
        [50, 100],
      ]),
    );
    const [a, b] = shared as [number, number];
    const middle = mesh.split(a, b, 0.5);
    expect(mesh.faces.get(left!)).toContain(middle);
    expect(mesh.faces.get(right!)).toContain(middle);
    expect(mesh.edge(a, b)).toBeUndefined();
    expect(mesh.edge(a, middle)?.kind).toBe('lane');
  });

  it('goes to a vertex that is near', () => {
    const mesh = square();
    mesh.cut(
      [
        [50, -5],
        [50, 105],
      ],
      lane,
      { snap: 1 },
    );
    const [piece] = mesh.cut(
      [
        [47, 100.5],
        [47, 50],
        [-5, 50],
      ],
      lane,
      { snap: 8, snapTo: () => true },
    );
    expect(mesh.points[piece![0]!]).toEqual([50, 100]);
  });

  it('outlines faces without their inner edges, and a hole as a hole', () => {
    const mesh = square();
    for (const at of [30, 70]) {
      mesh.cut(
        [
          [at, -5],
          [at, 105],
        ],
        lane,
        { snap: 1 },
      );
      mesh.cut(
        [
          [-5, at],
          [105, at],
        ],
        lane,
        { snap: 1 },
      );
    }
    expect(mesh.faces.size).toBe(9);
    const middle = [...mesh.faces.keys()].find((face) =>
      mesh.ring(face).every(([x, y]) => x >= 30 && x <= 70 && y >= 30 && y <= 70),
    )!;
    const around = new Set([...mesh.faces.keys()].filter((face) => face !== middle));
    const [polygon, ...more] = mesh.polygons(around);
    expect(more).toEqual([]);
    expect(polygon!.map((ring) => Math.round(ringArea(ring)))).toEqual([10_000, -1600]);
  });

  it('keeps rings apart that touch in one corner', () => {
    const mesh = square();
    mesh.cut(
      [
        [50, -5],
        [50, 105],
      ],
      lane,
      { snap: 1 },
    );
    mesh.cut(
      [
        [-5, 50],
        [105, 50],
      ],
      lane,
      { snap: 1 },
    );
    const corner = (x: number, y: number) =>
      [...mesh.faces.keys()].find((face) => mesh.ring(face).some(([px, py]) => px === x && py === y))!;
    const polygons = mesh.polygons(new Set([corner(0, 0), corner(100, 100)]));
    expect(polygons.map((polygon) => polygon.map(ringArea))).toEqual([[2500], [2500]]);
  });
});
