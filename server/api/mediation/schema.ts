import { z } from 'zod';
import { areaCode, id, limit, pageToken } from '../wire.ts';

export const mediationStages = [
  'applied',
  'mediator_chosen',
  'mediating',
  'agreed',
  'failed',
  'withdrawn',
  'followed_up',
  'closed',
] as const;
export type MediationStage = (typeof mediationStages)[number];
export const mediationKinds = [
  'neighbour',
  'family',
  'property_service',
  'housing',
  'consumer',
  'labour',
  'traffic',
  'other',
] as const;
export type MediationKind = (typeof mediationKinds)[number];
/** What happens in a case; the first only when it is opened. */
export const mediationEventKinds = [
  'opened',
  'chose',
  'objected',
  'session',
  'agreed',
  'failed',
  'withdrawn',
  'followed_up',
  'closed',
  'noted',
] as const;
export type MediationEventKind = (typeof mediationEventKinds)[number];
/** One of the two parties. */
export type Side = 'first' | 'second';

const words = (most: number, needed: string) => {
  const [english, chinese] = needed.split(' | ');
  return z
    .string({ error: needed })
    .trim()
    .min(1, needed)
    .max(most, `${english}: at most ${most} characters | ${chinese}，至多${most}个字`);
};
const text = words(2000, 'say what was said or done | 请填写内容');
const contact = z.string().trim().max(100, 'a contact has at most 100 characters | 联系方式至多100个字').default('');

export const mediationParam = z.object({ id });
export const mediationQuery = z.object({
  area_code: areaCode.optional(),
  stage: z.enum([...mediationStages, 'open'], { error: 'this is no stage of a case | 没有这个阶段' }).optional(),
  limit,
  page: pageToken.optional(),
});
export const mediationBody = z.object({
  /** A community: a case stands nowhere finer. */
  area_code: areaCode,
  kind: z.enum(mediationKinds, { error: 'this is no kind of dispute | 没有这类纠纷' }),
  incident_id: id.optional(),
  first_name: words(40, 'the first party is needed | 请填写甲方'),
  first_contact: contact,
  second_name: words(40, 'the second party is needed | 请填写乙方'),
  second_contact: contact,
  matter: text,
});
const version = z.int('the version is a whole number | 版本应为整数').min(1);
const side = z.enum(['first', 'second'], { error: 'a side is first or second | 请说明是甲方还是乙方' });
const said = <Kind extends MediationEventKind>(kind: Kind) => z.object({ kind: z.literal(kind), version, text });

/** What somebody does in a case. */
export const mediationEventBody = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('chose'), version, side, account_id: id }),
    z.object({ ...said('objected').shape, side }),
    said('session'),
    said('agreed'),
    said('failed'),
    said('withdrawn'),
    z.object({
      ...said('followed_up').shape,
      kept: z.boolean('say whether the agreement is kept | 请说明协议是否履行'),
    }),
    z.object({ kind: z.literal('closed'), version }),
    said('noted'),
  ],
  { error: 'this cannot be done with a case | 没有这种操作' },
);
export type MediationEventBody = z.infer<typeof mediationEventBody>;
export const mediationCountsQuery = z.object({ area_code: areaCode.optional() });

/** A case as a list shows it: nothing of what it says. */
export interface MediationCase {
  id: number;
  case_code: string;
  area_code: string;
  area_name: string;
  kind: MediationKind;
  stage: MediationStage;
  opened_at: string;
  closed_at: string | null;
  outcome: 'agreed' | 'failed' | 'withdrawn' | null;
  mediator_name: string | null;
  version: number;
}
export interface MediationDetail extends MediationCase {
  incident_id: number | null;
  /** Whom each side chose. */
  first_choice: Chosen | null;
  second_choice: Chosen | null;
  kept: boolean | null;
  /** Whether the caller may open what the case says. */
  may_read: boolean;
  events: MediationEvent[];
  /** What the caller may do now. */
  moves: MediationEventKind[];
  /** Who can be chosen as mediator. */
  candidates: Chosen[];
}
export interface Chosen {
  id: number;
  display_name: string;
}
export interface MediationEvent {
  version: number;
  kind: MediationEventKind;
  happened_at: string;
  actor_name: string | null;
  from_stage: MediationStage | null;
  to_stage: MediationStage;
  side: Side | null;
  chosen_name: string | null;
}
/** What a case says; every look at it is written down. */
export interface MediationPapers {
  first_name: string;
  first_contact: string | null;
  second_name: string;
  second_contact: string | null;
  matter: string;
  /** Words of the events, by version. */
  texts: Record<number, string>;
}
/** Cases opened in a month of a community; null where they are fewer than are shown. */
export interface MediationCount {
  area_code: string;
  area_name: string;
  /** `YYYY-MM`. */
  month: string;
  opened_count: number | null;
  agreed_count: number | null;
}
