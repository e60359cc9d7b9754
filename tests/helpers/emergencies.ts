import type { Emergency } from '../../server/api/emergencies/schema.ts';
import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';
import type { TownLogin } from '../fixtures/town-accounts.ts';
import { townApp } from './app.ts';
import { ask, send } from './fakes.ts';

/** An emergency that the street's leader may declare. */
export const gale = { plan: 'gale', grade: 4, area_code: townArea.street, reason: '【演练】大风蓝色预警' };

/** Sends as somebody of the town; the status and the answer. */
export async function actAs(sql: Database, login: TownLogin, path: string, body: unknown) {
  return send(await townApp(sql, login), 'POST', `/api/emergencies${path}`, body);
}
/** Declares one. @throws Error with the answer where that was refused. */
export async function declared(sql: Database, given: object = gale, login: TownLogin = 'street'): Promise<Emergency> {
  const { status, body } = await actAs(sql, login, '', given);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body as Emergency;
}
/** An emergency as somebody gets it. */
export async function seenBy(sql: Database, login: TownLogin, id: number): Promise<Emergency> {
  return (await ask(await townApp(sql, login), `/api/emergencies/${id}`)).body as Emergency;
}
/** Status, field and words of a refusal. */
export const faultOf = ({ status, body }: { status: number; body: unknown }) => {
  const { field, message } = (body as { error: { field?: string; message: string } }).error;
  return [status, field, message];
};
/** The first order to a department or an area. */
export const orderTo = ({ orders }: Emergency, to: string) =>
  orders.find(({ department, area_code }) => to === (department ?? area_code))!;
