import type { Database } from '../../db/open.ts';
import type { Language } from '../../language.ts';
import { markdownTable } from './documents.ts';
import { buildRecord, daysOf, nameOf } from './record.ts';
import type { RetentionRule } from './schema.ts';
import { countLooks, readMeasures } from './sql.ts';

const words = {
  'zh-CN': {
    title: '个人信息保护影响评估',
    made: '生成时间',
    activities: ['处理活动', '活动', '目的', '依据', '经办角色', '保护措施'],
    classes: ['数据分类', '活动', '数据表', '个人信息', '敏感个人信息'],
    measures: ['在用措施', '措施', '现状'],
    threshold: '统计小数保护：低于此数不公布',
    key: '加密密钥编号',
    factor: '必须启用动态验证码的角色',
    off: '未启用',
    kept: ['保存期限', '数据', '保存', '已超期'],
    openings: ['近90天打开住户档案', '用途', '次数'],
    alerts: ['近90天访问预警', '类型', '次数', '已处理'],
    none: '无',
    judgement: '评估结论（由评估人填写）',
    questions: [
      '处理目的、方式是否合法、正当、必要',
      '对个人权益的影响及安全风险',
      '保护措施是否合法、有效并与风险程度相适应',
    ],
  },
  en: {
    title: 'Personal information protection impact assessment',
    made: 'Made',
    activities: ['Processing activities', 'Activity', 'Purpose', 'Basis', 'Roles', 'Safeguards'],
    classes: ['Classes of data', 'Activity', 'Table', 'Personal', 'Sensitive'],
    measures: ['Measures in force', 'Measure', 'State'],
    threshold: 'Small counts: not published below',
    key: 'Number of the sealing key',
    factor: 'Roles that need a second factor',
    off: 'off',
    kept: ['Retention', 'Data', 'Kept', 'Over it now'],
    openings: ['Household files opened in the last 90 days', 'Purpose', 'Times'],
    alerts: ['Access alerts of the last 90 days', 'Kind', 'Times', 'Handled'],
    none: 'None',
    judgement: 'Judgement (for whoever assesses)',
    questions: [
      'Whether purpose and means are lawful, legitimate and necessary',
      'What it does to the rights of persons, and the risks to security',
      'Whether the safeguards are lawful, effective and fit the risk',
    ],
  },
} as const;

/**
 * The impact assessment (个人信息保护影响评估, PIPL articles 55 and 56) as Markdown: what is on record today, with room for the
 * judgement. Counts only, no names. `made_at` is ISO 8601.
 */
export async function assess(
  sql: Database,
  rules: readonly RetentionRule[],
  made_at: string,
  { keyId, language }: { keyId: number; language: Language },
): Promise<string> {
  const text = words[language];
  const record = await buildRecord(sql, language);
  const measures = await readMeasures(sql);
  const looks = await countLooks(sql, made_at);
  const roleNames = (roles: readonly string[]) => roles.map((role) => nameOf('role', role, language)).join(', ');
  const section = ([title, ...columns]: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    `## ${title}\n\n${rows.length > 0 ? markdownTable(columns, rows) : text.none}`;
  const parts = [
    `# ${text.title}\n\n${text.made}: ${made_at}`,
    section(
      text.activities,
      record.map(({ name, purpose, basis, roles, safeguards }) => [
        name,
        purpose,
        basis,
        roleNames(roles),
        safeguards.join('; '),
      ]),
    ),
    section(
      text.classes,
      record.flatMap(({ name, data }) =>
        data.map(({ table_name, personal, sensitive }) => [
          name,
          table_name,
          personal.join(', '),
          sensitive.join(', '),
        ]),
      ),
    ),
    section(text.measures, [
      [text.threshold, measures.small_count_below > 1 ? measures.small_count_below : text.off],
      [text.key, keyId],
      [text.factor, roleNames(measures.second_factor_roles) || text.none],
    ]),
    section(
      text.kept,
      rules.map(({ rule, keep_days, due_count }) => [
        nameOf('retention', rule, language),
        daysOf(keep_days, language),
        due_count,
      ]),
    ),
    section(
      text.openings,
      looks.openings.map(({ purpose, count }) => [nameOf('purpose', purpose, language), count]),
    ),
    section(
      text.alerts,
      looks.alerts.map(({ kind, count, handled }) => [kind, count, handled]),
    ),
    `## ${text.judgement}\n\n${text.questions.map((question) => `* ${question}:`).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
