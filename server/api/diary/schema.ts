import { z } from 'zod';
import { areaCode, day, id, type LonLat, latitude, limit, longitude, pageToken } from '../wire.ts';

/** The longest entry, in characters. */
export const MOST_TEXT = 4000;

const text = z
  .string()
  .trim()
  .min(1, 'write something first | 请先写几个字')
  .max(MOST_TEXT, `at most ${MOST_TEXT} characters | 至多${MOST_TEXT}个字`);
const place = {
  /** Where it was, where that is a building; a door of it, kept only for whoever may see it. */
  building_id: id.nullable().optional(),
  household_id: id.nullable().optional(),
};

export const diaryQuery = z.object({
  from: day.optional(),
  to: day.optional(),
  /** Words that stand in the text. */
  q: z.string().trim().max(40).optional(),
  limit: limit.default(20),
  page: pageToken.optional(),
});
export type DiaryQuery = z.output<typeof diaryQuery>;

export const diaryParam = z.object({ id });

export const diaryBody = z.strictObject({
  /** Made by the sender once an entry; the same again is the same entry. */
  key: z.uuid('a key is a UUID | 标识应为UUID'),
  text,
  ...place,
});

export const diaryChange = z.strictObject({
  /** As it was read: somebody's later words are not written over. */
  updated_at: z.iso.datetime({ offset: true, error: 'a moment is ISO 8601 | 时间格式不正确' }),
  text: text.optional(),
  ...place,
});

/** A look of a supervisor's into the diaries of an area. */
export const diaryLook = z.strictObject({ area_code: areaCode, from: day, to: day });

export const diaryIncidentBody = z.strictObject({
  report_key: z.uuid('the key of a report is a UUID | 上报编号应为UUID'),
  title: z
    .string()
    .trim()
    .min(2, 'say in a few words what it is | 请用几个字说明是什么事')
    .max(80, 'at most 80 characters | 标题至多80个字'),
  category: z.string().min(1).max(40),
  centre: z.tuple([longitude, latitude]),
  address: z.string().trim().max(200).default(''),
});

/** One entry of a diary. */
export interface DiaryEntry {
  id: number;
  written_at: string;
  updated_at: string;
  author: string;
  area_code: string;
  area_name: string | null;
  building_id: number | null;
  /** The building, and the door where the reader may see it. */
  address: string | null;
  household_id: number | null;
  text: string;
  /** What it became; null: nothing, or nothing that the reader may see. */
  incident: { id: number; incident_code: string } | null;
}

/** A page of one's own entries; with words, so many of the newest were looked through. */
export interface DiaryPage {
  items: DiaryEntry[];
  next: string | null;
  searched_count: number | null;
}

/** What an incident from an entry would be, to be looked at and mended. */
export interface DiaryProposal {
  title: string;
  category: string;
  /** `[lon, lat]`. */
  centre: LonLat;
  address: string;
}
