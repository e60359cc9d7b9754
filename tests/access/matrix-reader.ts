import { type Role, roles } from './matrix-people.ts';

/** What one role is to get at one address. */
interface Cell {
  status: number;
  /** Letters of the fields that the answer holds. */
  shown: string;
}

/** One address of a route, and what each role is to get there. */
export interface Target {
  /** inside, outside, above, or what else stands at the beginning of the line. */
  place: string;
  /** What fills the route's parameters, and a query behind it; `-` where there is none. */
  address: string;
  cells: Record<Role, Cell>;
}

/** A route of the matrix. */
export interface MatrixRoute {
  /** Method and pattern, as in `GET /api/households/:id`. */
  name: string;
  /**
   * Where in the answer a letter's field stands: names with dots, `*` for any entry of a list, `id=7` for a field of that value, `!`
   * for what must be hidden.
   */
  fields: Record<string, string>;
  body: unknown;
  targets: Target[];
}

/**
 * Reads the table.
 * @throws Error naming the line that is none of the kinds that its head describes.
 */
export function readMatrix(table: string): MatrixRoute[] {
  const routes: MatrixRoute[] = [];
  for (const line of table.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, rest] = /^((?:GET|POST|PUT|PATCH|DELETE) \S+)(.*)$/.exec(line) ?? [];
    if (name !== undefined) routes.push(readRoute(name, rest!));
    else if (/^ {2}\S/.test(line) && routes.length > 0) routes.at(-1)!.targets.push(readTarget(line));
    else throw new Error(`the matrix has a line that is neither route nor target: ${line}`);
  }
  return routes;
}

function readRoute(name: string, rest: string): MatrixRoute {
  const [, fields, body] = /^([^{]*)(\{.*\})?$/.exec(rest)!;
  const named = fields!.split(/\s+/).filter(Boolean);
  return {
    name,
    fields: Object.fromEntries(named.map((field) => [field[0], field.slice(2)])),
    body: body && JSON.parse(body),
    targets: [],
  };
}

function readTarget(line: string): Target {
  const [place, address, ...words] = line.trim().split(/\s+/);
  const cells = words.map((word) => /^(\d{3})([a-z]*)$/.exec(word));
  if (cells.length !== roles.length || cells.includes(null)) {
    throw new Error(`the matrix needs ${roles.length} cells such as 200 or 200ab in the line: ${line}`);
  }
  const pairs = roles.map((role, at) => [role, { status: Number(cells[at]![1]), shown: cells[at]![2]! }]);
  return { place: place!, address: address!, cells: Object.fromEntries(pairs) };
}

/** The path of a target: the pattern's parameters filled in turn from its address, which has commas between them. */
export function pathOf(name: string, address: string): string {
  const [given = '', query] = address.split('?');
  const values = given === '-' ? [] : given.split(',');
  const path = name.replace(/^\S+ /, '').replace(/:\w+/g, () => {
    const value = values.shift();
    if (value === undefined) throw new Error(`${name} has more parameters than ${address} fills`);
    return value;
  });
  return query === undefined ? path : `${path}?${query}`;
}

/** Letters of the fields that an answer holds, in the order of the alphabet. @param leaks it holds what must be hidden. */
export function shownFields(fields: Record<string, string>, answer: unknown, leaks: boolean): string {
  return Object.keys(fields)
    .filter((letter) => (fields[letter] === '!' ? leaks : holds(answer, fields[letter]!.split('.'))))
    .sort()
    .join('');
}

/** Whether a field stands in an answer and says something: neither nothing, nor zero, nor masked. */
function holds(value: unknown, [name, ...rest]: string[]): boolean {
  if (!value || (typeof value === 'string' && value.includes('*'))) return false;
  if (name === undefined) return !Array.isArray(value) || value.length > 0;
  if (typeof value !== 'object') return false;
  if (name === '*') return Object.values(value).some((entry) => holds(entry, rest));
  const [key, wanted] = name.split('=') as [string, string?];
  const field = (value as Record<string, unknown>)[key];
  return wanted === undefined ? holds(field, rest) : String(field) === wanted;
}
