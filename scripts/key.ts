import { newKey, openKeys, readKeys, replaceKeys } from '../server/access/keys.ts';
import { countByKey, reseal } from '../server/access/reseal.ts';
import { REREAD_MS } from '../server/access/sealing.ts';
import { type Config, ConfigError, readConfig } from '../server/config.ts';
import { type OpenDeployment, openDeployment } from '../server/db/deployment.ts';
import { stageBar } from './progress.ts';

/** Running servers have looked for new keys many times by then, s. */
const SETTLED_S = 60;

const usage = `npm run key -- show     which keys there are and what each has sealed
npm run key -- rotate   a new key, and everything sealed anew with it; run it again where it was stopped
npm run key -- forget   removes the keys that seal nothing any more`;

async function main(command: string | undefined): Promise<void> {
  const commands: Record<string, (config: Config, database: OpenDeployment) => Promise<void>> = {
    show,
    rotate,
    forget,
  };
  const run = commands[command ?? ''];
  if (!run) throw new ConfigError(usage);
  const config = readConfig();
  const database = await openDeployment(config);
  try {
    await run(config, database);
  } finally {
    await database.close();
  }
}

async function show(config: Config, { sql }: OpenDeployment): Promise<void> {
  const counts = await countByKey(sql);
  const keys = readKeys(config).sort((a, b) => a.id - b.id);
  for (const { id } of keys) {
    const current = id === keys.at(-1)!.id;
    console.log(`${id}  ${counts.get(id) ?? 0} 个值 values${current ? '  当前密钥 current' : ''}`);
  }
}

async function rotate(config: Config, { sql, embedded }: OpenDeployment): Promise<void> {
  const keys = readKeys(config);
  const newest = Math.max(...keys.map(({ id }) => id));
  const unfinished = [...(await countByKey(sql)).keys()].some((id) => id !== newest);
  if (unfinished) {
    console.log(`继续换用密钥 ${newest}。 Going on with key ${newest}.`);
  } else {
    if (config.dataKeys) throw new ConfigError(settingHint(newest + 1));
    replaceKeys(config, [...keys, newKey(newest + 1)]);
    console.log(`已添加密钥 ${newest + 1}，请备份密钥文件。 Key ${newest + 1} is added: back up the key file.`);
    // Servers that run now seal with it from then on, and search by it.
    if (!embedded) await new Promise((resolve) => setTimeout(resolve, REREAD_MS + 500));
  }
  const sealer = await openKeys(sql, config);
  const bar = stageBar();
  const rows = await reseal(sql, sealer, bar.update).finally(bar.stop);
  console.log(`已用密钥 ${sealer.keyId} 重新加密 ${rows} 行。 ${rows} rows are sealed anew with key ${sealer.keyId}.`);
  const unused = await unusedKeys(config, sql);
  if (unused.length > 0)
    console.log(
      `密钥 ${unused.join('、')} 已不再使用，可运行 npm run key -- forget 删除（旧备份仍需要它们）。 ` +
        `No longer used: ${unused.join(', ')}; npm run key -- forget removes them (old backups still need them).`,
    );
}

async function forget(config: Config, { sql }: OpenDeployment): Promise<void> {
  const unused = await unusedKeys(config, sql);
  if (unused.length === 0) {
    console.log('没有可删除的密钥。 There is no key to forget.');
    return;
  }
  const [recent] = await sql<{ key_id: number }[]>`
    select key_id from sealing_key where key_id not in ${sql(unused)} and created_at > now() - make_interval(secs => ${SETTLED_S}) limit 1`;
  if (recent)
    throw new ConfigError(
      `密钥 ${recent.key_id} 刚刚启用，请一分钟后再试。 Key ${recent.key_id} has only just come into use; try again in a minute.`,
    );
  // First in the database: a key that is in the file only does no harm, a key that is missing keeps the server from starting.
  await sql`delete from sealing_key where key_id in ${sql(unused)}`;
  if (config.dataKeys) {
    console.log(`请从 DATA_KEYS 中删除密钥 ${unused.join('、')}。 Now take ${unused.join(', ')} out of DATA_KEYS.`);
    return;
  }
  replaceKeys(
    config,
    readKeys(config).filter(({ id }) => !unused.includes(id)),
  );
  console.log(`已删除密钥 ${unused.join('、')}。 Forgotten: ${unused.join(', ')}.`);
}

/** Older keys that seal nothing. */
async function unusedKeys(config: Config, sql: OpenDeployment['sql']): Promise<number[]> {
  const counts = await countByKey(sql);
  const ids = readKeys(config)
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  return ids.slice(0, -1).filter((id) => !counts.has(id));
}

function settingHint(id: number): string {
  return (
    `密钥在 DATA_KEYS 中：请在其中加入 ${id}:BASE64（32 个随机字节），重启服务后再运行。 ` +
    `The keys stand in DATA_KEYS: add ${id}:BASE64 (32 random bytes) to it, restart the server, and run this again.`
  );
}

main(process.argv[2]).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    if (process.env.DEBUG) console.error(error);
    process.exit(error instanceof ConfigError ? 2 : 1);
  },
);
