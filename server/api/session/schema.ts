import { z } from 'zod';

/** What a role may do; `role_right` in the database says which role may do what. */
export const rights = [
  'map',
  'counts',
  'places',
  'patrol',
  'plan',
  'cases',
  'doors',
  'open',
  'openings',
  'people',
  'register',
  'audit',
  'report',
  'dispatch',
  'handle',
  'serve',
  'mediate',
  'wall',
  'emergency',
  'edit',
  'arrange',
  'reorganise',
  'import',
] as const;
export type Right = (typeof rights)[number];

/** What a session still has to do before it gets any rights. */
export type Owed = 'second_factor' | 'second_factor_set_up' | 'password_change';

/** A duty in force today. */
export interface CallerGrant {
  id: number;
  role: string;
  area_code: string;
  building_id: number | null;
  /** `YYYY-MM-DD`, the first day on which it is over; null: until further notice. */
  ends_on: string | null;
}

const login = z
  .string({ error: 'the account name is needed | 请输入账号' })
  .trim()
  .toLowerCase()
  .min(1, 'the account name is needed | 请输入账号')
  .max(60, 'an account name has at most 60 characters | 账号至多60个字符');
/** At most as long as anybody types: hashing more would only cost time. */
export const password = z
  .string({ error: 'a password is needed | 请输入密码' })
  .min(1, 'a password is needed | 请输入密码')
  .max(200, 'a password has at most 200 characters | 密码至多200个字符');
/** Six digits of a second factor. */
export const factorCode = z
  .string({ error: 'the code is six digits | 验证码为6位数字' })
  .trim()
  .regex(/^\d{6}$/, 'the code is six digits | 验证码为6位数字');

export const signInBody = z.object({ login, password });
/** A display token, typed or scanned at the wall; it becomes a cookie and never stands in an address. */
export const displayBody = z.object({
  token: z
    .string()
    .trim()
    .regex(/^[\w-]{20,100}$/, 'this is no display token | 大屏令牌格式不正确'),
});
export const factorBody = z.object({ code: factorCode });
/** Where to go back to after signing in elsewhere: a path of this site. */
export const openidQuery = z.object({
  to: z
    .string()
    .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, 'a path of this site begins with one slash | 返回地址应为本站路径')
    .max(2000)
    .default('/'),
});
export const openidCallbackQuery = z.object({
  code: z.string().max(4000).optional(),
  state: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(500).optional(),
  session_state: z.string().max(500).optional(),
});

/** Who is signed in, as the page needs it; what is owed comes before everything else. */
export interface SignedIn {
  kind: 'session' | 'api' | 'display';
  /** Null for a wall, which is nobody. */
  account_id: number | null;
  login: string | null;
  display_name: string;
  owed: Owed | null;
  grants: CallerGrant[];
  /** Prefixes of area codes by right; '' reaches everything. */
  rights: Partial<Record<Right, string[]>>;
  /** Buildings by right, beside the areas. */
  buildings: Partial<Record<Right, number[]>>;
  /** True: a second factor is set up. */
  second_factor: boolean;
  /** ISO 8601, UTC. */
  expires_at: string;
}

export interface SessionState {
  caller: SignedIn | null;
  /** True: every person is invented; the sign-in page says where the demo's passwords were printed. */
  demo: boolean;
  /** What the button of the other way in is called; null where no OpenID provider is set. */
  openid_name: string | null;
}
