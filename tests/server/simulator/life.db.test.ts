import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { eventsFor } from '../../../server/loop/events.ts';
import { findLoopIncident } from '../../../server/loop/incident.ts';
import { writeAs } from '../../../server/loop/writing.ts';
import { Life, startSimulator } from '../../../server/simulator/job.ts';
import { moveOn, type Watch } from '../../../server/simulator/moving.ts';
import { cityFigures, movableFrom, removeOld } from '../../../server/simulator/sql.ts';
import { rolledBack } from '../../helpers/database.ts';
import { testSealer } from '../../helpers/sealer.ts';
import { loop, pictures } from './small-city.ts';

const photos = { photoFolder: '/nowhere', scanCommand: undefined, sealer: testSealer };
const config = { demoLife: true, timeZone: 'Asia/Shanghai' };
/** Ten in the morning of the next day: after whatever the database writes meanwhile. */
const morning = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 2 * 3_600_000);

/** Makes a demo of the fixture town: its incidents are the demo's, with titles that places can be read from. */
async function makeDemo(sql: Database): Promise<void> {
  await sql`update deployment set demo = true, demo_seed = 'test'`;
  await sql`insert into photo (name, media_type, byte_count, width_px, height_px)
    select n, 'image/jpeg', 1, 1, 1 from unnest(${[...pictures.values()].flatMap(({ found, settled }) => [found, settled])}::text[]) n
    on conflict do nothing`;
  await sql`update incident set source = 'demo', item = 'public_works.lighting.dark', title = '清河路' || id || '号路灯不亮'`;
}

async function watchOf(sql: Database): Promise<Watch> {
  const figures = { ...(await cityFigures(sql, morning)), newest_id: 1, watched: true };
  return { loop, timeZone: 'Asia/Shanghai', pictures, figures, looked_at: morning.getTime() };
}

const eventCount = async (sql: Database) =>
  (await sql<[{ count: number }]>`select count(*)::int as count from incident_event`)[0].count;

describe('the simulator', () => {
  it('moves a demo on by the rules of the loop: the record comes to what the row says', async () => {
    await rolledBack(async (sql) => {
      await makeDemo(sql);
      const watch = await watchOf(sql);
      const done = { reported: 0, acted: 0 };
      for (let look = 1; look <= 100; look++) {
        const { reported, acted } = await moveOn(sql, watch, new Date(morning.getTime() + look * 15_000));
        done.reported += reported;
        done.acted += acted;
      }
      expect(done.reported).toBeGreaterThan(5);
      expect(done.acted).toBeGreaterThan(10);
      const actors =
        await sql`select distinct actor, account_id from incident_event where actor <> 'import' and actor <> 'rule'`;
      expect(actors).toEqual([{ actor: 'simulator', account_id: null }]);
      const unlike = await sql`
        with record as (
          select e.incident_id, count(*)::int as count, max(e.version) as version,
            jsonb_populate_record(null::incident, jsonb_object_agg(c.key, c.value order by e.version)) as made
          from (select *, changes || jsonb_build_object('x', 1) as all_changes from incident_event) e
            cross join lateral jsonb_each(e.all_changes) c group by e.incident_id)
        select i.id, i.status, (r.made).status as made_status from incident i join record r on r.incident_id = i.id
        where i.source = 'simulator' and (r.version <> i.version
          or (i.status, i.item, i.severity, i.channel, i.due_at, i.closed_at, i.settled_at, i.holder_code, i.department, i.hand_count)
            is distinct from ((r.made).status, (r.made).item, (r.made).severity, (r.made).channel, (r.made).due_at, (r.made).closed_at,
              (r.made).settled_at, (r.made).holder_code, (r.made).department, coalesce((r.made).hand_count, 0)))`;
      expect(unlike).toEqual([]);
      const [made] = await sql<[{ count: number; inside: boolean; coded: boolean }]>`
        select count(*)::int as count, bool_and(area_code is not null) as inside, bool_and(incident_code ~ '^SJ\\d{8}-\\d+$') as coded
        from incident where source = 'simulator'`;
      expect(made).toEqual({ count: done.reported, inside: true, coded: true });
    });
  });

  it('leaves alone what an account acted on in two hours, what people reported, and what was imported', async () => {
    await rolledBack(async (sql) => {
      await makeDemo(sql);
      const now = new Date();
      const ids = async (at: Date) => (await movableFrom(sql, '', at)).map(({ id }) => id);
      const all = await ids(now);
      expect(all).toEqual(expect.arrayContaining([201, 202, 203, 206]));
      const act = async (id: number) => {
        const incident = (await findLoopIncident(sql, id))!;
        const drafts = eventsFor(
          loop,
          incident,
          { kind: 'noted', text: '看过' },
          {
            actors: ['dispatcher'],
            actor: 'reporter',
            now,
          },
        );
        await writeAs(sql, { kind: 'owner' }, id, incident.version, drafts);
      };
      await act(202);
      await act(203);
      await sql`update incident set reporter_account_id = 301 where id = 203`;
      await sql`update incident set source = 'import:somebody' where id = 206`;
      expect(await ids(now)).toEqual(all.filter((id) => ![202, 203, 206].includes(id)));
      const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
      expect(await ids(hours(3))).toEqual(all.filter((id) => ![203, 206].includes(id)));
      expect(await ids(hours(25))).toEqual(all.filter((id) => id !== 206));
    });
  });

  it('does nothing where the data are real', async () => {
    await rolledBack(async (sql) => {
      await makeDemo(sql);
      await sql`update deployment set demo = false`;
      const life = new Life({ sql, embedded: true, loop, photos, config });
      const before = await eventCount(sql);
      for (let look = 0; look < 5; look++)
        expect(await life.look(new Date(morning.getTime() + look * 15_000))).toBeNull();
      expect(await eventCount(sql)).toBe(before);
    });
  });

  it('does nothing where it is switched off, whatever the data are', async () => {
    // Whoever asked this database would fail.
    const sql = undefined as unknown as Database;
    await startSimulator({ sql, embedded: true, loop, photos, config: { ...config, demoLife: false } }).stop();
  });

  it('removes what it made and what was over a month ago, and nothing of others', async () => {
    await rolledBack(async (sql) => {
      await makeDemo(sql);
      await sql`update incident set source = 'simulator' where id in (205, 208, 201)`;
      const month = new Date(Date.now() - 9 * 86_400_000);
      expect(await removeOld(sql, month, 100)).toBe(1);
      expect(await sql`select id from incident where id in (201, 205, 208, 210) order by id`).toEqual([
        { id: 201 },
        { id: 205 },
        { id: 210 },
      ]);
    });
  });

  it('counts what is open, and sees whether somebody watches', async () => {
    await rolledBack(async (sql) => {
      await makeDemo(sql);
      await sql`update session set last_used_at = ${morning.toISOString()}::timestamptz - interval '1 hour'`;
      await sql`update token set last_used_at = null`;
      const figures = await cityFigures(sql, morning);
      expect(figures).toMatchObject({ demo_seed: 'test', open_count: 7, newest_id: 212, watched: false });
      await sql`update session set last_used_at = ${morning.toISOString()}::timestamptz + interval '1 minute'`;
      expect((await cityFigures(sql, morning)).watched).toBe(true);
    });
  });
});
