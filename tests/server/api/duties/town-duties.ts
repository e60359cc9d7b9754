import type { Database } from '../../../../server/db/open.ts';
import { townNow } from '../../../fixtures/town.ts';
import { townDays } from '../../../fixtures/town-households.ts';
import { rolledBack } from '../../../helpers/database.ts';

/** A test in a transaction of its own, with the town's days. */
export const inTown = (test: (town: Town) => Promise<void>) => () =>
  rolledBack(async (sql) => {
    const now = await townNow(sql);
    await test({ sql, now, days: townDays(now) });
  });
export interface Town {
  sql: Database;
  now: Date;
  days: ReturnType<typeof townDays>;
}

/** What was ever owed in the town, and what became of it. */
export const owed = (sql: Database, where = sql`true`) => sql<{ household_id: number; duty: string; state: string }[]>`
  select household_id, duty, case when visit_id is not null then 'done' else coalesce(cancelled_reason, 'open') end as state
  from visit_duty where ${where} order by household_id, duty, due_on`;
/** The same as lines to compare. */
export const lines = async (rows: ReturnType<typeof owed>) =>
  (await rows).map(({ household_id, duty, state }) => `${household_id} ${duty} ${state}`);
let keys = 0;
/** The body of a visit an hour before noon, with a key of its own. */
export const visit = (now: Date, household_id: number, body: object) => ({
  key: `00000000-0000-4000-8000-${String(++keys).padStart(12, '0')}`,
  ...{ household_id, visited_at: new Date(now.getTime() - 3_600_000).toISOString(), ...body },
});
