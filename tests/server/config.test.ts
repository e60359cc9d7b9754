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
      timeZone: 'Asia/Shanghai',
      mapApprovalNumber: undefined,
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
    [{ DATABASE_URL: 'mysql://somewhere' }, 'DATABASE_URL must start with postgres:// or postgresql://'],
    [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE must be an IANA time zone such as Asia/Shanghai'],
  ])('refuses %o in one line', (setting, message) => {
    expect(() => readConfig({ DATA_FOLDER: folder, ...setting })).toThrow(message);
  });

  it('names a data folder that cannot be made', () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => readConfig({ DATA_FOLDER: path.join(file, 'below') })).toThrow(/^DATA_FOLDER .* cannot be created/);
  });
});
