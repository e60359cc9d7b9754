import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rootFolder } from '../../../../server/config.ts';

function geocode(args: string[], input = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(rootFolder, 'scripts/geocode.ts'), ...args]);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

// Starting Node is most of it.
describe('npm run geocode', { timeout: 60_000 }, () => {
  it('prints a JSON line for each line, empty ones and the last one without an end too', async () => {
    const { code, stdout } = await geocode(['--parse', '--json'], '\uFEFF江苏省南京市３幢\r\n\n在菜市场门口');
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        text: '江苏省南京市３幢',
        parts: [
          { label: 'province', text: '江苏省', start: 0, end: 3, value: '江苏省', code: '32' },
          { label: 'city', text: '南京市', start: 3, end: 6, value: '南京市', code: '3201' },
          { label: 'building', text: '３幢', start: 6, end: 8, value: '3' },
        ],
      },
      { text: '', parts: [] },
      {
        text: '在菜市场门口',
        parts: [
          { label: 'redundant', text: '在', start: 0, end: 1, value: '在' },
          { label: 'poi', text: '菜市场', start: 1, end: 4, value: '菜市场' },
          { label: 'assist', text: '门口', start: 4, end: 6, value: '门口' },
        ],
      },
    ]);
  });

  it('prints a line to read without --json', async () => {
    const { code, stdout } = await geocode(['--parse'], '青枫路12号\n');
    expect([code, stdout]).toEqual([0, '青枫路/road 12号/road_number\n']);
  });

  it('explains itself, and says what is wrong with how it was called', async () => {
    const help = await geocode(['--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('--json');
    for (const [args, sentence] of [
      [['--limit', '0'], '--limit is a whole number from 1 to 20'],
      [['--area', 'x'], '--area is 2 to 18 digits'],
      [['--parse', 'addresses.txt'], '"addresses.txt" is one argument too many'],
      [['--parse', '--fast'], "'--fast'"],
    ] as const) {
      const { code, stdout, stderr } = await geocode([...args]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(sentence);
      expect(stderr).not.toContain('    at ');
    }
  });
});
