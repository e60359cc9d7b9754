import type { KeptFix } from './walk-shelf.ts';

type Fix = Omit<KeptFix, 'pass'>;

/** A fix is kept at most this often, ms, and only where it is good to so many metres. */
const PACE_MS = 10_000;
const GOOD_M = 60;

/** Where the phone is, for as long as somebody wants that to be recorded. */
export class TrackRecorder {
  #watch: number | null = null;
  #kept_ms = 0;
  /** True: the phone does not tell where it is. */
  denied = false;

  constructor(
    private readonly keep: (fix: Fix) => void,
    private readonly changed: () => void,
    private readonly geolocation: Pick<Geolocation, 'watchPosition' | 'clearWatch'> | undefined = navigator.geolocation,
  ) {}

  get running(): boolean {
    return this.#watch !== null;
  }

  start(): void {
    if (this.running) return;
    this.denied = !this.geolocation;
    this.#watch =
      this.geolocation?.watchPosition(
        (position) => this.#take(position),
        (fault) => this.#fail(fault),
        { enableHighAccuracy: true, maximumAge: 5000 },
      ) ?? null;
    this.changed();
  }

  stop(): void {
    if (this.#watch === null) return;
    this.geolocation?.clearWatch(this.#watch);
    this.#watch = null;
    this.changed();
  }

  /** A place that could not be found now may be found later; a permission that is not given ends it. */
  #fail({ code, PERMISSION_DENIED }: GeolocationPositionError): void {
    if (code !== PERMISSION_DENIED) return;
    this.denied = true;
    this.stop();
  }

  #take({ coords, timestamp }: GeolocationPosition): void {
    if (coords.accuracy > GOOD_M || timestamp - this.#kept_ms < PACE_MS) return;
    this.#kept_ms = timestamp;
    const { longitude, latitude, accuracy } = coords;
    this.keep({
      recorded_at: new Date(timestamp).toISOString(),
      centre: [longitude, latitude],
      accuracy_m: Math.round(accuracy),
    });
  }
}
