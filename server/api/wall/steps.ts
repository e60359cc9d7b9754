import type { IncidentStatus } from '../incidents/schema.ts';
import { type WallStep, wallSteps } from './schema.ts';

/** Which of the five steps a status stands in; what was merged or withdrawn stands in none. */
const stepOf: Record<IncidentStatus, WallStep | null> = {
  found: 'reported',
  reported: 'reported',
  returned: 'reported',
  dispatched: 'dispatched',
  accepted: 'handling',
  handling: 'handling',
  suspended: 'handling',
  resolved: 'resolved',
  verified: 'resolved',
  evaluated: 'evaluated',
  closed: 'evaluated',
  merged: null,
  withdrawn: null,
};

/** How many incidents stand in a status, and how many of them are overdue. */
export interface Standing {
  status: IncidentStatus;
  count: number;
  overdue_count: number;
}

/** How often incidents went from one status to another. */
export interface Passing {
  status: IncidentStatus;
  next_status: IncidentStatus;
  count: number;
}

/**
 * The weather of the loop. A step is passed when an incident leaves it for a later one; the last, which nothing leaves, when an incident
 * comes to it.
 */
export function loopWeather(standing: readonly Standing[], passing: readonly Passing[]) {
  return wallSteps.map((step, place) => {
    const here = standing.filter(({ status }) => stepOf[status] === step);
    const last = place === wallSteps.length - 1;
    const passed = passing.filter(({ status, next_status }) => {
      const [from, to] = [placeOf(status), placeOf(next_status)];
      return from >= 0 && to > from && (last ? to : from) === place;
    });
    return {
      step,
      count: totalOf(here, 'count'),
      overdue_count: totalOf(here, 'overdue_count'),
      passed_count: totalOf(passed, 'count'),
    };
  });
}

/** Place of a status's step among the five; -1: in none. */
function placeOf(status: IncidentStatus): number {
  const step = stepOf[status];
  return step === null ? -1 : wallSteps.indexOf(step);
}

/** What a column of rows adds up to. */
export function totalOf<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
