import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The checkout's root folder, absolute. */
export const rootFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const megabytes = (name: string, least: number) =>
  z.coerce
    .number({ error: `${name} must be a number of megabytes` })
    .int(`${name} must be a whole number of megabytes`)
    .min(least, `${name} must be at least ${least}`);

const count = (name: string, what: string, least: number, most: number) =>
  z.coerce
    .number({ error: `${name} must be ${what}` })
    .int(`${name} must be ${what}`)
    .min(least, `${name} must be ${what}`)
    .max(most, `${name} must be at most ${most}`);

/** What is written to the log, from the least; `info` adds a line a request. */
const logLevels = ['silent', 'error', 'warn', 'info'] as const;

const settings = z.object({
  PORT: z.coerce
    .number({ error: 'PORT must be a number between 1 and 65535' })
    .int('PORT must be a whole number between 1 and 65535')
    .min(1, 'PORT must be between 1 and 65535')
    .max(65535, 'PORT must be between 1 and 65535')
    .default(8080),
  HOST: z.string().min(1, 'HOST must name an address to listen on').default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres:// or postgresql://')
    .optional(),
  DATABASE_API_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_API_URL must start with postgres:// or postgresql://')
    .optional(),
  DATA_FOLDER: z.string().min(1, 'DATA_FOLDER must name a folder').default(path.join(rootFolder, '.jingwei')),
  PHOTO_FOLDER: z.string().optional(),
  SCAN_COMMAND: z.string().trim().min(1, 'SCAN_COMMAND must name a program').optional(),
  TIME_ZONE: z
    .string()
    .default('Asia/Shanghai')
    .refine(isTimeZone, 'TIME_ZONE must be an IANA time zone such as Asia/Shanghai'),
  MAP_APPROVAL_NUMBER: z.string().optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'PUBLIC_URL must be an address such as https://jingwei.example.cn' })
    .optional(),
  DATA_KEYS: z.string().optional(),
  DATA_KEY_FILE: z.string().optional(),
  TRUST_PROXY: count('TRUST_PROXY', 'the number of proxies in front of this server', 0, 10).default(0),
  RATE_LIMIT_PER_MIN: count('RATE_LIMIT_PER_MIN', 'a number of requests, or 0 for no limit', 0, 1_000_000).default(600),
  SESSION_IDLE_MIN: count('SESSION_IDLE_MIN', 'a number of minutes', 1, 1440).default(120),
  SESSION_HOURS: count('SESSION_HOURS', 'a number of hours', 1, 168).default(12),
  OPENID_ISSUER: z
    .url({ protocol: /^https?$/, error: 'OPENID_ISSUER must be an address such as https://login.example.cn' })
    .optional(),
  OPENID_CLIENT_ID: z.string().optional(),
  OPENID_CLIENT_SECRET: z.string().optional(),
  OPENID_NAME: z.string().max(30, 'OPENID_NAME has at most 30 characters').default('统一身份认证'),
  LOG_LEVEL: z.enum(logLevels, { error: `LOG_LEVEL must be one of ${logLevels.join(', ')}` }).default('warn'),
  LOOP_VARIANT: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'LOOP_VARIANT must name a variant of data/codes/loop-variant.json, such as five')
    .default('five'),
  DEMO_LIFE: z.enum(['on', 'off'], { error: 'DEMO_LIFE must be on or off' }).default('on'),
  TILE_MEMORY_MB: megabytes('TILE_MEMORY_MB', 1).default(quarterOfMemory),
  TILE_CACHE_MB: megabytes('TILE_CACHE_MB', 0).default(64),
});

