import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { notFound } from '../../errors.ts';
import { type Language, languageOf } from '../../language.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { assess } from './assessment.ts';
import { recordCsv, recordMarkdown } from './documents.ts';
import { buildRecord } from './record.ts';
import {
  assessmentQuery,
  type DataClasses,
  type ProcessingActivity,
  type RetentionReport,
  recordQuery,
  retentionBody,
  retentionParam,
} from './schema.ts';
import { askForRun, keepFor, listClasses, reportRetention } from './sql.ts';

const reportFor = (c: Context<ApiEnv>): Promise<RetentionReport> =>
  reportRetention(c.get('sql'), c.get('now'), c.get('config').timeZone);

/** Every column of the database with its class. */
export const dataClasses = new Hono<ApiEnv>().get('/', granted('register', 'audit'), async (c) => {
  return c.json<DataClasses>({ tables: [...(await listClasses(c.get('sql')))] });
});

/** What is kept how long, and what the nightly job did. */
export const retention = new Hono<ApiEnv>()
  .get('/', granted('register'), async (c) => c.json<RetentionReport>(await reportFor(c)))
  .put(
    '/:rule',
    granted('register'),
    validated('param', retentionParam),
    validated('json', retentionBody),
    async (c) => {
      const { rule } = c.req.valid('param');
      const { keep_days } = c.req.valid('json');
      const before = await keepFor(c.get('sql'), rule, keep_days);
      if (before === undefined) throw notFound({ 'zh-CN': '保存期限', en: 'retention rule' }, rule);
      await audit(c.get('sql'), 'retention_changed', { detail: { rule, before, keep_days } });
      return c.json<RetentionReport>(await reportFor(c));
    },
  )
  .post('/run', granted('register'), async (c) => {
    await askForRun(c.get('sql'), c.get('caller').account_id!);
    await audit(c.get('sql'), 'retention_asked');
    return c.json<RetentionReport>(await reportFor(c), 202);
  });

/** The processing record (处理活动记录) and the impact assessment that is made from it. */
export const processingRecord = new Hono<ApiEnv>()
  .get('/', granted('register'), validated('query', recordQuery), async (c) => {
    const { format, language = screenLanguage(c) } = c.req.valid('query');
    const items = await buildRecord(c.get('sql'), language);
    const made_at = c.get('now').toISOString();
    if (format === 'csv') return download(c, 'processing-record.csv', 'text/csv', recordCsv(items, language));
    if (format === 'md')
      return download(c, 'processing-record.md', 'text/markdown', recordMarkdown(items, made_at, language));
    return c.json<{ items: ProcessingActivity[] }>({ items });
  })
  .get('/assessment', granted('register'), validated('query', assessmentQuery), async (c) => {
    const { language = screenLanguage(c) } = c.req.valid('query');
    const { rules } = await reportFor(c);
    const options = { keyId: c.get('sealer').keyId, language };
    const text = await assess(c.get('sql'), rules, c.get('now').toISOString(), options);
    return download(c, 'impact-assessment.md', 'text/markdown', text);
  });

function screenLanguage(c: Context<ApiEnv>): Language {
  return languageOf(c.req.header('Accept-Language'));
}

function download(c: Context<ApiEnv>, name: string, type: string, text: string) {
  return c.body(text, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}
