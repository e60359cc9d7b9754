import type { Map as MapLibreMap, MapTouchEvent } from 'maplibre-gl';
import type { LonLat } from '../../server/api/wire.ts';

/** How long a finger rests. */
const press_ms = 550;
/** How far it may slip, CSS pixels. */
const slip_px = 10;

/** Tells where one finger rests on the map; not every browser has an event of its own for that. */
export class LongPress {
  #timer = 0;

  constructor(
    map: MapLibreMap,
    private readonly pressed: (centre: LonLat) => void,
  ) {
    let from: MapTouchEvent['point'] | null = null;
    map.on('touchstart', (event) => {
      this.release();
      if (event.points.length !== 1) return;
      from = event.point;
      const { lng, lat } = event.lngLat;
      this.#timer = window.setTimeout(() => this.pressed([lng, lat]), press_ms);
    });
    map.on('touchmove', ({ point }) => {
      if (from && point.dist(from) > slip_px) this.release();
    });
    for (const end of ['touchend', 'touchcancel', 'movestart'] as const) map.on(end, () => this.release());
  }

  release(): void {
    window.clearTimeout(this.#timer);
  }
}
