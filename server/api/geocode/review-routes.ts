import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { AppError, notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { rematch } from './rematch.ts';
import {
  countOpen,
  decideReview,
  findReview,
  isNamed,
  listReviews,
  reopenReview,
  skipReview,
  type TurnedReview,
  teachSynonym,
} from './review-sql.ts';
import {
  type DecidedReview,
  type DecisionBody,
  decisionBody,
  type Review,
  type ReviewCandidate,
  type ReviewPage,
  reviewParam,
  reviewQuery,
  type Synonym,
} from './schema.ts';

const review = { 'zh-CN': '待核地址', en: 'doubtful address' };

/** Addresses that could not be placed for sure: shown in turn, decided by a person, taught from, undone. */
export const geocodeReviews = new Hono<ApiEnv>()
  .get('/', granted('arrange', 'import'), validated('query', reviewQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const [after] = fromToken(page, idKey) ?? [];
    const sql = c.get('sql');
    const [rows, open] = [await listReviews(sql, { ...filter, after, limit: limit + 1 }), await countOpen(sql, filter)];
    const { items, next } = toPage(rows, limit, (row) => [filter.state === 'open' ? row.turn : row.id]);
    c.header('Cache-Control', 'no-store');
    return c.json<ReviewPage>({ items: items.map((row) => shown(c, row)), next, open });
  })
  .post(
    '/:id/decision',
    granted('arrange', 'import'),
    validated('param', reviewParam),
    validated('json', decisionBody),
    async (c) => {
      const { id } = c.req.valid('param');
      const body = c.req.valid('json');
      const sql = c.get('sql');
      const found = await reviewOf(c, id);
      const by = c.get('caller').account_id;
      const synonym = 'synonym' in body ? body.synonym : undefined;
      if (synonym && !(await isNamed(sql, synonym))) throw namesNothing(synonym);
      const synonymId = synonym ? await teachSynonym(sql, found.area_code, synonym, by) : null;
      const decision = { decision: body.decision, chosen: chosenBy(body, found), by, synonymId };
      if (!(await decideReview(sql, id, decision))) throw decidedAlready();
      await audit(sql, 'geocode_decided', {
        area_code: found.area_code,
        detail: { review_id: id, decision: body.decision, synonym: synonym?.text ?? null },
      });
      const rematched = synonym ? await rematch(sql, found, synonym.text) : 0;
      return c.json<DecidedReview>({ ...shown(c, await reviewOf(c, id)), rematched });
    },
  )
  .post('/:id/undo', granted('arrange', 'import'), validated('param', reviewParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await reviewOf(c, id);
    const { area_code } = found;
    if (!(await reopenReview(c.get('sql'), id))) throw stillOpen();
    if (found.synonym) await rematch(c.get('sql'), found, found.synonym.text);
    await audit(c.get('sql'), 'geocode_undone', { area_code, detail: { review_id: id } });
    return c.json(shown(c, await reviewOf(c, id)));
  })
  .post('/:id/skip', granted('arrange', 'import'), validated('param', reviewParam), async (c) => {
    const { id } = c.req.valid('param');
    await reviewOf(c, id);
    if (!(await skipReview(c.get('sql'), id))) throw decidedAlready();
    return c.body(null, 204);
  });

async function reviewOf(c: Context<ApiEnv>, id: number): Promise<TurnedReview> {
  const found = await findReview(c.get('sql'), id);
  if (!found) throw notFound(review, id);
  return found;
}

/** Which door is meant is for those who see doors there; the others are told the building. */
function shown(c: Context<ApiEnv>, { turn: _turn, candidates, chosen, ...row }: TurnedReview): Review {
  const of = <Place extends object>(place: Place): Place =>
    'household_id' in place && !mayIn(c.get('caller'), 'doors', (place as { area_code?: string }).area_code ?? null)
      ? { ...place, household_id: null }
      : place;
  return { ...row, candidates: candidates.map(of), chosen: chosen && of(chosen) };
}

/** @throws AppError 400 where there is no such candidate. */
function chosenBy(body: DecisionBody, { candidates }: Review): Review['chosen'] {
  if (body.decision === 'no_place') return null;
  if (body.decision === 'placed') return body.other;
  const chosen: ReviewCandidate | undefined = candidates[body.candidate];
  if (chosen) return chosen;
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `没有第${body.candidate + 1}个候选地点，共${candidates.length}个。`,
      en: `There is no candidate ${body.candidate + 1}; there are ${candidates.length}.`,
    },
    { field: 'candidate' },
  );
}

function namesNothing({ name }: Synonym): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `没有名为「${name}」的地点，别名无法记住。`,
      en: `Nothing here is called “${name}”, so that the other name cannot be remembered.`,
    },
    { field: 'synonym.name' },
  );
}

function decidedAlready(): AppError {
  return new AppError('conflict', {
    'zh-CN': '这条地址已由他人处理。',
    en: 'Somebody else has decided on this address meanwhile.',
  });
}

function stillOpen(): AppError {
  return new AppError('conflict', {
    'zh-CN': '这条地址尚未处理，没有可撤销的。',
    en: 'Nothing was decided on this address yet, so that there is nothing to undo.',
  });
}
