import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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

  it('ends quietly when nobody reads on', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-plan-'));
    const file = path.join(folder, 'tiny.vrp');
    writeFileSync(
      file,
      'NAME : tiny\nTYPE : TSP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 0 3\n3 4 3\nEOF\n',
    );
    try {
      const command = '"$0" --import tsx scripts/plan.ts "$1" --seconds 0.1 | true';
      const { stderr } = spawnSync('sh', ['-c', command, process.execPath, file], {
        cwd: rootFolder,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
