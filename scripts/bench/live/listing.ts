import { incidentSorts } from '../../../server/api/work-list/schema.ts';
import type { Database } from '../../../server/db/open.ts';
import { gatherStatistics } from '../../../server/db/statistics.ts';
import { freePort } from '../../fresh-server.ts';
import { type BenchLine, percentile, rounded } from '../bench.ts';
import { timeRequests } from '../requests.ts';
import { measureScrolling } from './scrolling.ts';
import { ServerProcess } from './server-process.ts';
import { makeSession, type Stage } from './stage.ts';

const INCIDENTS = 100_000;
const REQUESTS = 200;
/** The most that the first page may take, ms. */
const PAGE_MS = 50;

type Report = (line: BenchLine) => void;

/** Times the first page of 100,000 open incidents, in each order of the work list, and scrolls through them. */
export async function measureList(stage: Stage, report: Report): Promise<void> {
  const { sql } = stage.deployment;
  await fill(sql);
  const [root] = await sql<[{ area_code: string }]>`select area_code from area where parent_code is null`;
  const cookie = await makeSession(sql, 'district_leader', root.area_code);
  const server = new ServerProcess(await freePort(), stage.settings);
  try {
    await server.start();
    for (const sort of incidentSorts) {
      const path = `/api/incidents?status=open&sort=${sort}`;
      const times = await timeRequests(server.url, () => path, REQUESTS, { headers: { Cookie: cookie } });
      report({
        metric: `first_page_${sort}_p50_ms`,
        value: rounded(percentile(times, 0.5)),
        unit: 'ms',
        better: 'lower',
      });
      report({
        metric: `first_page_${sort}_p99_ms`,
        value: rounded(percentile(times, 0.99)),
        unit: 'ms',
        goal: PAGE_MS,
        better: 'lower',
      });
    }
    await measureScrolling(server.url, cookie, report);
  } finally {
    await server.kill();
  }
}

/** Open incidents all over the town until there are enough of them. */
async function fill(sql: Database): Promise<void> {
  await sql`
    insert into incident (incident_code, category, title, severity, status, channel, reported_at, due_at, geometry, source, source_id)
    select 'B' || n, 'environment', '楼前散落垃圾 ' || n, (array['low', 'normal', 'high', 'urgent'])[1 + n % 4], (array['reported', 'dispatched', 'handling'])[1 + n % 3],
      'worker', now() - n * interval '40 seconds', now() - n * interval '40 seconds' + interval '7 days', p.geom, 'bench', n::text
    from area, ST_Dump(ST_GeneratePoints(geometry, ${INCIDENTS}, 1)) p, lateral (select p.path[1] as n) numbered
    where parent_code is null`;
  await gatherStatistics(sql, ['incident']);
}
