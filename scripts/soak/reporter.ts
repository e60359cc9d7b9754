import { randomUUID } from 'node:crypto';
import type { ReportBody } from '../../server/api/incidents/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import type { Stage } from '../bench/live/stage.ts';
import { makeSession } from '../bench/live/stage.ts';

/** Time between two reports, and of how many one is urgent: the camera goes there and comes back. */
const PACE_MS = 5000;
const URGENT_OF = 12;

/** Somebody who works everywhere, reports something new every five seconds and something urgent every minute. */
export class Reporter {
  reported = 0;
  /** Reports that were not taken: the server was away. */
  refused = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly places: readonly LonLat[],
  ) {}

  static async of({ deployment: { sql } }: Stage, url: string): Promise<Reporter> {
    const [root] = await sql<[{ area_code: string }]>`select area_code from area order by length(area_code) limit 1`;
    const places = await sql<{ centre: LonLat }[]>`
      select array[ST_X(p.geom), ST_Y(p.geom)] as centre
      from area, ST_Dump(ST_GeneratePoints(ST_Buffer(geometry, -0.0005), 200, 1)) p where area_code = ${root.area_code}`;
    const cookie = await makeSession(sql, 'grid_worker', root.area_code);
    return new Reporter(
      url,
      cookie,
      places.map(({ centre }) => centre),
    );
  }

  start(): void {
    let turn = 0;
    this.#timer = setInterval(() => void this.#report(turn++), PACE_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #report(turn: number): Promise<void> {
    const body: ReportBody = {
      report_key: randomUUID(),
      centre: this.places[turn % this.places.length]!,
      category: 'environment',
      severity: turn % URGENT_OF === URGENT_OF - 1 ? 'urgent' : 'normal',
      title: '楼前散落垃圾',
    };
    const headers = { 'Content-Type': 'application/json', Cookie: this.cookie };
    const sent = fetch(`${this.url}/api/incidents`, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = await sent.catch(() => null);
    await answer?.arrayBuffer().catch(() => {});
    if (answer?.ok) this.reported += 1;
    else this.refused += 1;
  }
}
