import { insertRows } from './bulk.ts';
import type { Life } from './context.ts';
import type { Recorded } from './incident-rows.ts';
import { replyTexts } from './reply-texts.ts';

const columns = {
  ...{ incident_id: 'int', area_code: 'text', category: 'text', question: 'text', answer: 'text', asked_on: 'date' },
  ...{ published_at: 'timestamptz', rating: 'int' },
};
/** An answer is published so long after the matter is over, ms: 2 to 40 hours. */
const PUBLISHED_AFTER_MS: readonly [number, number] = [7_200_000, 144_000_000];

/** Publishes answers to questions of residents: each at the last matter of its kind that is over and was not rated badly. */
export async function insertReplies(life: Life, records: readonly Recorded[]): Promise<void> {
  const answered = new Map<string, Recorded>();
  for (const record of records) {
    const { finding, incident } = record;
    const asked = finding.channel === 'public' || finding.channel === 'hotline';
    const over = Date.parse(record.events.at(-1)!.happened_at) + PUBLISHED_AFTER_MS[1] < life.now;
    if (asked && over && incident.status === 'closed' && incident.places.length > 1 && (incident.rating ?? 5) > 2)
      answered.set(finding.item ?? '', record);
  }
  const random = life.random.fork('replies');
  const rows = replyTexts.flatMap(([matter, question, answer]) => {
    const record = answered.get(matter);
    if (!record) return [];
    const { finding, incident, events } = record;
    const published = Date.parse(events.at(-1)!.happened_at) + random.between(...PUBLISHED_AFTER_MS);
    const community = incident.places.at(-2)!.area_code;
    const { day } = life.clock.wall(finding.reported_at);
    const told = [question, answer, day, new Date(published).toISOString(), incident.rating];
    return [[finding.id, community, finding.category, ...told]];
  });
  await insertRows(life.sql, 'reply', columns, rows);
}
