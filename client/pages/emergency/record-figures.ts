import type { EmergencyRecord } from '../../../server/api/emergencies/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** The figures of a record as sentences, about what was done and when, never about who. */
export function recordSentences(record: EmergencyRecord, words: Messages, language: LanguageChoice): string[] {
  const { record: said } = words.emergency;
  const { order_count, done_count } = record.emergency;
  const count = (value: number) => formatCount(value, language);
  const span = (minutes: number) => formatSpan(minutes * 60_000, language);
  const reported = record.incidents.reduce((sum, { reported_count }) => sum + reported_count, 0);
  const settled = record.incidents.reduce((sum, { settled_count }) => sum + settled_count, 0);
  return [
    ...(order_count === 0
      ? [said.noOrders]
      : [said.orders(count(order_count), count(done_count)), said.late(count(record.late_order_count))]),
    ...(record.acknowledge_median_min === null ? [] : [said.acknowledge(span(record.acknowledge_median_min))]),
    ...(record.done_median_min === null ? [] : [said.done(span(record.done_median_min))]),
    reported ? said.reported(count(reported), count(settled)) : said.noIncidents,
  ];
}
