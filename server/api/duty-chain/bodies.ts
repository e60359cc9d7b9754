import { z } from 'zod';
import { areaCode, day, id, latitude, limit, longitude, pageToken } from '../wire.ts';
import { bodyKinds, checkGroups, dutyRoles } from './schema.ts';

const name = (most: number) =>
  z
    .string({ error: 'a name is needed | 请填写名称' })
    .trim()
    .min(1, 'a name is needed | 请填写名称')
    .max(most, `a name has at most ${most} characters | 名称至多${most}个字符`);
const phone = z
  .string()
  .trim()
  .regex(/^[0-9+ -]{3,20}$/, 'a phone number is 3 to 20 digits | 电话应为3至20位数字')
  .nullable();
const note = z.string().trim().max(200, 'a note has at most 200 characters | 备注至多200个字符').nullable();
const version = z.number().int().min(1);

/** A place by its point, area, building or stair: exactly one of them. */
export const chainQuery = z
  .object({
    lon: longitude.optional(),
    lat: latitude.optional(),
    area_code: areaCode.optional(),
    building_id: id.optional(),
    unit_id: id.optional(),
  })
  .refine(({ lon, lat }) => (lon === undefined) === (lat === undefined), {
    path: ['lat'],
    message: 'a point has both lon and lat | 坐标须同时给出lon和lat',
  })
  .refine(
    ({ lon, area_code, building_id, unit_id }) =>
      [lon, area_code, building_id, unit_id].filter((given) => given !== undefined).length === 1,
    {
      path: ['area_code'],
      message: 'name one place: lon and lat, area_code, building_id or unit_id | 请只给出一个地点',
    },
  );

export const listQuery = z.object({ area_code: areaCode, limit, page: pageToken.optional() });
export const checksQuery = listQuery.extend({ group: z.enum(checkGroups).optional() });
/** Key of a list of findings: code, area, kind and number. */
export const findingKey = z.tuple([z.string().max(40), z.string().regex(/^\d{0,18}$/), z.string().max(20), z.int32()]);
export const signsQuery = z.object({ area_code: areaCode });
export const numberParam = z.object({ id });
export const versionQuery = z.object({ version: z.coerce.number().pipe(version) });

const term = { starts_on: day, ends_on: day.nullable().optional() };
const holderFields = {
  name: name(40),
  phone: phone.optional(),
  note: note.optional(),
  account_id: id.nullable().optional(),
};

/** A new holder at an area, building or unit; a deputy has the place and role of its principal. */
export const holderBody = z
  .object({
    ...holderFields,
    ...term,
    role: z.enum(dutyRoles, { error: 'there is no such role | 没有这个职务' }).optional(),
    area_code: areaCode.optional(),
    building_id: id.optional(),
    unit_id: id.optional(),
    deputy_of: id.optional(),
    true_from: day.optional(),
  })
  .refine(
    ({ area_code, building_id, unit_id, deputy_of }) =>
      [area_code, building_id, unit_id, deputy_of].filter((given) => given !== undefined).length === 1,
    { path: ['area_code'], message: 'name one place: area, building, unit or whose deputy | 请只指定一个地点' },
  )
  .refine(({ role, deputy_of }) => (role === undefined) === (deputy_of !== undefined), {
    path: ['role'],
    message: 'a role is needed; a deputy has that of the principal | 请选择职务；副职随正职',
  });
export const holderChange = z.strictObject({
  version,
  name: holderFields.name.optional(),
  phone: holderFields.phone,
  note: holderFields.note,
  account_id: holderFields.account_id,
  starts_on: day.optional(),
  ends_on: day.nullable().optional(),
  true_from: day.optional(),
});
/** Ends one holder's duty on the day on which another's begins. */
export const handOverBody = z.object({
  version,
  to: z.object({ name: holderFields.name, phone: holderFields.phone, account_id: holderFields.account_id }),
  effective_on: day,
  note: note.optional(),
  /** Hands the duty of the account over as well. */
  with_grant: z.boolean().default(false),
});

const bodyFields = {
  name: name(60),
  head_name: name(40).nullable().optional(),
  phone: phone.optional(),
  note: note.optional(),
};
export const dutyBodyBody = z
  .object({
    ...bodyFields,
    ...term,
    kind: z.enum(bodyKinds, { error: 'there is no such kind | 没有这种组织' }),
    area_code: areaCode.optional(),
    compound_id: id.optional(),
    building_id: id.optional(),
    true_from: day.optional(),
  })
  .refine(
    ({ area_code, compound_id, building_id }) =>
      [area_code, compound_id, building_id].filter((given) => given !== undefined).length === 1,
    { path: ['area_code'], message: 'name one place: area, compound or building | 请只指定一个地点' },
  );
export const dutyBodyChange = z.strictObject({
  version,
  ...bodyFields,
  name: bodyFields.name.optional(),
  starts_on: day.optional(),
  ends_on: day.nullable().optional(),
  true_from: day.optional(),
});
