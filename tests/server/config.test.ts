import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readConfig', () => {
  it('fills in what is not set', () => {
    expect(readConfig({ DATA_FOLDER: folder })).toEqual({
      port: 8080,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataFolder: folder,
      photoFolder: path.join(folder, 'photos'),
      scanCommand: undefined,
      timeZone: 'Asia/Shanghai',
      mapApprovalNumber: undefined,
      publicUrl: undefined,
      dataKeys: undefined,
      dataKeyFile: path.join(folder, 'data-keys'),
      trustedProxyCount: 0,
      rateLimitPerMin: 600,
      logLevel: 'warn',
      sessionIdleMin: 120,
      sessionHours: 12,
      openid: undefined,
      loopVariant: 'five',
      demoLife: true,
      tileMemoryMb: expect.any(Number),
      tileCacheMb: 64,
    });
  });

  it('gives tiles a quarter of the memory, and no less than 256 MiB', () => {
    const { tileMemoryMb } = readConfig({ DATA_FOLDER: folder });
    expect(tileMemoryMb).toBeGreaterThanOrEqual(256);
    expect(tileMemoryMb).toBeLessThanOrEqual(Math.max(256, os.totalmem() / 4 / 2 ** 20));
  });

  it('takes the memory that it is told', () => {
    expect(readConfig({ DATA_FOLDER: folder, TILE_MEMORY_MB: '1000', TILE_CACHE_MB: '0' })).toMatchObject({
      tileMemoryMb: 1000,
      tileCacheMb: 0,
    });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({ DATA_FOLDER: folder, PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 8080,
      databaseUrl: undefined,
    });
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be a number between 1 and 65535'],
    [{ PORT: '0' }, 'PORT must be between 1 and 65535'],
    [{ PORT: '70000' }, 'PORT must be between 1 and 65535'],
    [{ PORT: '80.5' }, 'PORT must be a whole number between 1 and 65535'],
    [{ TILE_MEMORY_MB: 'lots' }, 'TILE_MEMORY_MB must be a number of megabytes'],
    [{ TILE_MEMORY_MB: '0' }, 'TILE_MEMORY_MB must be at least 1'],
    [{ TILE_CACHE_MB: '1.5' }, 'TILE_CACHE_MB must be a whole number of megabytes'],
    [{ LOOP_VARIANT: '5 steps' }, 'LOOP_VARIANT must name a variant of data/codes/loop-variant.json, such as five'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be the number of proxies in front of this server'],
    [{ RATE_LIMIT_PER_MIN: '-1' }, 'RATE_LIMIT_PER_MIN must be a number of requests, or 0 for no limit'],
    [{ SESSION_IDLE_MIN: '0' }, 'SESSION_IDLE_MIN must be a number of minutes'],
    [{ SESSION_HOURS: '200' }, 'SESSION_HOURS must be at most 168'],
    [{ OPENID_ISSUER: 'login' }, 'OPENID_ISSUER must be an address such as https://login.example.cn'],
    [{ OPENID_ISSUER: 'https://login.example.cn' }, 'OPENID_CLIENT_ID must be set where OPENID_ISSUER is'],
    [
      { OPENID_ISSUER: 'https://login.example.cn', OPENID_CLIENT_ID: 'jingwei' },
      'PUBLIC_URL must be set where OPENID_ISSUER is',
    ],
    [
      {
        OPENID_ISSUER: 'http://login.example.cn',
        OPENID_CLIENT_ID: 'jingwei',
        PUBLIC_URL: 'https://jingwei.example.cn',
      },
      'OPENID_ISSUER must begin with https',
    ],
    [{ LOG_LEVEL: 'all' }, 'LOG_LEVEL must be one of silent, error, warn, info'],
    [{ DATABASE_URL: 'mysql://somewhere' }, 'DATABASE_URL must start with postgres:// or postgresql://'],
    [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE must be an IANA time zone such as Asia/Shanghai'],
  ])('refuses %o in one line', (setting, message) => {
    expect(() => readConfig({ DATA_FOLDER: folder, ...setting })).toThrow(message);
  });

  it('takes an OpenID provider, which may be a public client’s', () => {
    const given = {
      OPENID_ISSUER: 'https://login.example.cn',
      OPENID_CLIENT_ID: 'jingwei',
      PUBLIC_URL: 'https://a.cn/',
    };
    const name = '统一身份认证';
    expect(readConfig({ DATA_FOLDER: folder, ...given })).toMatchObject({
      publicUrl: 'https://a.cn',
      openid: { issuer: 'https://login.example.cn', clientId: 'jingwei', clientSecret: undefined, name },
    });
  });

  it('names a data folder that cannot be made', () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => readConfig({ DATA_FOLDER: path.join(file, 'below') })).toThrow(/^DATA_FOLDER .* cannot be created/);
  });
});
