import { describe, expect, it } from 'vitest';
import type { MediationCount, MediationDetail, MediationPapers } from '../../../../server/api/mediation/schema.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const opened = {
  area_code: '990106001001',
  kind: 'neighbour',
  first_name: '甲方某',
  first_contact: '13800001111',
  second_name: '乙方某',
  matter: '楼上漏水，协商赔偿。',
};
const secretary = townAccounts.secretary.id;

describe('/api/mediation', () => {
  it('goes from opening to follow-up, with a mediator whom both sides chose', () =>
    rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const made = (await send(app, 'POST', '/api/mediation', opened)).body as MediationDetail;
      expect(made.stage).toBe('applied');
      expect(made.case_code).toMatch(/^TJ\d{4}-\d{5}$/);
      expect(made.candidates.map(({ id }) => id)).toContain(secretary);
      const address = `/api/mediation/${made.id}/events`;
      const step = async (body: object) => (await send(app, 'POST', address, body)).body as MediationDetail;
      const one = await step({ kind: 'chose', version: 1, side: 'first', account_id: secretary });
      expect([one.stage, one.mediator_name]).toEqual(['applied', null]);
      const two = await step({ kind: 'chose', version: 2, side: 'second', account_id: secretary });
      expect([two.stage, two.mediator_name]).toEqual(['mediator_chosen', '测试secretary']);
      await step({ kind: 'session', version: 3, text: '双方到场，说明情况。' });
      const agreed = await step({ kind: 'agreed', version: 4, text: '修好天花板，各担一半。' });
      expect([agreed.stage, agreed.outcome]).toEqual(['agreed', 'agreed']);
      const kept = await step({ kind: 'followed_up', version: 5, kept: true, text: '已修好。' });
      expect([kept.stage, kept.kept, kept.version]).toEqual(['followed_up', true, 6]);
      expect(kept.events.map(({ kind }) => kind)).toEqual([
        'opened',
        'chose',
        'chose',
        'session',
        'agreed',
        'followed_up',
      ]);
      const papers = (await send(app, 'POST', `/api/mediation/${made.id}/openings`, {})).body as MediationPapers;
      expect(papers).toEqual({
        first_name: '甲方某',
        first_contact: '13800001111',
        second_name: '乙方某',
        second_contact: null,
        matter: '楼上漏水，协商赔偿。',
        texts: { 4: '双方到场，说明情况。', 5: '修好天花板，各担一半。', 6: '已修好。' },
      });
      const looks = await sql`select detail from audit_event where kind = 'mediation_opened'`;
      expect(looks).toEqual([{ detail: { case_code: made.case_code } }]);
      const stored = await sql`select body from mediation_paper where case_id = ${made.id}`;
      expect(stored.some(({ body }) => (body as Buffer).toString('utf8').includes('漏水'))).toBe(false);
    }));

  it('tells whoever comes too late who was quicker, and changes nothing', () =>
    rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const { id } = (await send(app, 'POST', '/api/mediation', opened)).body as MediationDetail;
      await send(app, 'POST', `/api/mediation/${id}/events`, { kind: 'noted', version: 1, text: '先到' });
      const late = await send(app, 'POST', `/api/mediation/${id}/events`, { kind: 'noted', version: 1, text: '后到' });
      expect(late.status).toBe(409);
      expect(late.body).toMatchObject({ error: { field: 'version' } });
      expect(((await ask(app, `/api/mediation/${id}`)).body as MediationDetail).version).toBe(2);
    }));

  it('opens nowhere finer than a community, and takes no stranger for a mediator', () =>
    rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const grid = await send(app, 'POST', '/api/mediation', { ...opened, area_code: '990106001001001' });
      expect([grid.status, (grid.body as { error: { field: string } }).error.field]).toEqual([400, 'area_code']);
      const strange = await send(app, 'POST', '/api/mediation', { ...opened, incident_id: 2_000_000_000 });
      expect([strange.status, (strange.body as { error: { field: string } }).error.field]).toEqual([
        400,
        'incident_id',
      ]);
      const { id } = (await send(app, 'POST', '/api/mediation', opened)).body as MediationDetail;
      const worker = { kind: 'chose', version: 1, side: 'first', account_id: townAccounts.worker.id };
      expect((await send(app, 'POST', `/api/mediation/${id}/events`, worker)).status).toBe(400);
    }));

  it('shows a leader above how a case stands and not what it says', () =>
    rolledBack(async (sql) => {
      const { id } = (await send(await townApp(sql, 'secretary'), 'POST', '/api/mediation', opened))
        .body as MediationDetail;
      const street = await townApp(sql, 'street');
      const seen = (await ask(street, `/api/mediation/${id}`)).body as MediationDetail;
      expect([seen.stage, seen.may_read]).toEqual(['applied', false]);
      expect((await send(street, 'POST', `/api/mediation/${id}/openings`, {})).status).toBe(403);
      expect(await sql`select from audit_event where kind = 'mediation_opened'`).toHaveLength(0);
    }));

  it('counts by month and community, and hides what is few', () =>
    rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      for (let made = 0; made < 11; made++) await send(app, 'POST', '/api/mediation', opened);
      const { items } = (await ask(app, '/api/mediation/counts')).body as { items: MediationCount[] };
      expect(items.map(({ opened_count, agreed_count }) => [opened_count, agreed_count])).toEqual([[11, 0]]);
      await sql`delete from mediation_case where id in (select id from mediation_case limit 2)`;
      const fewer = (await ask(app, '/api/mediation/counts')).body as { items: MediationCount[] };
      expect(fewer.items.map(({ opened_count }) => opened_count)).toEqual([null]);
    }));
});
