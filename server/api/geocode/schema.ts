import { z } from 'zod';
import { areaCode, id, type LonLat, latitude, limit, longitude, type Page, pageToken } from '../wire.ts';

export const geocodeQuery = z.object({
  q: z
    .string()
    .trim()
    .min(1, 'type an address | 请输入地址')
    .max(160, 'an address has at most 160 characters | 地址请勿超过160个字'),
  limit: z.coerce
    .number({ error: 'a limit is a number from 1 to 20 | 条数应为1至20' })
    .int('a limit is a whole number | 条数应为整数')
    .min(1, 'a limit is at least 1 | 至少1条')
    .max(20, 'a limit is at most 20 | 至多20条')
    .default(5),
  /** Only places in this area. */
  area: areaCode.optional(),
});
export const reverseQuery = z.object({ lon: longitude, lat: latitude });

/** A part of what was typed, in UTF-16 code units, end exclusive. */
export interface TypedPart {
  text: string;
  start: number;
  end: number;
}
export const placeKinds = ['area', 'compound', 'building', 'road', 'organisation', 'facility', 'place'] as const;
/** A place that an address may mean. */
export interface GeocodeHit {
  /** How far down it goes: door, unit, building, number, crossing, compound, poi, road, or the level of an area. */
  level: string;
  kind: (typeof placeKinds)[number];
  /** The area code of an area, else the row's id as text. */
  id: string;
  unit_id: number | null;
  /** Of a door that the caller may see. */
  household_id: number | null;
  name: string;
  /** From the district down. */
  address: string;
  area_code: string | null;
  place: LonLat;
  /** Probability, 0 to 1, that this is meant, down to `level`. */
  confidence: number;
  matched: TypedPart[];
  unmatched: TypedPart[];
}
export interface GeocodeAnswer {
  /** The likeliest first; empty where the text names nothing that is known. */
  items: GeocodeHit[];
}

/** What is at and around a point. */
export interface ReverseAnswer {
  /** The building around the point, else the nearest within 150 m. */
  building: { id: number; name: string; address: string; distance_m: number } | null;
  /** The nearest road with a name within 300 m, with the nearest number beside it. */
  road: { id: number; name: string; number: string | null; distance_m: number } | null;
  /** From the largest. */
  areas: { area_code: string; level: string; name: string }[];
}

export const reviewStates = ['open', 'decided'] as const;
export const reviewQuery = z.object({
  area_code: areaCode,
  state: z.enum(reviewStates, { error: 'state is open or decided | 状态应为 open 或 decided' }).default('open'),
  /** Of one import. */
  batch_id: id.optional(),
  page: pageToken.optional(),
  limit,
});
export const reviewParam = z.object({ id });

/** What a piece of the text means from now on. */
export const synonymKinds = ['area', 'compound', 'road', 'poi'] as const;
const synonym = z.object({
  text: z
    .string()
    .trim()
    .min(2, 'a name has at least two characters | 名称至少两个字')
    .max(40, 'a name has at most 40 characters | 名称至多40个字'),
  kind: z.enum(synonymKinds, { error: 'kind is area, compound, road or poi | 类型应为 area、compound、road 或 poi' }),
  name: z
    .string()
    .trim()
    .min(2, 'a name has at least two characters | 名称至少两个字')
    .max(100, 'a name has at most 100 characters | 名称至多100个字'),
});
const otherPlace = z.object({
  kind: z.enum(placeKinds, { error: 'say what kind of place it is | 请说明地点类型' }).optional(),
  id: z
    .string()
    .regex(/^\d{1,18}$/, 'an id is a number | 编号应为数字')
    .optional(),
  place: z.tuple([longitude, latitude]),
});
export const decisionBody = z.discriminatedUnion('decision', [
  /** One of the candidates, counted from 0. */
  z.object({ decision: z.literal('accepted'), candidate: z.int().min(0).max(19), synonym: synonym.optional() }),
  /** Another place, by itself or a point on the map. */
  z.object({ decision: z.literal('placed'), other: otherPlace, synonym: synonym.optional() }),
  /** No place, or none of here. */
  z.object({ decision: z.literal('no_place') }),
]);
export type DecisionBody = z.infer<typeof decisionBody>;
export type OtherPlace = z.infer<typeof otherPlace>;
export type Synonym = z.infer<typeof synonym>;

/** A candidate as it was found when the question arose. */
export type ReviewCandidate = Omit<GeocodeHit, 'matched' | 'unmatched'>;
/** What comes of a decision. */
export interface DecidedReview extends Review {
  /** Other open questions whose candidates were looked for anew, with the name that was taught. */
  rematched: number;
}
/** An address that somebody has to decide on. */
export interface Review {
  id: number;
  area_code: string;
  text: string;
  candidates: ReviewCandidate[];
  batch_id: number | null;
  /** ISO 8601, UTC. */
  asked_at: string;
  decision: DecisionBody['decision'] | null;
  chosen: ReviewCandidate | OtherPlace | null;
  /** As colleagues are called. */
  decided_by: string | null;
  decided_at: string | null;
  synonym: Synonym | null;
}
export interface ReviewPage extends Page<Review> {
  /** How many are open, on all pages. */
  open: number;
}
