import { type PointColumns, readPointColumns } from '../../../client/map/point-columns.ts';
import { CategoryNumbers, drawnPoints, type PointFilter, type Points } from '../../../client/map/points.ts';
import { laidOut } from '../../../server/api/incidents/point-columns.ts';
import { type IncidentStatus, incidentStatuses, type PointsHeader } from '../../../server/api/incidents/schema.ts';

/** An incident as a test states it. */
export interface Stated {
  id: number;
  at: [number, number];
  /** Days from 2026-01-01. */
  day?: number;
  category?: string;
  urgency?: number;
  status?: IncidentStatus;
  /** 1 grid to 4 district. */
  settled?: number;
  hands?: number;
}

const categories = ['fire', 'noise'];

/** The binary answer that the server makes of these incidents. */
export function answerOf(stated: readonly Stated[], said: Partial<PointsHeader> = {}): ArrayBuffer {
  const column = (number: (one: Stated) => number) => {
    const bytes = Buffer.alloc(stated.length * 4);
    stated.forEach((one, row) => {
      bytes.writeInt32BE(number(one), row * 4);
    });
    return bytes;
  };
  const rows = {
    count: stated.length,
    id: column(({ id }) => id),
    longitude: column(({ at }) => Math.round(at[0] * 1e7)),
    latitude: column(({ at }) => Math.round(at[1] * 1e7)),
    packed: column(
      ({ day = 0, category = 'fire', urgency = 1, status = 'reported' }) =>
        (day << 16) | (categories.indexOf(category) << 8) | (incidentStatuses.indexOf(status) << 2) | urgency,
    ),
    course: column(({ settled = 0, hands = 0 }) => (settled << 4) | hands),
  };
  return laidOut(rows, {
    categories,
    statuses: incidentStatuses,
    time_zone: 'Asia/Shanghai',
    first_day: '2026-01-01',
    truncated: false,
    complete_from: null,
    ...said,
  }).buffer;
}

/** The columns of such an answer. */
export const columnsOf = (stated: readonly Stated[]): PointColumns => readPointColumns(answerOf(stated));

/** The incidents as the map holds them. */
export function pointsOf(stated: readonly Stated[], numbers = new CategoryNumbers()): Points {
  return drawnPoints(columnsOf(stated), numbers);
}

/** A filter that lets every incident pass. */
export const all: PointFilter = {
  days: [0, 100_000],
  categories: [0, Number.MAX_SAFE_INTEGER],
  statuses: [0, 12],
  urgencies: [0, 3],
};
