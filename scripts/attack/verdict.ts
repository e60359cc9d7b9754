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

/** Routes that show a person in full to whoever may see them: an open file, and what the person asked for. */
const namingRoutes = new Set(['GET /api/households/:id', 'GET /api/residents/:id/export']);

/** An answer, as it is judged. */
export interface JudgedAnswer {
  /** Method and pattern. */
  route: string;
  status: number;
  headers: Headers;
  text: string;
}

/** What is wrong with an answer; undefined where nothing is. @param isSecret whether a word is a person's. */
export function faultOf(
  { route, status, headers, text }: JudgedAnswer,
  isSecret: (word: string) => boolean,
): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (headers.get('Content-Type')?.includes('html')) return 'a page from the API';
  if (headers.has('X-Evil')) return 'a header of the attacker’s';
  const found = forbiddenTexts.find(([, pattern]) => pattern.test(text));
  if (found) return found[0];
  if (namingRoutes.has(route)) return undefined;
  return text.match(/\d{11}|\d{4}-\d\d-\d\d|\p{Script=Han}{2,8}/gu)?.some(isSecret)
    ? 'a secret of a person'
    : undefined;
}
