import type { AttackResult } from './index.ts';
import { runProgram } from './program.ts';
import type { AttackTarget } from './target.ts';

/** Lines of nikto's report that tell what it did and not what it found. */
const notFindings = [
  /^\+ (Target|Start|End|Server|Site|SSL|Root page|No CGI|Scan terminated|\d+ (host|requests?|items?))/,
  /^\+ \d+ requests: \d+ error/,
];

/** Lets nikto look for what web servers are known to get wrong, signed in as a street's leader. Its findings are listed as it words them. */
export async function attack(target: AttackTarget, { minutes }: { minutes: number }): Promise<AttackResult> {
  const { output } = await runProgram(
    'nikto',
    [
      ...['-host', target.url, '-maxtime', `${minutes * 60}s`, '-nointeractive', '-ask', 'no', '-timeout', '5'],
      ...['-Tuning', 'x6', '-Option', `STATIC-COOKIE="jingwei=${target.credentials.street_leader}"`],
    ],
    minutes * 60 + 30,
  );
  const said = output.split('\n').filter((line) => line.startsWith('+ '));
  const found = said.filter((line) => !notFindings.some((pattern) => pattern.test(line)));
  const requests = Number(/(\d+) requests/.exec(output)?.[1] ?? 0);
  return { clean: found.length === 0, requests, found };
}
