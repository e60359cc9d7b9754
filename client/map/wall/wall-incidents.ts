import type { FeatureCollection } from 'geojson';
import type { WallPeriod, WallScene } from '../../../server/api/walls/schema.ts';
import { answerBytes, api } from '../../api.ts';
import { addDays, wallTime } from '../../format/time.ts';
import { type LiveEventMessage, live } from '../../state/live.ts';
import { type Days, longestPeriod } from '../../state/period.ts';
import { IncidentChunks } from '../incident-chunks.ts';
import { LivePoints } from '../live-points.ts';
import { Pace } from '../pace.ts';
import { CategoryNumbers, eachShown, type PointFilter, pointFilter, urgencyAt } from '../points.ts';

/** Changes are drawn at most this often. */
const pace_ms = 1000;
/** Everything is fetched anew this often: what is due soon and overdue changes with time alone. */
const aged_ms = 300_000;
/** More marks than that no wall can tell apart: the most urgent are drawn. */
const mostMarks = 20_000;
/** So many changed incidents are as good as an answer. */
const mostLive = 20_000;

/** What the incidents of a wall hang on, and tell. */
export interface WallIncidentsHost {
  time_zone: () => string;
  /** The server's clock, ms. */
  clock: () => number;
  /** There is something else to be drawn. */
  changed: () => void;
}

type Wanted = Pick<WallScene, 'period' | 'overdue_only'>;

/** Incidents of a wall's area as the scene wants them, kept up to date by the feed; it outlives the map that draws them. */
export class WallIncidents {
  readonly #categories = new CategoryNumbers();
  readonly #chunks: IncidentChunks;
  readonly #live: LivePoints;
  readonly #pace: Pace;
  readonly #end: () => void;
  #area = '';
  #wanted: Wanted | null = null;
  /** When everything was to be fetched anew, ms; null once it is here. */
  #emptied: number | null = null;
  #renewed = 0;

  constructor(private readonly host: WallIncidentsHost) {
    this.#live = new LivePoints(this.#categories, host.clock);
    this.#pace = new Pace(pace_ms, () => this.#drawLive());
    this.#chunks = new IncidentChunks(
      fetchPoints,
      this.#categories,
      () => this.#arrived(),
      (error) => {
        // It is asked again with the next scene, and after five minutes.
        if (error) console.warn(error);
        host.changed();
      },
    );
    this.#end = live.subscribe((event) => this.#heard(event));
  }

  get busy(): boolean {
    return this.#chunks.busy;
  }

  /** Asks for what a scene shows and is not here; null: it shows none. */
  show(area_code: string, wanted: Wanted | null): void {
    this.#area = area_code;
    this.#wanted = wanted;
    if (!wanted) return;
    if (this.host.clock() - this.#renewed >= aged_ms) this.#forget();
    const days = daysOf(wanted.period, this.#today());
    this.#chunks.want([area_code], days, days);
  }

  /** Fetches anew: the feed did not tell everything. */
  renew(): void {
    this.#forget();
    this.show(this.#area, this.#wanted);
  }

  /** What is to be drawn now, the most urgent last. */
  shapes(): FeatureCollection {
    const features: FeatureCollection['features'] = [];
    const filter = this.#filter();
    if (filter) {
      for (const points of this.#live.over(this.#chunks.held.points, this.host.time_zone()).values()) {
        eachShown(points, filter, (place) => {
          const coordinates = [points.position[place * 2]!, points.position[place * 2 + 1]!];
          const properties = { urgency: urgencyAt(points, place) };
          features.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates } });
        });
      }
    }
    features.sort((one, other) => one.properties!.urgency - other.properties!.urgency);
    return { type: 'FeatureCollection', features: features.slice(-mostMarks) };
  }

  release(): void {
    this.#end();
    this.#pace.stop();
    this.#chunks.release();
  }

  #filter(): PointFilter | null {
    if (!this.#wanted) return null;
    const { period, overdue_only } = this.#wanted;
    const status = overdue_only ? 'overdue' : period === 'open' ? 'open' : null;
    return pointFilter(daysOf(period, this.#today()), null, status, this.#categories);
  }

  #today(): string {
    return wallTime(new Date(this.host.clock()).toISOString(), this.host.time_zone()).day;
  }

  #heard(event: LiveEventMessage): void {
    if (event.event === 'change' && this.#live.take(event.change)) this.#pace.ask();
    else if (event.event === 'reset') this.renew();
  }

  #drawLive(): void {
    if (this.#live.size > mostLive) this.renew();
    if (this.host.clock() - this.#renewed >= aged_ms) this.renew();
    this.host.changed();
  }

  #arrived(): void {
    if (this.#emptied !== null && !this.#chunks.outdated) {
      this.#live.forget(this.#emptied);
      this.#emptied = null;
    }
    this.host.changed();
  }

  #forget(): void {
    this.#renewed = this.#emptied = this.host.clock();
    this.#chunks.empty();
  }
}

const lengths: Record<WallPeriod, number> = { today: 1, '7d': 7, '30d': 30, open: longestPeriod };

/** First and last day of a period, both included. */
function daysOf(period: WallPeriod, today: string): Days {
  return { from: addDays(today, 1 - lengths[period]), to: today };
}

function fetchPoints(code: string, { from, to }: Days, signal: AbortSignal): Promise<ArrayBuffer> {
  return answerBytes(api.incidents.points.$get({ query: { from, to, area_code: code } }, { init: { signal } }));
}
