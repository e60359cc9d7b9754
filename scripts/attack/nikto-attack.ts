import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runProgram } from './program.ts';
import type { AttackResult } from './result.ts';
import type { AttackTarget } from './target.ts';

/** Where Debian puts nikto's settings. */
const SETTINGS = '/etc/nikto/config.txt';
/** Fewer checks than these and nikto has not looked. */
const LEAST_CHECKS = 1000;
/** Lines of nikto's report that tell what it did and not what it found. */
const notFindings = [
  /^\+ (Target|Start|End|Server: No banner|Root page|No CGI)/,
  /^\+ \d+ (host|items checked)/,
  /^\+ ERROR: Host maximum execution time/,
  // It takes any tag for an inode; a page's is a digest of what it holds.
  /^\+ Server leaks inodes via ETags, header found with file \S+, fields: 0x[0-9a-f]{16} *$/,
  // The headers that guard the pages, and pages that are meant to be found.
  /^\+ Uncommon header '/,
  /^\+ OSVDB-3092: \/(account|admin|wall|patrol)\/: This might be interesting/,
];

/** Lets nikto look for what web servers are known to get wrong, signed in as a street's leader; its findings are listed as it words them. */
export async function attack(target: AttackTarget, { minutes }: { minutes: number }): Promise<AttackResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-nikto-'));
  try {
    const settings = path.join(folder, 'settings.txt');
    const cookie = `STATIC-COOKIE=jingwei=${target.credentials.street_leader}`;
    writeFileSync(settings, `${readFileSync(SETTINGS, 'utf8')}\nUPDATES=no\n${cookie}\n`, { mode: 0o600 });
    const seconds = minutes * 60;
    const { output } = await runProgram(
      'nikto',
      // x6: everything but what would only keep the server from answering.
      [
        '-config',
        settings,
        '-host',
        target.url,
        '-maxtime',
        String(seconds),
        '-nointeractive',
        '-ask',
        'no',
        '-Tuning',
        'x6',
      ],
      seconds + 30,
    );
    const said = output.split('\n').filter((line) => line.startsWith('+ '));
    const found = said.filter((line) => !notFindings.some((pattern) => pattern.test(line)));
    const checks = Number(/(\d+) items checked/.exec(output)?.[1] ?? 0);
    return { clean: found.length === 0 && checks >= LEAST_CHECKS, checks, found };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
