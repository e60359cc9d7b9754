import { readLoop } from '../../../server/loop/catalogue.ts';
import { type Act, eventsFor } from '../../../server/loop/events.ts';
import { folded, type LoopIncident, type LoopPlace } from '../../../server/loop/incident.ts';
import { reportOf } from '../../../server/loop/report.ts';
import type { Incoming, Movable, Site } from '../../../server/simulator/next-moves.ts';
import { rhythms } from '../../../server/simulator/rhythm.ts';

export const loop = readLoop({ variant: 'thirteen', timeZone: 'Asia/Shanghai' });
/** Two photos for every category, by names that no database asks for. */
export const pictures = new Map(
  rhythms.map(({ category }) => [category, { found: 'a'.repeat(64), settled: 'b'.repeat(64) }]),
);
export const places: LoopPlace[] = [
  { area_code: '990106', level: 'district', name: '澄江区' },
  { area_code: '990106001', level: 'street', name: '望河街道' },
  { area_code: '990106001001', level: 'community', name: '甲社区' },
  { area_code: '990106001001001', level: 'grid', name: '第一网格' },
];
export const sites: Site[] = [
  {
    ...{ title: '清河路18号路灯不亮', item: 'public_works.lighting.dark', address: '清河路18号', places },
    centre: [112.1, 32],
  },
  { title: '甲苑1幢垃圾桶满溢', item: 'environment.waste.overflow', address: null, centre: [112.11, 32.01], places },
];

type Standing = Movable & { moved_at: number };
const settled = ['resolved', 'verified', 'evaluated'];

/** Incidents in memory: moved by the same rules as in the database. */
export class SmallCity {
  /** Open or settled, by number. */
  readonly alive = new Map<number, Standing>();
  /** Closed or withdrawn. */
  readonly ended: Standing[] = [];
  /** Kinds of all events that were added after reports. */
  readonly kinds = new Set<string>();
  /** Channels of all reports. */
  readonly channels: string[] = [];

  add({ body, channel }: Incoming, now: Date): void {
    const as = { area_code: places.at(-1)!.area_code, own_code: places.at(-1)!.area_code, places, now, channel };
    const { events } = reportOf(loop, body, { ...as, actor: 'simulator', time_zone: 'Asia/Shanghai' });
    this.channels.push(channel);
    const blank = {
      ...{ id: this.channels.length, version: 0, status: 'found', area_code: as.area_code, hand_count: 0 },
      ...{ joined_count: 0, merged_into: null, reporter_account_id: null, centre: body.centre, places },
      ...{ holder_code: null, department: null, due_at: null, clock_left_min: null, rating: null },
      ...{ callable: ['urban_management', 'police', 'fire'], waiting: [], reported_at: now.toISOString() },
    } as unknown as LoopIncident;
    this.alive.set(blank.id, { ...folded(blank, events), moved_at: now.getTime(), idle_s: 0 });
  }

  /** @throws AppError where the act is not legal. */
  act({ id }: LoopIncident, act: Act, now: Date): void {
    const before = this.alive.get(id)!;
    const as = { actors: ['dispatcher', 'holder', 'reporter', 'called', 'rule'] as const, actor: 'simulator' as const };
    const events = eventsFor(loop, before, act, { ...as, now });
    for (const { kind } of events) this.kinds.add(kind);
    let waiting = before.waiting;
    if (act.kind === 'whistled') waiting = act.departments;
    if (act.kind === 'arrived') waiting = waiting.filter((department) => department !== act.department);
    const after = { ...before, ...folded(before, events), waiting, moved_at: now.getTime() };
    this.alive.set(id, after);
    if (after.status !== 'closed' && after.status !== 'withdrawn') return;
    this.alive.delete(id);
    this.ended.push(after);
  }

  get open(): LoopIncident[] {
    return [...this.alive.values()].filter(({ status }) => !settled.includes(status));
  }

  /** What a look would choose from. */
  movable(now: Date): Movable[] {
    const [open, done]: [Movable[], Movable[]] = [[], []];
    for (const incident of this.alive.values()) {
      const list = settled.includes(incident.status) ? done : open;
      if (list.length >= (list === done ? 30 : 120)) continue;
      list.push(incident);
      incident.idle_s = (now.getTime() - incident.moved_at) / 1000;
    }
    return [...open, ...done];
  }
}
