import { createServer } from 'node:net';
import { type Config, ConfigError, readConfig } from '../server/config.ts';
import { type OpenDeployment, openDeployment } from '../server/db/deployment.ts';
import { listenFault, startServer } from '../server/main.ts';
import { type DemoAccount, demoAccountsTable, makeDemoAccounts } from './demo-accounts.ts';
import { makeDemoCity } from './demo-city/index.ts';
import { stageBar } from './progress.ts';
import { terminalLanguage } from './terminal.ts';

/** Opens the database, fills an empty embedded one with the demo city, serves until a signal comes. */
async function main(): Promise<void> {
  const config = readConfig();
  await checkPort(config);
  const database = await openDeployment(config);
  try {
    await fillWhenEmpty(config, database);
    const accounts = await demoAccounts(database);
    const server = await startServer(config, database);
    console.log(`\n  Jingwei 经纬  ${server.url}\n`);
    if (accounts.length > 0) console.log(`${sayAccounts(accounts)}\n`);
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
  await makeDemoCity(sql, {
    sealer,
    seed: 'jingwei',
    timeZone: config.timeZone,
    photoFolder: config.photoFolder,
    now: new Date(),
    onProgress: bar.update,
  });
  bar.stop();
}

/** The accounts of a demo city in the embedded database, where it has none yet; a database of somebody's own gets none by itself. */
async function demoAccounts(deployment: OpenDeployment): Promise<DemoAccount[]> {
  if (!deployment.embedded) return [];
  const [row] = await deployment.sql<{ demo: boolean }[]>`select demo from deployment`;
  return row?.demo ? makeDemoAccounts(deployment) : [];
}

function sayAccounts(accounts: readonly DemoAccount[]): string {
  const language = terminalLanguage();
  const note = {
    'zh-CN': '  演示账号，密码只显示这一次（可用 npm run account -- password --login 账号 重设）：',
    en: '  Accounts of the demo. Their passwords are shown this once (npm run account -- password --login LOGIN makes a new one):',
  };
  return `${note[language]}\n${demoAccountsTable(accounts, language)}`;
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
