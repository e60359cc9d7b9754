import type { WallEmergency } from '../../../server/api/wall/schema.ts';

type Entry = WallEmergency['log'][number];

/** Entries of a log that follow each other and say the same of several, as one line. */
export interface LogLine extends Pick<Entry, 'at' | 'kind' | 'task'> {
  /** To whom, the newest first. */
  names: string[];
}

/** A log in lines: what was ordered of many at once, or signed for by one after another, is told once. @param log newest first */
export function logLines(log: readonly Entry[]): LogLine[] {
  const lines: LogLine[] = [];
  for (const { at, kind, task, to_name } of log) {
    const names = to_name === null ? [] : [to_name];
    const last = lines.at(-1);
    if (last && task !== null && last.kind === kind && last.task === task) last.names.push(...names);
    else lines.push({ at, kind, task, names });
  }
  return lines;
}
