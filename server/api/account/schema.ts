import { z } from 'zod';
import { factorCode, password, rights } from '../session/schema.ts';
import { areaCode, id } from '../wire.ts';

export const passwordBody = z.object({ current: password, next: password });
export const factorConfirmBody = z.object({ code: factorCode });
/** Taking the second factor away asks for the password once more. */
export const factorRemoveBody = z.object({ password });
export const sessionParam = z.object({ id });
export const tokenParam = z.object({ id });
export const tokenBody = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'a token needs a name | 请填写令牌名称')
    .max(60, 'a name has at most 60 characters | 名称至多60个字符'),
  /** api: acts for this account. display: a wall, which shows no person; needs the rights `people` and `wall`. */
  kind: z.enum(['api', 'display'], { error: 'a token is api or display | 令牌类型应为接口或大屏' }),
  area_code: areaCode,
  /** Of a display token: the wall that it shows; without one, the first of just this area, else a new one of this name. */
  wall_id: id.optional(),
  /** What of the account's rights the token has; a display token has those of a wall. */
  rights: z.array(z.enum(rights)).max(rights.length).default([]),
  days: z.coerce
    .number({ error: 'days are 1 to 366 | 有效天数应为1至366' })
    .int('days are a whole number | 有效天数应为整数')
    .min(1, 'days are 1 to 366 | 有效天数应为1至366')
    .max(366, 'days are 1 to 366 | 有效天数应为1至366'),
});

export interface OwnSession {
  id: number;
  /** The session that asks. */
  current: boolean;
  client: string | null;
  created_at: string;
  last_used_at: string;
  expires_at: string;
}
export interface OwnToken {
  id: number;
  kind: 'api' | 'display';
  name: string;
  area_code: string;
  area_name: string | null;
  rights: string[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  revoked: boolean;
}
export interface AccountDetail {
  account_id: number;
  login: string;
  display_name: string;
  /** Null where the account has no password and signs in elsewhere. */
  password_changed_at: string | null;
  second_factor: boolean;
  second_factor_required: boolean;
  /** What the caller's duties as an officer serve; `grant_id` is among the grants of their session. */
  departments: { grant_id: number; department: string }[];
  /** Only those that still work, the one used last first. */
  sessions: OwnSession[];
  tokens: OwnToken[];
}
/** Shown once while a second factor is set up: the secret and the address that an authenticator reads from a QR code. */
export interface FactorSetUp {
  secret: string;
  otpauth_url: string;
}
/** The only answer that ever holds a token's secret. */
export interface MadeToken {
  token: OwnToken;
  secret: string;
}
