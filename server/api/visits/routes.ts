import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { readVisitCatalogues } from '../../duties/catalogue.ts';
import { openChange } from '../../duties/change.ts';
import { faultOf, questionsFor } from '../../duties/questions.ts';
import { AppError } from '../../errors.ts';
import { addDays, dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { noHousehold } from '../openings/file-opening.ts';
import { questionsQuery, type VisitBody, type VisitEntered, type VisitQuestions, visitBody } from './schema.ts';
import {
  cancelMoved,
  confirmDoor,
  countTry,
  endTags,
  findByKey,
  findVisited,
  fulfil,
  insertVisit,
  lastAnswers,
  listOwed,
  type VisitedHousehold,
} from './sql.ts';

/** Days after a refusal on which nobody calls. */
const PAUSE_DAYS = 7;
/** Days for which a phone may keep a visit to itself. */
const MOST_DAYS_BACK = 7;

const { questions: catalogue } = readVisitCatalogues();

/** Visits: what is asked at a door, and what came of it, entered once for all that is owed. */
export const visits = new Hono<ApiEnv>()
  .get('/questions', granted('edit'), validated('query', questionsQuery), async (c) => {
    const { household_id } = c.req.valid('query');
    const sql = c.get('sql');
    const { area_code: _, ...household } = await editedHousehold(c, household_id);
    const { timeZone } = c.get('config');
    const today = dayOf(c.get('now'), timeZone);
    const owed = await listOwed(sql, household_id, { today, until: monthEnd(today) });
    const answered = await lastAnswers(sql, household_id, timeZone);
    const { asked, known } = questionsFor(catalogue, { duties: owed.map(({ duty }) => duty), answered, today });
    const answer: VisitQuestions = {
      ...household,
      duties: owed.map(({ duty, due_on }) => ({ duty, due_on })),
      questions: asked,
      known: known.map(({ question: { id, zh, en }, answered_on }) => ({ id, zh, en, answered_on })),
    };
    c.header('Cache-Control', 'no-store');
    return c.json(answer);
  })
  .post('/', granted('edit'), validated('json', visitBody), async (c) => {
    const body = c.req.valid('json');
    const sql = c.get('sql');
    const household = await editedHousehold(c, body.household_id);
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const visited_on = visitDay(c, body, today);
    const fault = faultOf(catalogue, body.answers);
    if (fault) throw wrongAnswer(fault);
    const before = await findByKey(sql, body.key);
    if (before && before.household_id !== body.household_id) throw keyTaken();
    const done = before ? null : await enterVisit(c, body, household, { visited_on, today });
    const entered: VisitEntered = {
      ...{ id: before?.id ?? 0, fulfilled: [], ended_tag_count: 0, ...done },
      owed: await listOwed(sql, body.household_id, { today, until: monthEnd(today) }),
    };
    return c.json(entered, done ? 201 : 200);
  });

/** Writes a visit and what follows from it, as one change. */
async function enterVisit(
  c: Context<ApiEnv>,
  body: VisitBody,
  { area_code }: VisitedHousehold,
  days: { visited_on: string; today: string },
): Promise<Pick<VisitEntered, 'id' | 'fulfilled' | 'ended_tag_count'>> {
  const sql = c.get('sql');
  const { household_id, outcome } = body;
  await openChange(sql, { kind: 'visit', area_code, source: body.channel, true_from: days.visited_on });
  const id = await insertVisit(sql, body, c.get('caller').account_id ?? 0);
  // The same came at the same moment, and is all done.
  if (id === null) throw keyTaken();
  const fulfilled = outcome === 'met' ? [...(await fulfil(sql, id, household_id, days))] : [];
  if (outcome === 'no_answer') await countTry(sql, household_id, days, null);
  if (outcome === 'refused') await countTry(sql, household_id, days, addDays(days.visited_on, PAUSE_DAYS));
  if (outcome === 'moved') await cancelMoved(sql, household_id);
  const doorState = body.empties ? 'empty' : (body.door_state ?? null);
  if (doorState !== null || body.confirms.length > 0) await confirmDoor(sql, household_id, days.visited_on, doorState);
  const ended_tag_count = body.empties ? await endTags(sql, household_id, days.today) : 0;
  return { id, fulfilled, ended_tag_count };
}

/** @throws AppError 404 where the caller sees no such household, 403 where they do not edit it. */
async function editedHousehold(c: Context<ApiEnv>, id: number): Promise<VisitedHousehold> {
  const household = await findVisited(c.get('sql'), id);
  if (!household) throw noHousehold(id);
  if (!mayIn(c.get('caller'), 'edit', household.area_code)) throw forbidden();
  return household;
}

/** The day of a visit. @throws AppError 400 where it lies ahead, or so far back that it is no visit of these days. */
function visitDay(c: Context<ApiEnv>, { visited_at }: VisitBody, today: string): string {
  const day = dayOf(new Date(visited_at), c.get('config').timeZone);
  // The clock of a phone may be a little fast.
  const ahead = Date.parse(visited_at) > c.get('now').getTime() + 300_000;
  if (!ahead && day >= addDays(today, -MOST_DAYS_BACK)) return day;
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `「visited_at」有误：走访时间应在最近${MOST_DAYS_BACK}天之内，且不晚于现在。`,
      en: `“visited_at” is wrong: a visit is of the last ${MOST_DAYS_BACK} days, and not ahead.`,
    },
    { field: 'visited_at' },
  );
}

function wrongAnswer(name: string): AppError {
  const sentence = {
    'zh-CN': `「answers」有误：目录中没有“${name}”。`,
    en: `“answers” is wrong: the catalogue has no ${name}.`,
  };
  return new AppError('bad_input', sentence, { field: 'answers' });
}

function keyTaken(): AppError {
  return new AppError(
    'conflict',
    { 'zh-CN': '这次走访已经登记过了。', en: 'This visit was entered already.' },
    { field: 'key' },
  );
}
