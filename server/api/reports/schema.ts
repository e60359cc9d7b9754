import { z } from 'zod';
import type { EventKind, IncidentStatus } from '../incidents/schema.ts';
import { reportBody } from '../incidents/schema.ts';
import { type LonLat, latitude, longitude } from '../wire.ts';

/** A report by anybody, without an account; how to reach them only if they want. */
export const publicReportBody = reportBody
  .pick({
    report_key: true,
    centre: true,
    category: true,
    title: true,
    description: true,
    address: true,
    photos: true,
    found_at: true,
    device_at: true,
  })
  .extend({
    contact: z.string().trim().max(100, 'at most 100 characters | 联系方式至多100个字').default(''),
    /** The incident near by that they say it is the same as; somebody who works here decides. */
    suspected_of: z.int32().min(1).optional(),
  });

/** Ten letters and digits without those that are mistaken for each other, as shown after reporting. */
export const followParam = z.object({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .transform((code) => code.replace(/[\s-]/g, ''))
    .pipe(
      z.string().regex(/^[2-9A-HJ-NP-Z]{10}$/, 'a follow-up code is ten letters and digits | 查询码应为10位字母和数字'),
    ),
});

/** What whoever reported may add. */
export const followBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('noted'),
    version: z.int32().min(1),
    text: z.string().trim().min(1, 'say something | 请填写内容').max(1000),
  }),
  z.object({
    kind: z.literal('evaluated'),
    version: z.int32().min(1),
    rating: z.int().min(1).max(5),
    text: z.string().trim().max(1000).default(''),
  }),
  z.object({
    kind: z.literal('reopened'),
    version: z.int32().min(1),
    text: z.string().trim().min(1, 'say what is not settled | 请说明还有什么没解决').max(1000),
  }),
  z.object({ kind: z.literal('withdrawn'), version: z.int32().min(1), text: z.string().trim().max(1000).default('') }),
]);
export type FollowBody = z.input<typeof followBody>;

/** How a report stands, for whoever made it: no name of anybody. */
export interface FollowedReport {
  incident_code: string;
  category: string;
  title: string;
  status: IncidentStatus;
  version: number;
  reported_at: string;
  due_at: string | null;
  centre: LonLat;
  area_name: string | null;
  department: string | null;
  rating: number | null;
  /** How the matter stands that this report was merged into; null: it was not. */
  merged_status: IncidentStatus | null;
  /** What happened, oldest first; `text` only of what was said to the reporter (the answer, why it was returned or ended) and of the reporter. */
  events: { kind: EventKind; happened_at: string; text: string | null; own: boolean; rating: number | null }[];
  /** What they may do now. */
  moves: EventKind[];
}
export interface PublicReported {
  incident_code: string;
  /** Shown once; the same for the same report. */
  follow_code: string;
}

/** Where somebody is about to report. */
export const nearbyQuery = z.object({ longitude, latitude });

/** What stands open near by, for somebody about to report: kind, place and time, no words. */
export interface NearbyReport {
  id: number;
  category: string;
  status: IncidentStatus;
  reported_at: string;
  distance_m: number;
  joined_count: number;
}

/** How to reach whoever reported without an account; null: they did not say, or it was erased 90 days after the end. */
export interface ReporterContact {
  contact: string | null;
}
