import { z } from 'zod';
import { day, id } from '../wire.ts';

const phone = z.string().trim().min(1, 'a phone is not empty | 电话不能为空').max(30);
const birthDate = day.refine(
  (text) => text >= '1850' && text < '2200',
  'nobody recorded was born then | 出生日期超出范围',
);

/** Exact search by digest: a name and a phone or a birth date, as the person gave them with the request. */
export const residentSearchBody = z
  .object({
    name: z.string().trim().min(1, 'a name is needed | 请填写姓名').max(60),
    phone: phone.optional(),
    birth_date: birthDate.optional(),
  })
  .refine(({ phone, birth_date }) => phone !== undefined || birth_date !== undefined, {
    path: ['phone'],
    message: 'a phone or a birth date is needed beside the name | 除姓名外还需提供电话或出生日期',
  });
export const residentParam = z.object({ id });
/** What a person may have corrected; at least one. */
export const residentChangeBody = z
  .object({
    name: z.string().trim().min(1).max(60).optional(),
    phone: phone.nullable().optional(),
    birth_date: birthDate.optional(),
    sex: z.enum(['female', 'male']).optional(),
    relation: z.string().trim().min(1).max(30).optional(),
  })
  .refine((body) => Object.keys(body).length > 0, { message: 'say what is to be corrected | 请填写要更正的内容' });
/** Erasing asks for the reason, which stays in the record of what was done. */
export const residentEraseBody = z.object({
  reason: z.string().trim().min(1, 'a reason is needed | 请填写删除原因').max(200),
});

/** A person who was found, still masked. */
export interface FoundResident {
  id: number;
  household_id: number;
  name: string;
  birth_year: number;
  phone: string | null;
  address: string;
  area_code: string | null;
}
/** Everything that is recorded of one person, for that person. */
export interface ResidentExport {
  exported_at: string;
  resident: {
    name: string;
    phone: string | null;
    birth_date: string;
    sex: string;
    relation: string;
    registered_here: boolean;
    lives_here: boolean;
  };
  address: string;
  need_tags: { tag: string; purpose: string; basis: string; starts_on: string; expires_on: string }[];
  visits: { visited_at: string; outcome: string }[];
  duties: { duty: string; due_on: string; done: boolean }[];
  /** Who looked into the household's file. */
  openings: { opened_at: string; role: string; purpose: string }[];
}
