import { digestOf, newSecret } from '../../server/access/credential.ts';
import type { Database } from '../../server/db/open.ts';

/** Who a benchmark asks as. */
export interface BenchCaller {
  /** Value of the session cookie. */
  secret: string;
  /** What a request carries to be this caller. */
  headers: { Authorization: string };
}

/** Makes an account that sees everything there is, with a session; called again, a session of the same account. */
export async function benchCaller(sql: Database): Promise<BenchCaller> {
  const secret = newSecret();
  await sql.begin(async (transaction) => {
    await transaction`insert into account (login, display_name, area_code) values ('bench', 'bench', '') on conflict do nothing`;
    await transaction`
      insert into account_grant (account_id, role, area_code, starts_on)
      select id, 'street_leader', '', '2000-01-01' from account a
      where login = 'bench' and not exists (select from account_grant where account_id = a.id)`;
    await transaction`
      insert into session (digest, account_id, idle_s, expires_at, second_factor_at)
      select ${digestOf(secret)}, id, 86400, now() + interval '1 day', now() from account where login = 'bench'`;
  });
  return { secret, headers: { Authorization: `Bearer ${secret}` } };
}
