import type { IncidentDetail } from '../../../../server/api/incidents/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { ask, send } from '../../../helpers/fakes.ts';

type Answer = Awaited<ReturnType<typeof send>>;

/** A walk of one incident through the loop, by several people. */
export async function walkOf(sql: Database, id: number) {
  const apps = new Map<TownLogin, Awaited<ReturnType<typeof townApp>>>();
  const appOf = async (login: TownLogin) => {
    if (!apps.has(login)) apps.set(login, await townApp(sql, login));
    return apps.get(login)!;
  };
  const detail = async (login: TownLogin = 'leader') =>
    (await ask(await appOf(login), `/api/incidents/${id}`)).body as IncidentDetail;
  return {
    id,
    appOf,
    detail,
    /** Does something as somebody, on the version that stands. */
    async act(login: TownLogin, kind: string, more: object = {}): Promise<Answer & { body: IncidentDetail }> {
      const { version } = (await detail()).incident;
      const answer = await send(await appOf(login), 'POST', `/api/incidents/${id}/events`, { kind, version, ...more });
      return answer as Answer & { body: IncidentDetail };
    },
  };
}

/** What an answer says went wrong. */
export const fault = ({ status, body }: { status: number; body: unknown }) => {
  const { code, field, message } = (body as { error: { code: string; field?: string; message: string } }).error;
  return { status, code, field, message };
};

export const kindsOf = ({ events }: IncidentDetail) => events.map(({ kind }) => kind);
