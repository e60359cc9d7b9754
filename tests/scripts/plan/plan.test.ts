import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rootFolder } from '../../../server/config.ts';

/** What the command says when it fails. */
function fault(...words: string[]): string {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/plan.ts', ...words], {
    cwd: rootFolder,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  return stderr;
}

describe('npm run plan', () => {
  it('says of a file that it cannot be read, and of an option that it is not known', () => {
    expect(fault('/nowhere.vrp')).toMatch(/^The file cannot be read: ENOENT/);
    expect(fault('--minutes', '3')).toMatch(/^Unknown option '--minutes'/);
  });
});
