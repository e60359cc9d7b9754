import type { EmergencyRecord } from '../../../server/api/emergencies/schema.ts';
import { gradeWord } from '../../elements/grade-mark.ts';
import { codeName } from '../../elements/reference.ts';
import { type CsvRow, formatCsv } from '../../format/csv.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { addressee, type EmergencyReference, orderText, planName } from './plan-words.ts';

/** In which words a record is written. */
export interface RecordWording {
  reference: EmergencyReference;
  words: Messages;
  language: LanguageChoice;
}

/** Every part of a record as comma-separated values, one row a thing; times are ISO 8601, UTC. */
export function recordCsv({ emergency, incidents }: EmergencyRecord, wording: RecordWording): string {
  const { reference, words, language } = wording;
  const { csv, log, resources } = words.emergency;
  const textOf = (order: (typeof emergency.orders)[number]) => orderText(reference, emergency.plan, order, language);
  const rows: CsvRow[] = [
    [
      csv.part,
      csv.kind,
      csv.text,
      csv.to,
      csv.at,
      csv.by,
      csv.due,
      csv.acknowledged_at,
      csv.done_at,
      csv.cancelled_at,
      csv.result,
    ],
    [
      csv.emergency,
      `${planName(reference, emergency.plan, language)} ${gradeWord(emergency.grade, words)}`,
      emergency.reason,
      emergency.area_name,
      emergency.declared_at,
      emergency.declared_by,
      null,
      null,
      emergency.ended_at,
      null,
      emergency.summary,
    ],
    ...emergency.orders.map(
      (order): CsvRow => [
        csv.order,
        order.task,
        textOf(order),
        addressee(reference, order, language),
        order.issued_at,
        order.issued_by,
        order.due_at,
        order.acknowledged_at,
        order.done_at,
        order.cancelled_at,
        order.result,
      ],
    ),
    ...[...emergency.log].reverse().map((entry): CsvRow => {
      const order = emergency.orders.find(({ id }) => id === entry.order_id);
      return [csv.entry, log.kind[entry.kind], entry.text, order ? textOf(order) : null, entry.at, entry.by];
    }),
    [],
    [csv.part, csv.kind, csv.reported, csv.settled],
    ...incidents.map(
      ({ category, reported_count, settled_count }): CsvRow => [
        csv.incident,
        codeName(reference, 'incident-category', category, language),
        reported_count,
        settled_count,
      ],
    ),
    [],
    [csv.part, csv.kind, csv.text, csv.to, csv.quantity, csv.free],
    ...emergency.resources.map(
      (resource): CsvRow => [
        csv.resource,
        resources.kind[resource.kind],
        resource.name,
        resource.area_name,
        resource.quantity,
        resource.free,
      ],
    ),
  ];
  return formatCsv(rows);
}
