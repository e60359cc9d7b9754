import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { may, mayIn } from '../../access/caller.ts';
import { readVisitCatalogues } from '../../duties/catalogue.ts';
import { openChange } from '../../duties/change.ts';
import { faultOf } from '../../duties/questions.ts';
import { AppError, notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { requireArea } from '../scope.ts';
import { findByKey, fulfil, insertVisit } from '../visits/sql.ts';
import {
  buildingParam,
  type Campaign,
  type CampaignProgress,
  campaignBody,
  campaignChange,
  campaignParam,
  campaignQuery,
  type KnockBody,
  knockBody,
  previewBody,
} from './schema.ts';
import {
  beginCampaign,
  type Choice,
  findCampaign,
  holdDoor,
  type KnockedDoor,
  listBuildings,
  listCampaigns,
  listDoors,
  listTens,
  setDoor,
  setStatus,
  sizeOf,
  takeBackVisit,
} from './sql.ts';

const { questions: catalogue } = readVisitCatalogues();

/** Campaigns (专项走访): every door of a choice is knocked at between two days, and how far that is, by building, never by person. */
export const campaigns = new Hono<ApiEnv>()
  .get('/', granted('arrange', 'edit'), validated('query', campaignQuery), async (c) => {
    const { area_code } = c.req.valid('query');
    return c.json({ items: await listCampaigns(c.get('sql'), todayOf(c), area_code), questions: catalogue });
  })
  // It reads only; as a body it may name many buildings.
  .post('/preview', granted('arrange'), validated('json', previewBody), async (c) => {
    const choice = c.req.valid('json');
    const exact = await requireChoice(c, choice);
    return c.json({ ...(await sizeOf(c.get('sql'), choice, todayOf(c))), exact });
  })
  .post('/', granted('arrange'), validated('json', campaignBody), async (c) => {
    const body = c.req.valid('json');
    const sql = c.get('sql');
    await requireChoice(c, body);
    const today = todayOf(c);
    if (body.ends_on < today) throw wrongInput('ends_on', '结束日期已过。', 'its last day is over.');
    const unknown = body.questions.find((name) => !catalogue.some(({ id }) => id === name));
    if (unknown) throw wrongInput('questions', `目录中没有“${unknown}”。`, `the catalogue has no ${unknown}.`);
    const { id, door_count } = await beginCampaign(sql, body, { accountId: ownId(c), today });
    if (door_count === 0) throw wrongInput('doors', '没有符合条件的住户。', 'there is no such door in the area.');
    await audit(sql, 'campaign_begun', { area_code: body.area_code, detail: { name: body.name, doors: body.doors } });
    return c.json(await progressOf(c, await campaignOf(c, id)), 201);
  })
  .get('/:id', granted('arrange', 'edit'), validated('param', campaignParam), async (c) => {
    return c.json(await progressOf(c, await campaignOf(c, c.req.valid('param').id)));
  })
  .patch(
    '/:id',
    granted('arrange'),
    validated('param', campaignParam),
    validated('json', campaignChange),
    async (c) => {
      const { id } = c.req.valid('param');
      const { version, status } = c.req.valid('json');
      const sql = c.get('sql');
      const held = await campaignOf(c, id);
      if (!mayIn(c.get('caller'), 'arrange', held.area_code)) throw forbidden();
      if (!(await setStatus(sql, id, version, status))) throw movedOn();
      if (status === 'ended') {
        await audit(sql, 'campaign_ended', { area_code: held.area_code, detail: { name: held.name } });
      }
      return c.json(await progressOf(c, await campaignOf(c, id)));
    },
  )
  .get('/:id/buildings/:building_id', granted('arrange', 'edit'), validated('param', buildingParam), async (c) => {
    const { id, building_id } = c.req.valid('param');
    const held = await campaignOf(c, id);
    const items = await listDoors(c.get('sql'), held.id, building_id);
    if (items.length === 0) throw notFound({ 'zh-CN': '楼栋', en: 'building' }, building_id);
    c.header('Cache-Control', 'no-store');
    return c.json({ items });
  })
  .post('/:id/knocks', granted('edit'), validated('param', campaignParam), validated('json', knockBody), async (c) => {
    const held = await campaignOf(c, c.req.valid('param').id);
    if (held.state !== 'running') throw notRunning(held);
    const body = c.req.valid('json');
    const fault = faultOf(catalogue, body.answers);
    if (fault) throw wrongInput('answers', `目录中没有“${fault}”。`, `the catalogue has no ${fault}.`);
    const door = await holdDoor(c.get('sql'), held.id, body.household_id);
    if (!door) throw notFound({ 'zh-CN': '住户', en: 'door' }, body.household_id);
    await knock(c, door, body);
    return c.json({ household_id: body.household_id, state: body.state, knocked_at: c.get('now').toISOString() });
  });

const ownId = (c: Context<ApiEnv>): number => c.get('caller').account_id ?? 0;
const todayOf = (c: Context<ApiEnv>) => dayOf(c.get('now'), c.get('config').timeZone);

/** Writes a knock: whoever is met is visited, and a knock that is mended takes the visit before it back. */
async function knock(c: Context<ApiEnv>, door: KnockedDoor, body: KnockBody): Promise<void> {
  const sql = c.get('sql');
  const { key, household_id, state, answers } = body;
  const sent = await findByKey(sql, key);
  if (sent && sent.household_id !== household_id) throw keyTaken();
  // The same knock came before.
  if (sent && sent.id === door.visit_id) return;
  const today = todayOf(c);
  await openChange(sql, { kind: 'visit', area_code: door.area_code, source: 'campaign', true_from: today });
  if (door.visit_id !== null) await takeBackVisit(sql, door.visit_id);
  let visit_id: number | null = null;
  if (state === 'met') {
    const visited_at = c.get('now').toISOString();
    const visit = { key, household_id, visited_at, answers, channel: 'door', outcome: state } as const;
    visit_id = await insertVisit(sql, { ...visit, confirms: [], empties: false }, ownId(c));
    if (visit_id === null) throw keyTaken();
    await fulfil(sql, visit_id, household_id, { visited_on: today, today });
  }
  await setDoor(sql, door.id, { state, answers }, { accountId: ownId(c), now: c.get('now'), visit_id });
}

/** Whether the caller sees the doors of a choice. @throws AppError 403 for an area that is not theirs, 404 for one that is not there. */
async function requireChoice(c: Context<ApiEnv>, { area_code, doors }: Choice): Promise<boolean> {
  const caller = c.get('caller');
  if (!mayIn(caller, 'arrange', area_code)) throw forbidden(undefined, 'area_code');
  await requireArea(c.get('sql'), area_code);
  const exact = mayIn(caller, 'doors', area_code);
  if (!exact && doors === 'buildings') throw forbidden(undefined, 'building_ids');
  return exact;
}

async function campaignOf(c: Context<ApiEnv>, id: number): Promise<Campaign> {
  const found = await findCampaign(c.get('sql'), id, todayOf(c));
  if (!found) throw notFound({ 'zh-CN': '专项走访', en: 'campaign' }, id);
  return found;
}

/** How far a campaign is: by building for who sees doors, else by grid in tens. */
async function progressOf(c: Context<ApiEnv>, held: Campaign): Promise<CampaignProgress> {
  const sql = c.get('sql');
  const asked = catalogue.filter(({ id }) => held.questions.includes(id));
  if (!may(c.get('caller'), 'doors')) {
    const rows = await listTens(sql, held.id);
    const whole = rows.find(({ area_code }) => area_code === null);
    const parts = rows.flatMap(({ area_code, name, door_count, done_count }) =>
      area_code === null
        ? []
        : [{ area_code, area_name: name, building_id: null, name: name ?? '', door_count, done_count, outcomes: null }],
    );
    return {
      ...held,
      asked,
      exact: false,
      door_count: whole?.door_count ?? null,
      done_count: whole?.done_count ?? null,
      parts,
    };
  }
  const rows = await listBuildings(sql, held.id);
  const parts = rows.map(({ met, no_answer, refused, moved, ...part }) => ({
    ...part,
    outcomes: { met, no_answer, refused, moved },
  }));
  const sum = (count: 'door_count' | 'done_count') => rows.reduce((total, row) => total + row[count], 0);
  return { ...held, asked, exact: true, door_count: sum('door_count'), done_count: sum('done_count'), parts };
}

function notRunning({ state }: Campaign): AppError {
  const sentence = {
    coming: { 'zh-CN': '专项走访还没有开始。', en: 'The campaign has not begun yet.' },
    paused: { 'zh-CN': '专项走访已暂停，恢复后再登记。', en: 'The campaign is paused; enter this when it goes on.' },
    ended: { 'zh-CN': '专项走访已结束，不能再登记。', en: 'The campaign has ended; nothing is entered any more.' },
    running: { 'zh-CN': '专项走访正在进行。', en: 'The campaign is running.' },
  }[state];
  return new AppError('conflict', sentence);
}

function movedOn(): AppError {
  const sentence = {
    'zh-CN': '专项走访的状态已经变了，请核对后再操作。',
    en: 'The campaign has moved on meanwhile. Please look at it again.',
  };
  return new AppError('conflict', sentence, { field: 'version' });
}

function keyTaken(): AppError {
  const sentence = { 'zh-CN': '这次敲门已经登记过了。', en: 'This knock was entered already.' };
  return new AppError('conflict', sentence, { field: 'key' });
}
