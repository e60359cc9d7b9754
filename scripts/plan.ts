import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { solveInThreads } from '../server/planning/solve-threads.ts';
import { readInstance } from './plan/read.ts';

const MOST_SECONDS = 3600;

/** Reads a public routing instance, solves it, and prints what it came to. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean' },
    },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Error('usage: npm run plan -- FILE [--seconds 10] [--seed 1] [--json]');
  const seconds = numberOf('--seconds', values.seconds, MOST_SECONDS);
  const seed = numberOf('--seed', values.seed, 2 ** 31);
  const { problem, costOf, routesOf, name } = readInstance(readFileSync(file, 'utf8'));
  const solution = await solveInThreads(problem, { seed, seconds, threads: 2, divided: true });
  const missing = solution.left_out.filter((job) => problem.jobs[job]!.penalty === Number.POSITIVE_INFINITY);
  if (missing.length > 0)
    throw new Error(`${missing.length} of ${problem.jobs.length} jobs found no place in any route.`);
  const [cost, routes] = [costOf(solution), routesOf(solution)];
  if (values.json) console.log(JSON.stringify({ cost, routes }));
  else {
    console.log(
      `${name}: cost ${cost}, ${problem.jobs.length - solution.left_out.length} of ${problem.jobs.length} jobs.`,
    );
    routes.forEach((route, index) => {
      console.log(
        `Route #${index + 1}: ${route.map((stop) => (typeof stop === 'number' ? stop : stop.join('-'))).join(' ')}`,
      );
    });
  }
}

function numberOf(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!(value > 0 && value <= most))
    throw new Error(`${option} should be a number above 0 and up to ${most}, not "${text}".`);
  return value;
}

// Who has read enough, as `head` has, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main().catch((error: Error) => {
  // Only what the file system refuses has a system call.
  console.error('syscall' in error ? `The file cannot be read: ${error.message}.` : error.message);
  process.exit(1);
});
