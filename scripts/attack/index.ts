import { parseArgs } from 'node:util';
import { installAttackTools } from '../debian.mjs';
import { findPostgres, startPostgres } from '../throw-away-postgres.mjs';
import type { AttackResult } from './result.ts';
import type { AttackTarget } from './target.ts';
import { startTarget } from './target.ts';

type Attack = (
  target: AttackTarget,
  options: { count: number; minutes: number; seed: string },
) => Promise<AttackResult>;

/** Name on the command line → the file that attacks. */
const attacks: Record<string, () => Promise<{ attack: Attack }>> = {
  fuzz: () => import('./fuzz-attack.ts'),
  sqlmap: () => import('./sqlmap-attack.ts'),
  nikto: () => import('./nikto-attack.ts'),
};

/** Runs the named attacks, or all, against a server of their own; prints a JSON line each and fails where one found something. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '100000' },
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: 'jingwei' },
    },
  });
  const unknown = positionals.find((name) => !(name in attacks));
  if (unknown) throw new Error(`there is no attack ${unknown}; there are ${Object.keys(attacks).join(', ')}`);
  const names = positionals.length > 0 ? positionals : Object.keys(attacks);
  const missing = names.some((name) => name !== 'fuzz') ? installAttackTools() : [];
  const lacking = names.find((name) => missing.includes(name));
  if (lacking) throw new Error(`${lacking} was not found (on Debian: apt-get install ${lacking})`);
  const folder = findPostgres();
  const given = process.env.ATTACK_DATABASE_URL;
  if (!folder && !given) {
    throw new Error(
      'attacks need PostgreSQL with PostGIS (on Debian: apt-get install postgresql-postgis), or ATTACK_DATABASE_URL',
    );
  }
  const server = given || !folder ? null : await startPostgres(folder);
  process.once('exit', () => server?.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const target = await startTarget(given ?? server!.url);
  let clean = true;
  try {
    for (const name of names) {
      const { attack } = await attacks[name]!();
      const options = { count: Number(values.count), minutes: Number(values.minutes), seed: values.seed };
      const result = await attack(target, options);
      console.log(JSON.stringify({ attack: name, ...result }));
      clean &&= result.clean;
    }
  } finally {
    await target.stop();
  }
  if (!clean) throw new Error('an attack found something');
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
