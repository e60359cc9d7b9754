import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Config, ConfigError } from '../config.ts';
import type { Database } from '../db/open.ts';
import { type DataKey, SealError, Sealer } from './sealing.ts';

/** What the check value of every key says once it is opened. */
const CHECK = 'jingwei';

/** Where keys come from: the setting itself, or a file of one `number:base64` a line. */
export type KeySource = Pick<Config, 'dataKeys' | 'dataKeyFile'>;

/**
 * The keys of this deployment as a Sealer. Where there are none and nothing was ever sealed, a first key is made and written
 * to the key file, which only this user may read.
 * @throws ConfigError when the keys cannot be read, or are not those that sealed what this database holds.
 */
export async function openKeys(sql: Database, source: KeySource): Promise<Sealer> {
  const known = await sql<{ key_id: number; check_value: Buffer }[]>`
    select key_id, check_value from sealing_key order by key_id`;
  const keys = readKeys(source);
  if (keys.length === 0 && known.length > 0) {
    throw new ConfigError(
      `DATA_KEY_FILE ${source.dataKeyFile} does not exist, but this database holds values sealed with key ${known.at(-1)!.key_id}; put the key file back`,
    );
  }
  if (keys.length === 0) keys.push(writeFirstKey(source));
  const sealer = new Sealer(keys, () => readKeys(source));
  for (const { key_id, check_value } of known) checkKey(sealer, key_id, check_value);
  if (!known.some(({ key_id }) => key_id === sealer.keyId)) await registerKey(sql, sealer);
  return sealer;
}

/** Notes a key's number and check value in the database, so that a wrong key is found at the next start. */
export async function registerKey(sql: Database, sealer: Sealer): Promise<void> {
  await sql`insert into sealing_key (key_id, check_value)
    values (${sealer.keyId}, ${sealer.seal('sealing_key.check_value', CHECK)}) on conflict do nothing`;
}

/**
 * Keys from the setting, else the file; none where there is no file.
 * @throws ConfigError naming the line that is not `number:base64 of 32 bytes`.
 */
export function readKeys({ dataKeys, dataKeyFile }: KeySource): DataKey[] {
  const text = dataKeys ?? (existsSync(dataKeyFile) ? readFileSync(dataKeyFile, 'utf8') : '');
  const name = dataKeys ? 'DATA_KEYS' : `DATA_KEY_FILE ${dataKeyFile}`;
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((line, at) => {
      const [, id, secret] = /^(\d{1,9}):([A-Za-z0-9+/]{43}=)$/.exec(line) ?? [];
      if (!id || !secret) throw new ConfigError(`${name}: entry ${at + 1} is not number:base64 of 32 bytes`);
      return { id: Number(id), secret: Buffer.from(secret, 'base64') };
    });
}

/** A new key. */
export function newKey(id: number): DataKey {
  return { id, secret: randomBytes(32) };
}

/**
 * Puts keys in the place of those in the key file, which is whole at every moment and only this user's.
 * @throws ConfigError where the keys stand in a setting, or the file cannot be written.
 */
export function replaceKeys({ dataKeys, dataKeyFile }: KeySource, keys: readonly DataKey[]): void {
  if (dataKeys) throw new ConfigError('the keys stand in DATA_KEYS and must be changed there');
  const next = `${dataKeyFile}.new`;
  try {
    writeFileSync(next, keys.map(lineOf).join(''), { mode: 0o600, flush: true });
    renameSync(next, dataKeyFile);
  } catch (error) {
    throw new ConfigError(`DATA_KEY_FILE ${dataKeyFile} cannot be written: ${(error as Error).message}`);
  }
}

function lineOf({ id, secret }: DataKey): string {
  return `${id}:${secret.toString('base64')}\n`;
}

function writeFirstKey(source: KeySource): DataKey {
  try {
    writeFileSync(source.dataKeyFile, lineOf(newKey(1)), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new ConfigError(`DATA_KEY_FILE ${source.dataKeyFile} cannot be written: ${(error as Error).message}`);
  }
  return readKeys({ ...source, dataKeys: undefined })[0]!;
}

function checkKey(sealer: Sealer, keyId: number, check: Buffer): void {
  try {
    if (sealer.open('sealing_key.check_value', check) === CHECK) return;
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
  }
  throw new ConfigError(
    `key ${keyId} is missing or is not the one that sealed what this database holds; put the right key file back`,
  );
}
