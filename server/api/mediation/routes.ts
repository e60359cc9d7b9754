import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { AppError, notFound } from '../../errors.ts';
import { addDays, dayOf } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import {
  type MediationCount,
  type MediationDetail,
  type MediationEventBody,
  type MediationEventKind,
  type MediationPapers,
  mediationBody,
  mediationCountsQuery,
  mediationEventBody,
  mediationParam,
  mediationQuery,
} from './schema.ts';
import {
  addEvent,
  type CaseRow,
  countCases,
  findCase,
  isCommunity,
  listCases,
  listEvents,
  listMediators,
  listPapers,
  openCase,
  seesIncident,
  smallCountBelow,
  stateOf,
} from './sql.ts';
import { mediationKindsFrom, stepOf } from './stages.ts';

/** Months that counts reach back: a year and the month begun. */
const COUNTED_DAYS = 396;
const words = new Map(readCatalogues()['mediation-event'].map((entry) => [entry.id, entry]));
const wordOf = (kind: MediationEventKind) => words.get(kind) ?? { zh: kind, en: kind };

/** Mediation cases: who mediates, how far it is, and for those who need it what it says. Whoever was chosen sees theirs. */
export const mediation = new Hono<ApiEnv>()
  .get('/', granted('mediate'), validated('query', mediationQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const [before] = fromToken(page, idKey) ?? [];
    const rows = await listCases(c.get('sql'), { ...filter, before, limit: limit + 1 });
    return c.json(toPage(rows, limit, (row) => [row.id]));
  })
  .get('/counts', granted('counts'), validated('query', mediationCountsQuery), async (c) => {
    const { area_code = '' } = c.req.valid('query');
    const zone = c.get('config').timeZone;
    const since = `${addDays(dayOf(c.get('now'), zone), -COUNTED_DAYS).slice(0, 7)}-01`;
    const least = await smallCountBelow(c.get('sql'));
    const shown = (count: number) => (count > 0 && count < least ? null : count);
    const rows = await countCases(c.get('sql'), { area_code, zone, since });
    const items = rows.map((row): MediationCount => {
      return { ...row, opened_count: shown(row.opened_count), agreed_count: shown(row.agreed_count) };
    });
    return c.json({ items });
  })
  .post('/', granted('mediate'), validated('json', mediationBody), async (c) => {
    const { area_code, kind, incident_id = null, ...said } = c.req.valid('json');
    const sql = c.get('sql');
    if (!mayIn(c.get('caller'), 'mediate', area_code)) throw forbidden();
    if (!(await isCommunity(sql, area_code))) throw noCommunity();
    if (incident_id !== null && !(await seesIncident(sql, incident_id))) throw noIncident(incident_id);
    const id = await openCase(sql, { area_code, kind, incident_id }, sealed(c, said));
    return c.json(await detailOf(c, (await findCase(sql, id))!), 201);
  })
  .get('/:id', granted('mediate'), validated('param', mediationParam), async (c) => {
    return c.json(await detailOf(c, await caseOf(c, c.req.valid('param').id)));
  })
  // A look at what a case says is written down, so that it is a write.
  .post('/:id/openings', granted('mediate'), validated('param', mediationParam), async (c) => {
    const sql = c.get('sql');
    const held = await caseOf(c, c.req.valid('param').id);
    if (!held.may_read) throw notReadable();
    await audit(sql, 'mediation_opened', { area_code: held.area_code, detail: { case_code: held.case_code } });
    return c.json(await papersOf(c, held.id));
  })
  .post(
    '/:id/events',
    granted('mediate'),
    validated('param', mediationParam),
    validated('json', mediationEventBody),
    async (c) => {
      const sql = c.get('sql');
      const body = c.req.valid('json');
      const held = await caseOf(c, c.req.valid('param').id);
      if (held.version !== body.version) throw await tooLate(c, held);
      await act(c, held, body);
      return c.json(await detailOf(c, (await findCase(sql, held.id))!));
    },
  );