/** What the operator can set, read once at start from the environment. */
export interface Config {
  port: number;
  host: string;
  /** Absent: the embedded database under `dataFolder` is used. */
  databaseUrl: string | undefined;
  /** The login that requests use, in role jingwei_api; absent: the server makes one. */
  databaseApiUrl: string | undefined;
  /** Absolute path; exists and is writable. */
  dataFolder: string;
  /** Absolute path, outside of what is served to browsers; several servers of one deployment share it. */
  photoFolder: string;
  /** A program and its arguments that looks at a file named behind them: 0 clean, 1 infected; absent: nothing does. */
  scanCommand: string | undefined;
  /** IANA name; days on the screen and in filters begin at this zone's midnight. */
  timeZone: string;
  /** 审图号 of the basemap in use, shown on the map; absent when there is none. */
  mapApprovalNumber: string | undefined;
  /** Address under which browsers reach this server, without a slash at the end; https makes cookies secure. */
  publicUrl: string | undefined;
  /** Keys that seal what is sensitive, as `number:base64` with commas between; absent: they stand in `dataKeyFile`. */
  dataKeys: string | undefined;
  /** Absolute path; made with a first key where nothing was ever sealed. */
  dataKeyFile: string;
  /** How many proxies stand in front, each of which adds an address to X-Forwarded-For; 0: that header is not believed. */
  trustedProxyCount: number;
  /** Requests a minute of one account, tiles apart; a tenth of it for writes, twice it for an address that is not signed in; 0: no limit. */
  rateLimitPerMin: number;
  logLevel: (typeof logLevels)[number];
  /** Time in minutes after which a session that is not used ends. */
  sessionIdleMin: number;
  /** Time in hours after which a session ends however much it is used. */
  sessionHours: number;
  /** The other way in; absent: by password only. */
  openid: OpenidConfig | undefined;
  /** The steps of the district's loop: an id of data/codes/loop-variant.json. */
  loopVariant: string;
  /** Whether a demo city lives: incidents come in and go round their loop. Real data are never touched. */
  demoLife: boolean;
  /** What the layers that tiles are cut from may take together, in MiB; a layer beyond that is cut by the database. */
  tileMemoryMb: number;
  /** What finished tiles may take, in MiB. */
  tileCacheMb: number;
}

/** An OpenID Connect provider at which this server is registered, with PUBLIC_URL/api/session/openid/callback to come back to. */
export interface OpenidConfig {
  issuer: string;
  clientId: string;
  /** Absent for a public client, which is known by its proof key alone. */
  clientSecret: string | undefined;
  /** What the button is called. */
  name: string;
}

/** A setting that cannot be used; `message` is one line for the operator. */
export class ConfigError extends Error {}

/**
 * Reads and checks the settings, creating the data folder.
 * @throws ConfigError naming the first wrong setting.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues[0]?.message ?? 'a setting is wrong');
  const values = parsed.data;
  const dataFolder = path.resolve(values.DATA_FOLDER);
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ConfigError(`DATA_FOLDER ${dataFolder} cannot be created: ${(error as Error).message}`);
  }
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    databaseApiUrl: values.DATABASE_API_URL,
    dataFolder,
    photoFolder: photoFolderOf(values.PHOTO_FOLDER ?? path.join(dataFolder, 'photos')),
    scanCommand: values.SCAN_COMMAND,
    timeZone: values.TIME_ZONE,
    mapApprovalNumber: values.MAP_APPROVAL_NUMBER,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    dataKeys: values.DATA_KEYS,
    dataKeyFile: path.resolve(values.DATA_KEY_FILE ?? path.join(dataFolder, 'data-keys')),
    trustedProxyCount: values.TRUST_PROXY,
    rateLimitPerMin: values.RATE_LIMIT_PER_MIN,
    logLevel: values.LOG_LEVEL,
    sessionIdleMin: values.SESSION_IDLE_MIN,
    sessionHours: values.SESSION_HOURS,
    openid: openidOf(values),
    loopVariant: values.LOOP_VARIANT,
    demoLife: values.DEMO_LIFE === 'on',
    tileMemoryMb: values.TILE_MEMORY_MB,
    tileCacheMb: values.TILE_CACHE_MB,
  };
}

/** @throws ConfigError where the folder lies in the built page, whose files are anybody's, or cannot be made. */
function photoFolderOf(given: string): string {
  const folder = path.resolve(given);
  if (!path.relative(path.join(rootFolder, 'client'), folder).startsWith('..')) {
    throw new ConfigError(`PHOTO_FOLDER ${folder} lies in the folder of the page; name one outside of it`);
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ConfigError(`PHOTO_FOLDER ${folder} cannot be created: ${(error as Error).message}`);
  }
  return folder;
}

function openidOf(values: z.infer<typeof settings>): OpenidConfig | undefined {
  const { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret } = values;
  if (!issuer) return undefined;
  if (!clientId) throw new ConfigError('OPENID_CLIENT_ID must be set where OPENID_ISSUER is');
  if (!values.PUBLIC_URL)
    throw new ConfigError('PUBLIC_URL must be set where OPENID_ISSUER is: the provider sends people back there');
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    throw new ConfigError('OPENID_ISSUER must begin with https, as passwords are typed there');
  }
  return { issuer, clientId, clientSecret, name: values.OPENID_NAME };
}

/** A quarter of what this machine has, or its container may use, in MiB; at least 256. */
function quarterOfMemory(): number {
  const allowed = process.constrainedMemory();
  const bytes = allowed > 0 ? Math.min(allowed, os.totalmem()) : os.totalmem();
  return Math.max(256, Math.floor(bytes / 4 / 2 ** 20));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
