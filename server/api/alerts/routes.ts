import { Hono } from 'hono';
import { AppError, notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { alertBody, alertParam, alertQuery } from './schema.ts';
import { findAlert, handleAlert, listAlerts } from './sql.ts';

/** What the auditor is to look at, and what was found. */
export const alerts = new Hono<ApiEnv>()
  .get('/', granted('audit'), validated('query', alertQuery), async (c) => {
    const { open, limit, page } = c.req.valid('query');
    const [before] = fromToken(page, idKey) ?? [];
    const rows = await listAlerts(c.get('sql'), { open, before, limit: limit + 1 });
    return c.json(toPage(rows, limit, (row) => [row.id]));
  })
  .post('/:id/handled', granted('audit'), validated('param', alertParam), validated('json', alertBody), async (c) => {
    const { id } = c.req.valid('param');
    const sql = c.get('sql');
    const alert = await findAlert(sql, id);
    if (!alert) throw notFound({ 'zh-CN': '提醒', en: 'alert' }, id);
    if (alert.account_id === c.get('caller').account_id) throw aboutOneself();
    if (!(await handleAlert(sql, id, c.req.valid('json').note))) throw handledBefore();
    return c.json((await findAlert(sql, id))!);
  });

function aboutOneself(): AppError {
  return forbidden({
    'zh-CN': '这条提醒与您本人有关，须由其他审计员核查。',
    en: 'This alert is about you; another auditor must look into it.',
  });
}

function handledBefore(): AppError {
  return new AppError('conflict', {
    'zh-CN': '这条提醒已经核查过了，请刷新查看结果。',
    en: 'This alert has been looked into already; load the list again to see what was found.',
  });
}
