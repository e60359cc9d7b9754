import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { rootFolder } from '../server/config.ts';

const target = path.join(rootFolder, 'data/gazetteer/divisions.txt.gz');
/** Groups of the statistical codes that stand between a province and its counties and are nobody's name. */
const groups = /^(市|县|市辖区|.*直辖.*)$/;
/** Codes of GB/T 2260 of what the mainland's statistics leave out; below them the numbers are this file's own. */
const beyond: Record<string, string> = { 台湾省: '71', 香港特别行政区: '81', 澳门特别行政区: '82' };

const usage = `usage: node scripts/run.mjs scripts/gazetteer.ts FOLDER

Makes data/gazetteer/divisions.txt.gz, the names that the address parser knows, from the public lists in FOLDER
(provinces.csv, cities.csv, areas.csv, streets.csv.gz, HK-MO-TW.json) and the former names of the package gb2260.`;

interface Row {
  code: string;
  name: string;
}

/** Provinces, cities and districts by code; to each district its townships as 3 digits and name, separated by commas; `-` before a former name. */
function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
  const [folder, ...more] = positionals;
  if (values.help) {
    console.log(usage);
    return;
  }
  if (!folder || more.length > 0) throw new Error(usage);
  const upper = ['provinces.csv', 'cities.csv', 'areas.csv'].flatMap((file) =>
    rowsOf(readFileSync(path.join(folder, file))),
  );
  const towns = new Map<string, string[]>();
  for (const { code, name } of rowsOf(gunzipSync(readFileSync(path.join(folder, 'streets.csv.gz'))))) {
    const district = code.slice(0, 6);
    towns.set(district, [...(towns.get(district) ?? []), code.slice(6) + name]);
  }
  const named = upper.filter(({ name }) => !groups.test(name));
  const current = named.map(({ code, name }) => [code, name, ...(towns.has(code) ? [towns.get(code)!.join(',')] : [])]);
  const others = JSON.parse(readFileSync(path.join(folder, 'HK-MO-TW.json'), 'utf8')) as Record<
    string,
    Record<string, string[]>
  >;
  const lines = [
    ...current,
    ...beyondLines(others),
    ...formerLines(new Set(named.map(({ code, name }) => code + name))),
  ];
  const text = `${lines.map((line) => line.join('\t')).join('\n')}\n`;
  writeFileSync(target, gzipSync(text, { level: 9 }));
  console.log(
    `${path.relative(rootFolder, target)}: ${lines.length} divisions down to districts, former ones included`,
  );
}

function rowsOf(file: Buffer): Row[] {
  return parse(file, { columns: true, bom: true }) as Row[];
}

function beyondLines(others: Record<string, Record<string, string[]>>): string[][] {
  return Object.entries(others).flatMap(([province, cities]) => {
    const code = beyond[province]!;
    return [
      [code, province],
      ...Object.entries(cities).flatMap(([city, districts], at) => {
        const cityCode = code + numbered(at + 1);
        return [
          [cityCode, city],
          ...districts.map((name, index) => [cityCode + numbered(index + 1), name.replace(/（.*/, '')]),
        ];
      }),
    ];
  });
}

function numbered(value: number): string {
  return String(value).padStart(2, '0');
}

/** What GB/T 2260 called prefectures and counties since 2002 and the current list does not. */
function formerLines(current: Set<string>): string[][] {
  const folder = path.join(rootFolder, 'node_modules/gb2260/lib');
  const former = new Map<string, string[]>();
  for (const file of readdirSync(folder)
    .filter((name) => /^\d{6}\.json$/.test(name))
    .sort()) {
    const codes = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, string>;
    for (const [full, name] of Object.entries(codes)) {
      const code = full.replace(/(00)+$/, '');
      if (code.length > 2 && !current.has(code + name) && !groups.test(name))
        former.set(code + name, [`-${code}`, name]);
    }
  }
  return [...former.values()].sort(([a], [b]) => Number(b) - Number(a));
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
