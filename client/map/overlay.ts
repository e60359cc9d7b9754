import { DataFilterExtension } from '@deck.gl/extensions';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { dotLooks } from '../layers/incident-stops.ts';
import type { Colouring } from '../state/colouring.ts';
import type { Palette } from '../theme/palette.ts';
import { DotLayer } from './dot-layer.ts';
import { type DotRun, DotRuns, dotColour, looksOf } from './dot-runs.ts';
import type { PointFilter, Points } from './points.ts';

/** How the dots are drawn at the moment. */
export interface DotView {
  filter: PointFilter;
  colouring: Colouring;
  palette: Palette;
  /** 0 to 1. */
  opacity: number;
  /** Radius of an open incident's dot, in pixels. */
  radius: number;
}

const filtering = new DataFilterExtension({ filterSize: 3 });
/** How dots lie on the map: what is drawn later lies on top, whatever height it has. */
const parameters = { depthCompare: 'always', depthWriteEnabled: false } as const;
/**
 * Draws incidents as dots by deck.gl inside the map, straight from their buffers: the only holder of an overlay. Each class of the
 * colouring is a run of the buffers and a layer of its own, so that colour and size are constants; period, category and status are
 * filtered by the graphics card.
 */
export class DotOverlay {
  readonly #overlay = new MapLibreOverlay({ interleaved: true, layers: [], onAfterRender: () => this.#mark() });
  readonly #runs = new DotRuns();
  readonly #spark = spark();
  #layers: DotLayer[] = [];
  /** Names of the points that stand in a picture already. */
  #drawn = '';

  constructor(private readonly map: MapLibreMap) {
    map.addControl(this.#overlay);
    this.#overlay.setProps({ layers: [this.#spark] });
  }

  /** Draws these points; `held` names them, so that a layer keeps its buffers while others come and go. */
  show(held: ReadonlyMap<string, Points>, view: DotView): void {
    const { colouring, filter } = view;
    const runs = [...held].map(([name, points]) => ({ name, of: this.#runs.of(points, colouring, filter.urgencies) }));
    this.#layers = looksOf(colouring).flatMap((_, place) =>
      runs.flatMap(({ name, of }) => this.#layer(`${name} ${place}`, of[place]!, place, view) ?? []),
    );
    this.#overlay.setProps({ layers: [this.#spark, ...this.#layers] });
  }

  /** Bounds of the filter that the graphics card applies, by class; empty while no dot is drawn. */
  get ranges(): { urgency: number; filter: unknown }[] {
    return this.#layers.map(({ id, props }) => ({ urgency: Number(id.slice(-1)), filter: props.filterRange }));
  }

  remove(): void {
    this.map.removeControl(this.#overlay);
  }

  /** Stamps the first picture with new dots, for the bench. */
  #mark(): void {
    const names = this.#layers.map(({ id }) => id).join();
    if (names === this.#drawn || !this.#layers.every(({ isLoaded }) => isLoaded)) return;
    this.#drawn = names;
    if (names) performance.mark('jw-dots-drawn');
  }

  #layer(name: string, data: DotRun, place: number, view: DotView): DotLayer | null {
    const { filter, colouring, palette, opacity, radius } = view;
    const [least, most] = filter.urgencies;
    if (data.length === 0) return null;
    const look = looksOf(colouring)[place]!;
    return new DotLayer({
      id: `incidents-dot ${name}`,
      beforeId: look.below,
      data,
      visible: colouring !== 'urgency' || (place >= least && place <= most),
      opacity: opacity * look.opacity,
      fill: rgb(dotColour(palette, colouring, place)),
      edge: rgb(palette.sheet),
      radius_px: radius * look.radius,
      edge_px: look.edge,
      extensions: [filtering],
      filterRange: [filter.days, filter.categories, filter.statuses] as [number, number][],
      parameters,
    });
  }
}

/** `#rrggbb` as three numbers from 0 to 1. */
function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** A dot at the South Pole, which no map shows: while it stands there the programs of the graphics card are ready for the first that matter. */
function spark(): DotLayer {
  return new DotLayer({
    id: 'incidents-dot-spark',
    beforeId: dotLooks[0].below,
    data: {
      length: 1,
      attributes: {
        getPosition: { value: new Float64Array([0, -89]), size: 2 },
        getFilterValue: { value: new Float32Array([0, 0, 0]), size: 3 },
      },
    },
    fill: [0, 0, 0],
    edge: [0, 0, 0],
    radius_px: 1,
    edge_px: 0,
    extensions: [filtering],
    filterRange: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    parameters,
  });
}
