import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type ParsedAddress, parseAddress } from '../server/geocode/parse/index.ts';

const help = `usage: npm run geocode -- --parse [--json] < addresses.txt

Reads one Chinese address a line from standard input and prints its parts, a line each.

  --parse   takes the addresses apart: province, city, district, town, community, road, number, building, unit, floor, room, places
  --json    one JSON object a line: {"text": …, "parts": [{"label", "text", "start", "end", "value", "code"}, …]};
            start and end are UTF-16 code units of the line as typed, end exclusive
  --help    this text`;

class UsageError extends Error {}

function readOptions(args: string[]): { help: boolean; json: boolean } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
  const { values, positionals } = parsed;
  if (values.help) return { help: true, json: false };
  if (positionals.length > 0)
    throw new UsageError(`"${positionals[0]}" is one argument too many; addresses come on standard input, one a line`);
  if (!values.parse) throw new UsageError('say what to do with the addresses: --parse');
  return { help: false, json: values.json === true };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: { parse: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
}

/** 湖南路/road 12号/road_number */
function readable({ parts }: ParsedAddress): string {
  return parts.map(({ text, label }) => `${text}/${label}`).join(' ');
}

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options.help) {
      console.log(help);
      return 0;
    }
    let isFirst = true;
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      const parsed = parseAddress(isFirst ? line.replace(/^\uFEFF/, '') : line);
      isFirst = false;
      const text = `${options.json ? JSON.stringify(parsed) : readable(parsed)}\n`;
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(`${(error as Error).message}${isUsage ? ' (--help shows all)' : ''}\n`);
    return isUsage ? 2 : 1;
  }
}

// Who has read enough, as `head` has, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main();
