import { createServer } from 'node:net';
import { type Config, ConfigError, readConfig } from '../server/config.ts';
import { type OpenDeployment, openDeployment } from '../server/db/deployment.ts';
import { listenFault, startServer } from '../server/main.ts';
import { makeDemoCity } from './demo-city/index.ts';
import { stageBar } from './progress.ts';

/** Opens the database, fills an empty embedded one with the demo city, serves until a signal comes. */
async function main(): Promise<void> {
  const config = readConfig();
  await checkPort(config);
  const database = await openDeployment(config);
  try {
    await fillWhenEmpty(config, database);
    const server = await startServer(config, database);
    console.log(`\n  Jingwei 经纬  ${server.url}\n`);
    await signal();
    await server.close();
  } finally {
    await database.close();
  }
}

async function fillWhenEmpty(config: Config, { sql, embedded, sealer }: OpenDeployment): Promise<void> {
  const [{ filled } = { filled: false }] = await sql<{ filled: boolean }[]>`
    select exists (select from area) or exists (select from building) or exists (select from incident) as filled`;
  if (filled) return;
  if (!embedded) {
    console.log('The database holds no areas yet. Load yours with npm run import, or try npm run demo-city.');
    return;
  }
  console.log('First start: making the demo city. All its people are invented.');
  const bar = stageBar();
  await makeDemoCity(sql, { sealer, seed: 'jingwei', timeZone: config.timeZone, now: new Date(), onProgress: bar.update });
  bar.stop();
}

/** Finds a busy port before minutes of other work are spent. */
function checkPort(config: Config): Promise<void> {
  const { host, port } = config;
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, config)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error instanceof ConfigError ? error.message : `Jingwei could not start: ${error.message}`);
    if (process.env.DEBUG) console.error(error);
    process.exit(1);
  },
);
