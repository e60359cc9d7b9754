import { z } from 'zod';
import type { VisitQuestion } from '../visits/schema.ts';
import { areaCode, day, id } from '../wire.ts';

export const doorChoices = ['all', 'let', 'unknown', 'tag', 'buildings'] as const;
export type DoorChoice = (typeof doorChoices)[number];
export const doorOutcomes = ['met', 'no_answer', 'refused', 'moved'] as const;
export type DoorOutcome = (typeof doorOutcomes)[number];

const word = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'not one of the catalogue | 不是目录中的选项');
const choice = {
  area_code: areaCode,
  /** Which doors of the area: all, those let, those of which nothing is known, those with a need tag, those of some buildings. */
  doors: z.enum(doorChoices, { error: 'choose which doors | 请选择走访哪些住户' }),
  tag: word.optional(),
};
const complete = <Choice extends { doors: DoorChoice; tag?: string | undefined; building_ids?: number[] | undefined }>(
  { doors, tag, building_ids = [] }: Choice,
  context: z.RefinementCtx,
) => {
  if ((doors === 'tag') !== (tag !== undefined))
    context.addIssue({ code: 'custom', path: ['tag'], message: 'choose a tag | 请选择需求标签' });
  if ((doors === 'buildings') !== building_ids.length > 0)
    context.addIssue({ code: 'custom', path: ['building_ids'], message: 'choose buildings | 请选择楼栋' });
};

export const campaignQuery = z.object({ area_code: areaCode.optional() });
export const campaignParam = z.object({ id });
export const buildingParam = z.object({ id, building_id: id });

export const previewBody = z
  .strictObject({ ...choice, building_ids: z.array(id).max(500).default([]) })
  .superRefine(complete);

export const campaignBody = z
  .strictObject({
    ...choice,
    building_ids: z.array(id).max(500).default([]),
    name: z.string().trim().min(1, 'give it a name | 请填写名称').max(40, 'at most 40 characters | 名称至多40个字'),
    purpose: z
      .string()
      .trim()
      .min(2, 'say what for and on what ground | 请写明目的和依据')
      .max(200, 'at most 200 characters | 目的至多200个字'),
    starts_on: day,
    ends_on: day,
    questions: z.array(word).max(5, 'at most 5 questions | 至多5个问题').default([]),
  })
  .superRefine(complete)
  .refine(({ starts_on, ends_on }) => starts_on <= ends_on, {
    path: ['ends_on'],
    error: 'it ends after it begins | 结束日期不应早于开始日期',
  });
export type CampaignBody = z.output<typeof campaignBody>;

export const campaignChange = z.strictObject({
  version: z.int(),
  status: z.enum(['running', 'paused', 'ended'], { error: 'a state is running, paused or ended | 状态不正确' }),
});

export const knockBody = z
  .strictObject({
    /** Made by the client once a knock: the same again is the same knock. */
    key: z.uuid('a key is a UUID | 标识应为UUID'),
    household_id: id,
    /** to_do takes a knock back. */
    state: z.enum(['to_do', ...doorOutcomes], { error: 'choose what came of it | 请选择敲门结果' }),
    answers: z.record(word, word).default({}),
  })
  .refine(({ state, answers }) => state === 'met' || Object.keys(answers).length === 0, {
    path: ['answers'],
    error: 'answers are of who was met | 见到本人才能填写回答',
  });
export type KnockBody = z.output<typeof knockBody>;

/** A campaign; `state` is `coming` before its first day and `ended` after its last. */
export interface Campaign {
  id: number;
  area_code: string;
  area_name: string | null;
  name: string;
  purpose: string;
  starts_on: string;
  ends_on: string;
  doors: DoorChoice;
  tag: string | null;
  questions: string[];
  state: 'coming' | 'running' | 'paused' | 'ended';
  version: number;
}

/** The campaigns of a caller, and the questions that a new one may ask. */
export interface CampaignList {
  items: Campaign[];
  questions: VisitQuestion[];
}

/** How many doors of how many buildings; null: fewer than ten, told to nobody who does not see the doors. `exact` false: in tens. */
export interface CampaignSize {
  door_count: number | null;
  building_count: number | null;
  exact: boolean;
}

/** How far a campaign is in one building, or in one grid for who does not see the doors. */
export interface CampaignPart {
  area_code: string;
  area_name: string | null;
  /** Null: the part is a grid. */
  building_id: number | null;
  name: string;
  door_count: number | null;
  done_count: number | null;
  /** What came of it, by outcome; null for who does not see the doors. */
  outcomes: Record<DoorOutcome, number> | null;
}

/** A campaign and how far it is, as far as the caller sees. */
export interface CampaignProgress extends Campaign {
  /** What is asked at its doors. */
  asked: VisitQuestion[];
  /** True: exact, by building. False: by grid, in tens. */
  exact: boolean;
  door_count: number | null;
  done_count: number | null;
  parts: CampaignPart[];
}

/** A door of a campaign. */
export interface CampaignDoor {
  household_id: number;
  unit_name: string;
  floor: number;
  door: string;
  state: 'to_do' | DoorOutcome;
  knocked_at: string | null;
  answers: Record<string, string>;
}
