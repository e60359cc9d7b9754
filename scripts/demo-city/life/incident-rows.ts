import { layToRest } from '../resting.ts';
import { insertRows, moveSequences, pointText, type Value } from './bulk.ts';
import type { Life } from './context.ts';
import type { Finding } from './findings.ts';
import type { History, RecordedEvent } from './histories.ts';

/** A finding and what became of it. */
export interface Recorded extends History {
  finding: Finding;
}

/** Incidents written at once, with all that belongs to them. */
const BATCH = 3_000;

/**
 * Writes incidents with their events, steps and whistles, as if each event had been written by itself: the triggers that
 * would follow them one by one rest meanwhile.
 */
export async function insertHistories(life: Life, records: readonly Recorded[]): Promise<void> {
  const { sql } = life;
  // What makes their places coarse goes on: the database alone knows how.
  const awake = ['incident_coarse'];
  const wake = await layToRest(sql, ['incident', 'incident_event', 'incident_step', 'whistle'], { awake });
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    await insertRows(
      sql,
      'incident',
      incidentColumns,
      batch.map((record) => incidentRow(life, record)),
    );
    await insertRows(
      sql,
      'incident_event',
      eventColumns,
      batch.flatMap((record) => eventRows(life, record)),
    );
    await insertRows(sql, 'incident_step', stepColumns, batch.flatMap(stepRows));
    await insertRows(sql, 'whistle', whistleColumns, batch.flatMap(whistleRows));
    life.onProgress('incidents', Math.min(records.length, start + BATCH), records.length);
  }
  await wake();
  await moveSequences(sql, ['incident']);
}

const incidentColumns = {
  ...{ id: 'int', incident_code: 'text', area_code: 'text', category: 'text', item: 'text', catalogue_version: 'text' },
  ...{ title: 'text', description: 'text', address: 'text', severity: 'text', status: 'text', channel: 'text' },
  ...{ found_at: 'timestamptz', reported_at: 'timestamptz', due_at: 'timestamptz', remind_at: 'timestamptz' },
  ...{
    escalate_at: 'timestamptz',
    closed_at: 'timestamptz',
    clock_left_min: 'int',
    settled_at: 'text',
    version: 'int',
  },
  ...{
    last_kind: 'text',
    holder_code: 'text',
    department: 'text',
    hand_count: 'int',
    rating: 'int',
    merged_into: 'int',
  },
  ...{ joined_count: 'int', geometry: 'geometry', source: 'text', source_id: 'text' },
};

function incidentRow({ loop }: Life, { finding, incident, events }: Recorded): Value[] {
  const state = incident as typeof incident & Partial<Record<string, string | null>>;
  return [
    ...[finding.id, finding.incident_code, incident.area_code, finding.category, finding.item],
    finding.item === null ? null : loop.reference.catalogue.version,
    ...[finding.title, finding.description, finding.address, incident.severity, incident.status, finding.channel],
    ...[timeText(finding.found_at), timeText(finding.reported_at), incident.due_at, state.remind_at ?? null],
    ...[state.escalate_at ?? null, state.closed_at ?? null, incident.clock_left_min, state.settled_at ?? null],
    ...[incident.version, events.at(-1)!.kind, incident.holder_code, incident.department, incident.hand_count],
    ...[incident.rating, incident.merged_into, incident.joined_count, pointText(finding.centre)],
    ...['demo', finding.incident_code],
  ];
}

const eventColumns = {
  ...{
    incident_id: 'int',
    version: 'int',
    kind: 'text',
    happened_at: 'timestamptz',
    actor: 'text',
    from_status: 'text',
  },
  ...{ to_status: 'text', from_holder: 'text', to_holder: 'text', text: 'text', photos: 'text[]', changes: 'jsonb' },
};

function eventRows({ pictures }: Life, { finding, events }: Recorded): Value[][] {
  return events.map((event, index) => [
    ...[finding.id, index + 1, event.kind, event.happened_at, event.actor, event.from_status, event.to_status],
    ...[event.from_holder, event.to_holder, event.text ?? null],
    pictures && event.photos ? `{${event.photos.join(',')}}` : '{}',
    JSON.stringify(event.changes),
  ]);
}

const stepColumns = {
  incident_id: 'int',
  position: 'int',
  status: 'text',
  entered_at: 'timestamptz',
  left_at: 'timestamptz',
};

function stepRows({ finding, events }: Recorded): Value[][] {
  const steps = events
    .map((event, index) => ({ ...event, position: index + 1 }))
    .filter(({ from_status, to_status }) => from_status !== to_status);
  return steps.map(({ position, to_status, happened_at }, index) => [
    ...[finding.id, position, to_status, happened_at, steps[index + 1]?.happened_at ?? null],
  ]);
}

const whistleColumns = {
  ...{
    incident_id: 'int',
    department: 'text',
    called_at: 'timestamptz',
    arrive_by: 'timestamptz',
    arrived_at: 'timestamptz',
  },
};

/** The last call of each department, and when it came. */
function whistleRows({ finding, events }: Recorded): Value[][] {
  const calls = new Map<string, { call: RecordedEvent; arrived_at: string | null }>();
  for (const event of events) {
    for (const department of (event.changes.departments ?? []) as string[])
      calls.set(department, { call: event, arrived_at: null });
    const came = calls.get(event.changes.arrived as string);
    if (came) came.arrived_at ??= event.happened_at;
  }
  return [...calls].map(([department, { call, arrived_at }]) => [
    ...[finding.id, department, call.happened_at, call.changes.arrive_by as string, arrived_at],
  ]);
}

function timeText(moment: number): string {
  return new Date(moment).toISOString();
}