async function act(c: Context<ApiEnv>, held: CaseRow, body: MediationEventBody): Promise<void> {
  const sql = c.get('sql');
  if (body.kind === 'chose') await requireCandidate(c, held, body.account_id);
  const by = { accountId: c.get('caller').account_id ?? 0, now: c.get('now') };
  const event = {
    kind: body.kind,
    ...stepOf(stateOf(held), body, by, wordOf),
    ...('side' in body ? { side: body.side } : {}),
    ...(body.kind === 'chose' ? { chosen_account_id: body.account_id } : {}),
  };
  const papers = 'text' in body ? sealed(c, { text: body.text }) : {};
  const version = await addEvent(sql, held.id, body.version, event, papers);
  if (version === null) throw await tooLate(c, held);
}

async function requireCandidate(c: Context<ApiEnv>, { area_code }: CaseRow, accountId: number): Promise<void> {
  const candidates = await listMediators(c.get('sql'), area_code);
  if (candidates.some(({ id }) => id === accountId)) return;
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `这位不是本社区的调解员。可以选择：${candidates.map(({ display_name }) => display_name).join('、')}。`,
      en: `This is no mediator of the community. One of these can be chosen: ${candidates.map(({ display_name }) => display_name).join(', ')}.`,
    },
    { field: 'account_id' },
  );
}

async function caseOf(c: Context<ApiEnv>, id: number): Promise<CaseRow> {
  const held = await findCase(c.get('sql'), id);
  if (!held) throw notFound({ 'zh-CN': '调解案件', en: 'mediation case' }, id);
  return held;
}

async function detailOf(c: Context<ApiEnv>, held: CaseRow): Promise<MediationDetail> {
  const sql = c.get('sql');
  const accountId = c.get('caller').account_id ?? 0;
  const { first, second, mediator_account_id: _, ...shown } = held;
  const [events, candidates] = [await listEvents(sql, held.id), await listMediators(sql, held.area_code)];
  const moves = mediationKindsFrom(stateOf(held), accountId);
  return { ...shown, first_choice: first, second_choice: second, events, moves, candidates };
}

async function papersOf(c: Context<ApiEnv>, id: number): Promise<MediationPapers> {
  const rows = await listPapers(c.get('sql'), id);
  const open = rows.map(({ body, ...row }) => ({ ...row, text: c.get('sealer').open('mediation_paper.body', body) }));
  const part = (name: string) => open.find((row) => row.part === name)?.text ?? null;
  return {
    first_name: part('first_name') ?? '',
    first_contact: part('first_contact'),
    second_name: part('second_name') ?? '',
    second_contact: part('second_contact'),
    matter: part('matter') ?? '',
    texts: Object.fromEntries(open.filter((row) => row.part === 'text').map(({ version, text }) => [version, text])),
  };
}

/** Sealed and hexadecimal by part; what is empty is left out. */
function sealed(c: Context<ApiEnv>, parts: Record<string, string>): Record<string, string> {
  const said = Object.entries(parts).filter(([, text]) => text !== '');
  return Object.fromEntries(
    said.map(([part, text]) => [part, c.get('sealer').seal('mediation_paper.body', text).toString('hex')]),
  );
}

async function tooLate(c: Context<ApiEnv>, { id }: CaseRow): Promise<AppError> {
  const last = (await listEvents(c.get('sql'), id)).at(-1)!;
  const word = wordOf(last.kind);
  return new AppError(
    'conflict',
    {
      'zh-CN': `${last.actor_name ?? '同事'}刚刚记录了「${word.zh}」，请看过再提交，您填写的内容还在。`,
      en: `${last.actor_name ?? 'A colleague'} has just recorded “${word.en}”; please look at it and send again. What you wrote is still there.`,
    },
    { field: 'version' },
  );
}

function noCommunity(): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': '「area_code」有误：调解案件登记在社区，请选择社区。',
      en: '“area_code” is wrong: a case belongs to a community; please choose one.',
    },
    { field: 'area_code' },
  );
}

function noIncident(id: number): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `「incident_id」有误：没有找到事件 ${id}。`,
      en: `“incident_id” is wrong: there is no incident ${id}.`,
    },
    { field: 'incident_id' },
  );
}

function notReadable(): AppError {
  return forbidden({
    'zh-CN': '案情只对调解员、立案人和本社区的调解人员开放。',
    en: 'What a case says is for its mediator, whoever opened it and those who mediate in its community.',
  });
}
