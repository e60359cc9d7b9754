import type { Bounds } from '../../../server/api/wire.ts';
import type { Camera } from '../../state/store.ts';
import { fromMercator, type Mercator, toMercator, worldSize } from './flight.ts';
import { cameraDistance, type Stage } from './viewport.ts';

/** How a scene looks at its bounds. Degrees; `closer`: levels nearer than where all of it fits. */
export interface Look {
  pitch: number;
  bearing: number;
  closer: number;
}

/** No nearer than this, however small the bounds: a house and its street. */
const nearest = 17.6;
/** Rounds after which corners lie where they should within a hundredth of a pixel. */
const rounds = 60;

/** The camera from which bounds just fit into what the panels of a whole wall leave free, however it leans and turns. */
export function cameraFor([west, south, east, north]: Bounds, { pitch, bearing, closer }: Look, stage: Stage): Camera {
  const corners = [west, east].flatMap((longitude) =>
    [south, north].map((latitude) => toMercator(longitude, latitude)),
  );
  const free_px = {
    width: stage.width - stage.room.left - stage.room.right,
    height: stage.height - stage.room.top - stage.room.bottom,
  };
  const middle = toMercator((west + east) / 2, (south + north) / 2);
  const reach = Math.max(1e-9, ...corners.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)));
  // Everything lies well before the camera from here, and comes nearer round by round.
  let zoom = Math.log2(Math.min(free_px.width, free_px.height) / 4 / reach / worldSize(0));
  let centre = middle;
  const look = (at: number) => new Perspective(centre, Math.min(at, nearest), pitch, bearing, cameraDistance(stage));
  for (let round = 0; round < rounds; round++) {
    const { box, middle: seen } = boxOf(corners, look(zoom));
    centre = look(zoom).ground({ x: seen.x * 0.7, y: seen.y * 0.7 });
    if (box.width < 1e-6 && box.height < 1e-6) zoom = nearest;
    else zoom += 0.7 * Math.log2(Math.min(free_px.width / box.width, free_px.height / box.height));
  }
  // What is near grows faster than what is far: closer by, the middle is another.
  for (let round = 0; closer > 0 && round < rounds; round++) {
    const view = look(zoom + closer);
    const { middle: seen } = boxOf(corners, view);
    centre = view.ground({ x: seen.x * 0.5, y: seen.y * 0.5 });
  }
  const [longitude, latitude] = fromMercator(centre);
  return { longitude, latitude, zoom: Math.min(nearest, zoom + closer), bearing, pitch };
}

/** The box in which corners are seen, and its middle, pixels. */
function boxOf(corners: readonly Mercator[], view: Perspective) {
  const seen = corners.map((corner) => view.project(corner));
  const [left, right] = [Math.min(...seen.map(({ x }) => x)), Math.max(...seen.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...seen.map(({ y }) => y)), Math.max(...seen.map(({ y }) => y))];
  return {
    box: { width: right - left, height: bottom - top },
    middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
  };
}

/** What MapLibre's camera sees, reckoned without a map: pixels right and down of the point that it looks at. */
export class Perspective {
  readonly #sine: number;
  readonly #cosine: number;
  readonly #turn: { sine: number; cosine: number };
  readonly #size: number;

  constructor(
    private readonly centre: Mercator,
    zoom: number,
    pitch: number,
    bearing: number,
    private readonly distance_px: number,
  ) {
    const radians = Math.PI / 180;
    this.#sine = Math.sin(pitch * radians);
    this.#cosine = Math.cos(pitch * radians);
    this.#turn = { sine: Math.sin(bearing * radians), cosine: Math.cos(bearing * radians) };
    this.#size = worldSize(zoom);
  }

  project({ x, y }: Mercator): { x: number; y: number } {
    const [east, north] = [(x - this.centre.x) * this.#size, (this.centre.y - y) * this.#size];
    const right = east * this.#turn.cosine - north * this.#turn.sine;
    const ahead = north * this.#turn.cosine + east * this.#turn.sine;
    const shrink = this.distance_px / (this.distance_px + ahead * this.#sine);
    return { x: right * shrink, y: -ahead * this.#cosine * shrink };
  }

  /** The place on the ground that is seen at a point. */
  ground(point: { x: number; y: number }): Mercator {
    const ahead = (-point.y * this.distance_px) / (this.distance_px * this.#cosine + point.y * this.#sine);
    const right = (point.x * (this.distance_px + ahead * this.#sine)) / this.distance_px;
    const east = right * this.#turn.cosine + ahead * this.#turn.sine;
    const north = ahead * this.#turn.cosine - right * this.#turn.sine;
    return { x: this.centre.x + east / this.#size, y: this.centre.y - north / this.#size };
  }
}
