import { z } from 'zod';
import { areaCode, day, id, limit, pageToken } from '../wire.ts';

/** Roles that a person can hold, from the widest; `data/codes/role.json` has their names. */
export const personRoles = [
  'registrar',
  'district_leader',
  'auditor',
  'street_leader',
  'community_secretary',
  'patrol_coordinator',
  'department_officer',
  'grid_worker',
  'building_head',
] as const;
export type PersonRole = (typeof personRoles)[number];

const role = z.enum(personRoles, { error: 'there is no such role | 没有这个角色' });
const note = z.string().trim().max(200, 'a note has at most 200 characters | 备注至多200个字符').optional();

export const peopleQuery = z.object({
  area_code: areaCode.optional(),
  /** Part of a login or a name. */
  q: z.string().trim().max(60).optional(),
  role: role.optional(),
  limit,
  page: pageToken.optional(),
});
/** Key of a list in order of logins. */
export const loginKey = z.tuple([z.string().max(60)]);
export const personParam = z.object({ id });
export const grantParam = z.object({ id, grant_id: id });
export const personBody = z.object({
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^[a-z0-9._@-]{2,60}$/,
      'an account name is 2 to 60 letters, digits, dots or dashes | 账号应为2至60位字母、数字、点或短横线',
    ),
  display_name: z
    .string()
    .trim()
    .min(1, 'a name is needed | 请填写姓名')
    .max(40, 'a name has at most 40 characters | 姓名至多40个字符'),
  area_code: areaCode,
});
export const personChangeBody = z.object({
  display_name: personBody.shape.display_name.optional(),
  disabled: z.boolean().optional(),
  /** Whom the configured OpenID provider knows by this number may sign in to the account; null: nobody. */
  openid_subject: z
    .string()
    .trim()
    .min(1, 'a number at the provider is 1 to 255 characters | 身份标识应为1至255个字符')
    .max(255, 'a number at the provider is 1 to 255 characters | 身份标识应为1至255个字符')
    .nullable()
    .optional(),
});
export const grantBody = z
  .object({
    role,
    area_code: areaCode,
    building_id: id.optional(),
    /** An id of data/codes/department.json. */
    department: z
      .string()
      .regex(/^[a-z][a-z_]{0,40}$/, 'this is no department | 部门不正确')
      .optional(),
    starts_on: day.optional(),
    /** The first day on which the duty is over. */
    ends_on: day.optional(),
  })
  .refine(({ role, building_id }) => (role === 'building_head') === (building_id !== undefined), {
    path: ['building_id'],
    message: 'the head of a building, and nobody else, has a building | 楼栋长须指定楼栋，其他角色不可指定',
  })
  .refine(({ role, department }) => (role === 'department_officer') === (department !== undefined), {
    path: ['department'],
    message: 'the officer of a department, and nobody else, has a department | 部门经办人须指定部门，其他角色不可指定',
  });
/** Takes one person's duty over to another from a day on. */
export const handOverBody = z.object({ grant_id: id, to_account_id: id, effective_on: day, note });
export const handOverQuery = z.object({ area_code: areaCode.optional(), limit, page: pageToken.optional() });
export const roleParam = z.object({ role });
export const roleBody = z.object({ second_factor_required: z.boolean() });

export interface PersonGrant {
  id: number;
  role: PersonRole;
  area_code: string;
  area_name: string | null;
  building_id: number | null;
  building_name: string | null;
  /** What a department_officer serves, an id of data/codes/department.json; null: none, and for every other role. */
  department: string | null;
  starts_on: string;
  ends_on: string | null;
  /** In force today. */
  active: boolean;
}
export interface Person {
  id: number;
  login: string;
  display_name: string;
  area_code: string;
  area_name: string | null;
  disabled: boolean;
  second_factor: boolean;
  /** Somebody at the OpenID provider can sign in to it. */
  openid_bound: boolean;
  /** Day of the last use of any session; null: never signed in. */
  last_seen_on: string | null;
  /** Not over yet. */
  grants: PersonGrant[];
  /** False: this account has a duty as high as the caller's, or is the caller's own. */
  changeable: boolean;
}
/** A new account or password; the password is shown this once and has to be changed at the first sign-in. */
export interface FirstPassword {
  person: Person;
  password: string;
}
export interface HandOver {
  id: number;
  role: PersonRole;
  department: string | null;
  area_code: string;
  area_name: string | null;
  from_name: string;
  to_name: string;
  effective_on: string;
  note: string | null;
  made_by_name: string | null;
  made_at: string;
}
export interface RoleSetting {
  role: string;
  rights: string[];
  second_factor_required: boolean;
  /** People who hold it today. */
  holder_count: number;
  /** The caller may grant it: it ranks below what they hold themselves. */
  grantable: boolean;
}
