import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openKeys } from '../server/access/keys.ts';
import { ConfigError, readConfig } from '../server/config.ts';
import { migrate } from '../server/db/migrate.ts';
import { openDatabase } from '../server/db/open.ts';
import { AppError } from '../server/errors.ts';
import { type Candidate, geocode } from '../server/geocode/geocode.ts';
import { placeIndex } from '../server/geocode/loader.ts';
import { type ParsedAddress, parseAddress } from '../server/geocode/parse/index.ts';
import { terminalLanguage } from './terminal.ts';

const help = `usage: npm run geocode -- [--json] [--limit N] [--area CODE] < addresses.txt
       npm run geocode -- --parse [--json] < addresses.txt

Reads one Chinese address a line from standard input and prints the place of the deployment that it means, a line each: how sure
that is, how far down it goes, where it is and its standard address. With --parse it needs no deployment and prints the parts of
the address.

  --limit N     candidates of each address with --json (default: 5)
  --area CODE   only places in this area
  --parse       takes the addresses apart: province, city, district, town, community, road, number, building, unit, floor, room, places
  --json        one JSON object a line: {"text": …, "candidates": [{"level", "kind", "id", "address", "place", "confidence", …}, …]};
                with --parse {"text": …, "parts": [{"label", "text", "start", "end", "value", "code"}, …]};
                start and end are UTF-16 code units of the line as typed, end exclusive
  --help        this text`;

class UsageError extends Error {}

interface Options {
  help: boolean;
  json: boolean;
  parse: boolean;
  limit: number;
  area: string | undefined;
}

function readOptions(args: string[]): Options {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
  const { values, positionals } = parsed;
  if (positionals.length > 0)
    throw new UsageError(`"${positionals[0]}" is one argument too many; addresses come on standard input, one a line`);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 20)
    throw new UsageError('--limit is a whole number from 1 to 20');
  if (values.area !== undefined && !/^\d{2,18}$/.test(values.area)) throw new UsageError('--area is 2 to 18 digits');
  return { help: values.help, json: values.json, parse: values.parse, limit, area: values.area };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      parse: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      limit: { type: 'string', default: '5' },
      area: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

/** 湖南路/road 12号/road_number */
function readableParts({ parts }: ParsedAddress): string {
  return parts.map(({ text, label }) => `${text}/${label}`).join(' ');
}

/** 0.98 door 112.13801,32.00612 澄江区…501室 */
function readableMatch([best]: Candidate[]): string {
  if (!best) return '-';
  const place = best.place.map((degrees) => degrees.toFixed(6)).join(',');
  return `${best.confidence.toFixed(2)} ${best.level} ${place} ${best.address}`;
}

/** What a line gives, as it is printed. */
type Answer = (line: string) => string;

/** Geocodes against the configured deployment, with its doors, until the lines are over. */
async function withPlaces({ json, limit, area }: Options, work: (answer: Answer) => Promise<void>): Promise<void> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    await migrate(database.sql, (sql) => openKeys(sql, config));
    const index = await placeIndex(database.sql, { doors: true, area_code: area });
    const options = { limit, ...(area !== undefined && { area_code: area }) };
    await work((text) => {
      const candidates = geocode(index, text, options);
      return json ? JSON.stringify({ text, candidates }) : readableMatch(candidates);
    });
  } finally {
    await database.close();
  }
}

async function answerLines(answer: Answer): Promise<void> {
  let isFirst = true;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = `${answer(isFirst ? line.replace(/^\uFEFF/, '') : line)}\n`;
    isFirst = false;
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options.help) console.log(help);
    else if (!options.parse) await withPlaces(options, answerLines);
    else {
      const { json } = options;
      await answerLines((line) => (json ? JSON.stringify(parseAddress(line)) : readableParts(parseAddress(line))));
    }
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${explain(error)}${isUsage ? ' (--help shows all)' : ''}\n`);
    return isUsage || error instanceof ConfigError ? 2 : 1;
  }
}

function explain(error: unknown): string {
  return error instanceof AppError ? error.sentence[terminalLanguage()] : (error as Error).message;
}

// Who has read enough, as `head` has, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main();
