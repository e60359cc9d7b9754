import { Hono } from 'hono';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { type SearchAnswer, type SearchHit, searchQuery } from './schema.ts';
import { findAlike, findHolding } from './sql.ts';
import { type SearchTerms, toTerms } from './terms.ts';

/** Fewer hits than these, and the words may have been mistyped. */
const FEW = 3;

/** Suggestions for what is being typed. */
export const search = new Hono<ApiEnv>().get('/', granted('map'), validated('query', searchQuery), async (c) => {
  const { q, limit } = c.req.valid('query');
  const sql = c.get('sql');
  const terms = toTerms(q);
  if (terms.words.length === 0) return c.json({ items: [] } satisfies SearchAnswer as SearchAnswer);
  const items = await findHolding(sql, terms, limit);
  const answer: SearchAnswer = { items };
  // One character is alike to everything that begins with it, and that has been found already.
  if (items.length < Math.min(limit, FEW) && terms.compact.length > 1 && !items.some((hit) => isExact(hit, terms))) {
    answer.items = distinct([...items, ...(await findAlike(sql, terms, limit))]).slice(0, limit);
  }
  return c.json(answer);
});

/** The very thing that was asked for: nothing that only looks like it need stand beside it. */
function isExact(hit: SearchHit, { wanted, compact }: SearchTerms): boolean {
  return hit.name.toLowerCase() === wanted || hit.detail.toLowerCase() === compact;
}

/** Each hit once, where it stands first. */
function distinct(hits: SearchHit[]): SearchHit[] {
  const seen = new Set<string>();
  return hits.filter(({ kind, id }) => !seen.has(`${kind}/${id}`) && seen.add(`${kind}/${id}`));
}
