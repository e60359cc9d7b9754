import type { MediationStage } from '../../../server/api/mediation/schema.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, moveSequences, type Value } from './bulk.ts';
import type { Community, Life } from './context.ts';
import { addDays } from './days.ts';

/** Cases a community in the last year. */
const MOST_A_COMMUNITY = 14;
const HISTORY_DAYS = 365;
const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '蒋', '沈', '韩', '杨'];

/** What a case may be about: its kind, what happened, and what both sides agreed on. */
const matters = [
  ['neighbour', '楼上卫生间漏水，泡坏楼下吊顶，双方对维修费用有分歧。', '楼上负责修好防水，吊顶维修费双方各承担一半。'],
  ['neighbour', '楼道里长期堆放杂物，影响邻居出入，多次沟通没有结果。', '三日内清走杂物，今后不在公共通道存放物品。'],
  ['neighbour', '空调外机正对邻居窗户，夜间噪声影响休息。', '外机加装导流罩并移位，费用由安装方承担。'],
  ['family', '父母赡养费的分担，兄弟二人意见不一。', '每月按约定数额各自支付，轮流陪同看病。'],
  ['property_service', '地下车库渗水，业主要求减免停车费。', '物业一个月内完成维修，减免两个月停车费。'],
  ['housing', '退租时押金扣除比例有争议。', '扣除清洁费后，其余押金三日内退还。'],
  ['consumer', '健身房搬迁，会员要求退还剩余费用。', '按剩余次数折算退款，分两次付清。'],
  ['labour', '装修工程款尾款拖欠。', '验收后十日内付清尾款。'],
  ['traffic', '小区内电动车刮擦，双方对赔偿数额有分歧。', '一次性赔偿修理费，双方不再追究。'],
] as const;

interface Case {
  id: number;
  random: Random;
  area_code: string;
  opened: number;
  stage: MediationStage;
  matter: (typeof matters)[number];
}

/** A year of mediation cases in the communities. The parties, like everybody here, are invented. */
export async function fillMediation(life: Life): Promise<void> {
  const random = life.random.fork('mediation');
  // An extract's tree may have no communities: a case then has nowhere to belong to.
  const communities = life.communities.filter(({ area }) => area.level === 'community');
  const cases = communities.flatMap((community) => casesOf(life, random.fork(community.area.area_code), community));
  cases.sort((one, other) => one.opened - other.opened);
  for (const [at, held] of cases.entries()) held.id = at + 1;
  await insertRows(life.sql, 'mediation_case', caseColumns, cases.map(caseRow));
  const events = cases.flatMap(eventsOf);
  await insertRows(
    life.sql,
    'mediation_event',
    eventColumns,
    events.map(({ row }) => row),
  );
  const papers = cases.flatMap((held) => papersOf(life, held)).concat(events.flatMap((event) => textOf(life, event)));
  await insertRows(life.sql, 'mediation_paper', paperColumns, papers);
  await moveSequences(life.sql, ['mediation_case']);
}

const caseColumns = {
  id: 'int',
  case_code: 'text',
  area_code: 'text',
  kind: 'text',
  stage: 'text',
  opened_at: 'timestamptz',
  outcome: 'text',
  kept: 'boolean',
  version: 'int',
  closed_at: 'timestamptz',
};
const eventColumns = {
  case_id: 'int',
  version: 'int',
  kind: 'text',
  happened_at: 'timestamptz',
  from_stage: 'text',
  to_stage: 'text',
};
const paperColumns = { case_id: 'int', version: 'int', part: 'text', body: 'bytea' };

function casesOf(life: Life, random: Random, { area }: Community): Case[] {
  const count = random.integer(2, MOST_A_COMMUNITY);
  return Array.from({ length: count }, (_, at) => {
    const own = random.fork(String(at));
    const day = addDays(life.today, -own.integer(1, HISTORY_DAYS));
    const opened = life.clock.instant(day, own.between(9 * 60, 17 * 60));
    const days = (life.now - opened) / 86_400_000;
    // Nothing of a case lies ahead: its steps are at most a week apart.
    const stage =
      days > 30
        ? own.pick(['followed_up', 'closed', 'closed', 'failed', 'agreed'] as const)
        : days > 8
          ? own.pick(['applied', 'agreed'] as const)
          : 'applied';
    return { id: 0, random: own, area_code: area.area_code, opened, stage, matter: own.pick(matters) };
  });
}

/** The way of each stage from the opening. */
const ways = {
  applied: [],
  agreed: ['agreed'],
  failed: ['failed'],
  followed_up: ['agreed', 'followed_up'],
  closed: ['agreed', 'followed_up', 'closed'],
} as const;
type Shown = keyof typeof ways;
const wayOf = (held: Case) => ways[held.stage as Shown];

/** When a step was taken: some days after the one before, never after now. */
function timeOf({ opened, random }: Case, step: number): number {
  return opened + step * 86_400_000 * (2 + random.fork(`step${step}`).next() * 5);
}

function caseRow(held: Case): Value[] {
  const way = wayOf(held);
  const closed = held.stage === 'closed' ? new Date(timeOf(held, 3)).toISOString() : null;
  const outcome = held.stage === 'failed' ? 'failed' : held.stage === 'applied' ? null : 'agreed';
  const kept = held.stage === 'closed' || held.stage === 'followed_up' ? true : null;
  const code = `TJ${new Date(held.opened).getUTCFullYear()}-${String(held.id).padStart(5, '0')}`;
  return [
    ...[held.id, code, held.area_code, held.matter[0], held.stage, new Date(held.opened).toISOString()],
    ...[outcome, kept, way.length + 1, closed],
  ];
}

interface CaseEvent {
  held: Case;
  kind: string;
  version: number;
  row: Value[];
}

function eventsOf(held: Case): CaseEvent[] {
  const kinds = ['opened', ...wayOf(held)];
  return kinds.map((kind, at) => {
    const stageOf = (name: string) => (name === 'opened' ? 'applied' : name);
    const happened = new Date(timeOf(held, at)).toISOString();
    const from = at === 0 ? null : stageOf(kinds[at - 1]!);
    return { held, kind, version: at + 1, row: [held.id, at + 1, kind, happened, from, stageOf(kind)] };
  });
}

function papersOf({ sealer }: Life, { id, random, matter }: Case): Value[][] {
  const party = () => `${random.pick(surnames)}某${random.pick(['', '某'])}`;
  const said = { first_name: party(), second_name: party(), matter: matter[1] };
  return Object.entries(said).map(([part, text]) => [id, 1, part, sealer.seal('mediation_paper.body', text)]);
}

function textOf({ sealer }: Life, { held, kind, version }: CaseEvent): Value[][] {
  const texts: Record<string, string> = {
    agreed: held.matter[2],
    failed: '双方分歧较大，已告知可向人民法院起诉。',
    followed_up: '电话回访，双方都表示已经按协议做到。',
  };
  const text = texts[kind];
  return text === undefined ? [] : [[held.id, version, 'text', sealer.seal('mediation_paper.body', text)]];
}
