import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { ReportBody } from '../../../server/api/incidents/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { freePort } from '../../fresh-server.ts';
import { type BenchLine, percentile, rounded } from '../bench.ts';
import { ServerProcess } from './server-process.ts';
import { makeSession, type Stage } from './stage.ts';

/** Reports that are to be taken within a second, each on the disk. */
const REPORTS_PER_S = 300;
const CONNECTIONS = [16, 32, 64];
/** How long each number of connections is tried, and how long before it is counted, ms. */
const RUN_MS = 15_000;
const WARM_MS = 3000;
const PLACES = 2000;

type Report = (line: BenchLine) => void;

/** Reports incidents over HTTP as the worker of a grid, over connections that stay open, and looks that each is in the database. */
export async function measureReports(stage: Stage, report: Report): Promise<void> {
  const { sql } = stage.deployment;
  const [grid] = await sql<
    [{ area_code: string }]
  >`select area_code from area where level = 'grid' order by area_code limit 1`;
  const cookie = await makeSession(sql, 'grid_worker', grid.area_code);
  const places = await sql<{ centre: LonLat }[]>`
    select array[ST_X(p.geom), ST_Y(p.geom)] as centre
    from area, ST_Dump(ST_GeneratePoints(ST_Buffer(geometry, -0.00005), ${PLACES}, 1)) p where area_code = ${grid.area_code}`;
  const server = new ServerProcess(await freePort(), stage.settings);
  try {
    await server.start();
    const rates: number[] = [];
    for (const connections of CONNECTIONS) {
      const { kept, times, taken } = await drive(
        server,
        cookie,
        places.map(({ centre }) => centre),
        connections,
      );
      const [row] = await sql<[{ count: number }]>`
        select count(*)::int as count from incident where report_key = any (${taken}::uuid[])`;
      const lost = taken.length - row.count;
      report({
        metric: `reports_lost_${connections}_connections`,
        value: lost,
        unit: 'reports',
        goal: 0,
        better: 'lower',
      });
      const rate = kept / (RUN_MS / 1000);
      rates.push(rate);
      report({
        metric: `reports_per_s_${connections}_connections`,
        value: rounded(rate),
        unit: '1/s',
        better: 'higher',
      });
      report({
        metric: `report_p99_ms_${connections}_connections`,
        value: rounded(percentile(times, 0.99)),
        unit: 'ms',
        better: 'lower',
      });
    }
    const metric = stage.isDurable ? 'reports_per_s' : 'reports_per_s_not_durable';
    report({ metric, value: rounded(Math.max(...rates)), unit: '1/s', goal: REPORTS_PER_S, better: 'higher' });
  } finally {
    await server.kill();
  }
}

/** @returns reports taken in the counted time, how long each took in ms, and the keys of all that were ever taken. */
async function drive(
  { port }: ServerProcess,
  cookie: string,
  places: readonly LonLat[],
  connections: number,
): Promise<{ kept: number; times: number[]; taken: string[] }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const begun = performance.now();
  const times: number[] = [];
  const taken: string[] = [];
  let next = 0;
  const loop = async () => {
    while (performance.now() - begun < WARM_MS + RUN_MS) {
      const report_key = randomUUID();
      const sent = performance.now();
      await send({ agent, port, cookie }, bodyOf(report_key, places[next++ % places.length]!));
      const now = performance.now();
      taken.push(report_key);
      if (now - begun >= WARM_MS && now - begun < WARM_MS + RUN_MS) times.push(now - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  agent.destroy();
  return { kept: times.length, times, taken };
}

function bodyOf(report_key: string, centre: LonLat): ReportBody {
  const words = { title: '楼前散落垃圾', description: '三号楼门口有两袋垃圾' };
  return { report_key, centre, category: 'environment', item: 'environment.waste.litter', ...words };
}

function send(
  { agent, port, cookie }: { agent: http.Agent; port: number; cookie: string },
  body: ReportBody,
): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Cookie: cookie };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { agent, port, host: '127.0.0.1', path: '/api/incidents', method: 'POST', headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          if (response.statusCode === 201) resolve();
          else reject(new Error(`a report was answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    request.once('error', reject);
    request.end(JSON.stringify(body));
  });
}
