/** What an answer must never hold, whatever was asked: how the server is built, its statements, what it keeps secret. */
const forbiddenTexts: readonly [fault: string, pattern: RegExp][] = [
  ['a stack', /\n\s+at .+:\d+:\d+|node_modules\/|\.(ts|mjs):\d+/],
  ['a statement', /syntax error at or near|invalid input syntax|violates (row-level|check|foreign|unique|not-null)/i],
  [
    'a table',
    /PostgresError|\b(relation|column|function) "?[\w.]+"? does not exist|permission denied for|transaction is aborted/i,
  ],
  ['a password', /\bscrypt\$|\$scrypt|BEGIN [A-Z ]*PRIVATE KEY/],
];

/** Routes that show a person in full to whoever may see them: an open file, one taken along, and what the person asked for. */
const namingRoutes = new Set([
  'GET /api/households/:id',
  'GET /api/residents/:id/export',
  'POST /api/exports/residents',
]);

/** An answer, as it is judged. */
export interface JudgedAnswer {
  /** Method and pattern. */
  route: string;
  /** The path that was asked for. */
  path: string;
  status: number;
  headers: Headers;
  text: string;
}

/** What is wrong with an answer; undefined where nothing is. @param isSecret whether a word is a person's. */
export function faultOf(
  { route, path, status, headers, text }: JudgedAnswer,
  isSecret: (word: string) => boolean,
): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (headers.get('Content-Type')?.includes('html')) return 'a page from the API';
  if (headers.has('X-Evil')) return 'a header of the attacker’s';
  const found = forbiddenTexts.find(([, pattern]) => pattern.test(text));
  if (found) return found[0];
  if (namingRoutes.has(route)) return undefined;
  // That there is nothing at an address may be said with the address.
  const told = status === 404 ? text.replaceAll(readable(path), '') : text;
  return told.match(/\d{11}|\d{4}-\d\d-\d\d|\p{Script=Han}{2,8}/gu)?.some(isSecret)
    ? 'a secret of a person'
    : undefined;
}

/** A path without its query, unescaped where that can be done. */
function readable(path: string): string {
  const [plain = ''] = path.split('?');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
