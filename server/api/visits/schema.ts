import { z } from 'zod';
import { id } from '../wire.ts';

/** A name in both languages. */
interface Worded {
  id: string;
  zh: string;
  en: string;
}

/** A question of the closed catalogue: how many days its answer holds, and for what is owed it is asked (empty: always). */
export interface VisitQuestion extends Worded {
  days: number;
  duties: string[];
  choices: Worded[];
}

/** A set of duties to begin with. */
export interface DutySetTemplate extends Worded {
  tags: string[];
  period: 'month' | 'week';
  every: number;
  due_day: number;
}

export const outcomes = ['met', 'no_answer', 'refused', 'moved'] as const;
export type Outcome = (typeof outcomes)[number];
export const refusalReasons = ['busy', 'unwell', 'not_needed', 'unwilling'] as const;
const doorStates = ['occupied', 'let', 'empty', 'unknown'] as const;

const word = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'not a choice of the catalogue | 不是目录中的选项');

export const questionsQuery = z.object({ household_id: id });

export const visitBody = z
  .strictObject({
    /** Made by the client: what is sent twice is taken once. */
    key: z.uuid('a key is a UUID | 标识应为UUID'),
    household_id: id,
    visited_at: z.iso.datetime({
      offset: true,
      error: 'a moment is ISO 8601 with its zone | 时间应为带时区的ISO 8601格式',
    }),
    channel: z.enum(['door', 'phone']).default('door'),
    outcome: z.enum(outcomes, { error: 'an outcome is met, no_answer, refused or moved | 请选择走访结果' }),
    /** Why a visit was refused. */
    reason: z.enum(refusalReasons, { error: 'choose a reason | 请选择原因' }).optional(),
    /** By question; only of who was met. */
    answers: z.record(word, word).default({}),
    /** What was seen to be so: the door as it is on record, or as `door_state` says. */
    confirms: z.array(z.literal('door_state')).max(1).default([]),
    door_state: z.enum(doorStates).optional(),
    /** Of who moved: the door is empty now and the tags end. */
    empties: z.boolean().default(false),
  })
  .refine(({ outcome, reason }) => (outcome === 'refused') === (reason !== undefined), {
    path: ['reason'],
    error: 'a refusal has a reason, other outcomes have none | 婉拒走访时请选择原因',
  })
  .refine(({ outcome, answers }) => outcome === 'met' || Object.keys(answers).length === 0, {
    path: ['answers'],
    error: 'answers are of who was met | 见到本人才能填写回答',
  })
  .refine(({ outcome, empties }) => outcome === 'moved' || !empties, {
    path: ['empties'],
    error: 'a door is emptied when they moved | 住户搬离才能改为空置',
  });
export type VisitBody = z.output<typeof visitBody>;

/** What a visit to a household asks now, and what need not be asked again. */
export interface VisitQuestions {
  household_id: number;
  address: string | null;
  door_state: (typeof doorStates)[number];
  /** `YYYY-MM-DD`; null: never. */
  confirmed_on: string | null;
  /** What is owed now, soonest first. */
  duties: { duty: string; due_on: string }[];
  questions: VisitQuestion[];
  /** Answered so lately that it is not asked: the question's name and the day of the answer. */
  known: (Worded & { answered_on: string })[];
}

/** What a visit did. */
export interface VisitEntered {
  id: number;
  /** What was owed and is done by it. */
  fulfilled: { duty: string; due_on: string }[];
  /** What is still owed to the household; after a refusal nobody calls before `next_try_on`. */
  owed: { duty: string; due_on: string; try_count: number; next_try_on: string | null }[];
  ended_tag_count: number;
}
