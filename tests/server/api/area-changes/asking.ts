import { expect } from 'vitest';
import type { AreaChange, AreaPlan } from '../../../../server/api/area-changes/schema.ts';
import type { AskedApp } from '../../../helpers/app.ts';

/** Posts to the routes of reorganisations, in English. */
export async function post<Answer>(
  app: AskedApp,
  path: string,
  body: unknown,
): Promise<{ status: number; answer: Answer }> {
  const response = await app.request(`/api/area-changes${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}
/** What such a route answers; it is there. */
export async function get<Answer>(app: AskedApp, path: string): Promise<Answer> {
  const response = await app.request(`/api/area-changes${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}
/** The plan of a request. */
export const preview = async (app: AskedApp, body: object) => (await post<AreaPlan>(app, '/preview', body)).answer;

/** Looks, and does what was seen. */
export async function apply(app: AskedApp, body: object): Promise<AreaChange> {
  const { seen } = await preview(app, body);
  const { status, answer } = await post<AreaChange>(app, '', { ...body, seen });
  expect([status, answer]).toEqual([201, expect.anything()]);
  return answer;
}
