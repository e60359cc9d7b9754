import type { WalkPost } from '../../../../client/state/walk/walk-desk.ts';
import type { KeptFix } from '../../../../client/state/walk/walk-shelf.ts';
import type { WalkAnswer, WalkCheckIn, WalkStop } from '../../../../server/api/patrol-walk/schema.ts';

/** A stop whose time is from 20:00 to 21:00. */
export const stop = (id: number, visit = 1, code_digest: string | null = null): WalkStop => ({
  kind: 'point',
  id,
  visit,
  name: `点${id}`,
  address: null,
  centre: [120, 30],
  arrive_min: 1200,
  begin_min: 1200,
  leave_min: 1205,
  until_min: 1260,
  people: 1,
  code_digest,
});

/** A server that keeps what it is sent; `fault` is thrown while it is set. */
export function server() {
  const held = {
    fault: null as Error | null,
    refuses: null as string | null,
    items: [] as WalkCheckIn[],
    messages: 0,
    /** Whose streets the phone said that it has, by question. */
    asked: [] as (number | null)[],
    fixes: [] as Omit<KeptFix, 'pass'>[],
    tracked: false,
    version: 1,
    wait: null as Promise<void> | null,
    stops: [stop(1), stop(2, 1, 'abc'), stop(2, 2, 'abc')],
  };
  const reach = () => {
    if (held.fault) throw held.fault;
  };
  const post: WalkPost = {
    walk: async (walk, streetsOf) => {
      reach();
      held.asked.push(streetsOf);
      await held.wait;
      if (walk === 'unknown') throw new Error('404');
      return {
        stops: held.stops,
        streets: streetsOf === held.version ? null : [{ kind: 'path', name: `路${held.version}`, line: [] }],
        check_ins: [...held.items],
        day: '2026-11-22',
        time_zone: 'UTC',
        tracked: held.tracked,
        plan_name: walk,
        version: held.version,
        from_min: 1200,
        to_min: 1500,
      } as unknown as WalkAnswer;
    },
    checkIn: async (_pass, items) => {
      reach();
      held.messages++;
      const known = new Set(held.items.map(({ key }) => key));
      const answer = items.map(({ key }) => ({
        key,
        state: held.refuses ? ('refused' as const) : known.has(key) ? ('known' as const) : ('taken' as const),
        sentence: held.refuses,
      }));
      if (!held.refuses) held.items.push(...items.filter(({ key }) => !known.has(key)));
      return { items: answer, version: 1 };
    },
    track: async (_pass, items) => {
      reach();
      if (!held.tracked) throw new Error('403');
      held.fixes.push(...items);
    },
    refused: (error) => (/^4/.test((error as Error).message) ? '不接受' : null),
  };
  return { held, post };
}
