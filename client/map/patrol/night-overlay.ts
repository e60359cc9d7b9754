import { TripsLayer } from '@deck.gl/geo-layers';
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import type { Palette } from '../../theme/palette.ts';
import { placeOf } from './features.ts';
import { placeAt, type Trip, tripsOf } from './night.ts';
import { channels, type SquadLook, squadLook } from './squad-looks.ts';

/** How long what was walked glows behind a squad, min. */
const trail_min = 18;

/** What is drawn later lies on top, whatever height it has. */
const parameters = { depthCompare: 'always', depthWriteEnabled: false } as const;

/** A squad at a minute. */
interface Head {
  at: LonLat;
  look: SquadLook;
}

/** The night on the map: a trail behind each squad and its number where it is. Loaded when a night is first played. */
export class NightOverlay {
  readonly #overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
  #of: PatrolPlan['result'] = null;
  #trips: Trip[] = [];

  constructor(private readonly map: MapLibreMap) {
    map.addControl(this.#overlay);
  }

  /** Shows a plan at a minute of its day. @param scale size of things on the screen, 1 on a desk */
  show(plan: PatrolPlan, minute: number, palette: Palette, scale: number): void {
    if (plan.result !== this.#of) {
      this.#of = plan.result;
      this.#trips = tripsOf(plan.result?.routes ?? []);
    }
    const looks = new Map(
      this.#trips.map(({ squad_id }) => [squad_id, squadLook(placeOf(plan, squad_id), palette)] as const),
    );
    const heads = this.#trips.flatMap((trip): Head[] => {
      const at = placeAt(trip, minute);
      return at ? [{ at, look: looks.get(trip.squad_id)! }] : [];
    });
    this.#overlay.setProps({
      layers: [
        new TripsLayer<Trip>({
          id: 'night-trail',
          data: this.#trips,
          getPath: ({ path }) => path,
          getTimestamps: ({ minutes }) => minutes,
          getColor: ({ squad_id }) => channels(looks.get(squad_id)!.colour),
          currentTime: minute,
          trailLength: trail_min,
          fadeTrail: true,
          widthUnits: 'pixels',
          getWidth: 6 * scale,
          capRounded: true,
          jointRounded: true,
          parameters,
          updateTriggers: { getColor: palette.theme },
        }),
        ...this.#heads(heads, palette, scale),
      ],
    });
  }

  remove(): void {
    this.map.removeControl(this.#overlay);
  }

  #heads(heads: Head[], palette: Palette, scale: number) {
    return [
      new ScatterplotLayer<Head>({
        id: 'night-heads',
        data: heads,
        getPosition: ({ at }) => at,
        getFillColor: ({ look }) => channels(look.colour),
        getLineColor: channels(palette.lamp),
        stroked: true,
        radiusUnits: 'pixels',
        getRadius: 11 * scale,
        lineWidthUnits: 'pixels',
        getLineWidth: 3 * scale,
        parameters,
      }),
      new TextLayer<Head>({
        id: 'night-numbers',
        data: heads,
        getPosition: ({ at }) => at,
        getText: ({ look }) => String(look.number),
        getColor: ({ look }) => channels(look.ink),
        getSize: 13 * scale,
        fontWeight: 600,
        parameters,
      }),
    ];
  }
}
