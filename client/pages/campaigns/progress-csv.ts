import type { CampaignProgress } from '../../../server/api/campaigns/schema.ts';
import { formatCsv } from '../../format/csv.ts';
import type { Messages } from '../../locales/index.ts';

/** Counts of a campaign by building (or grid) as CSV; nothing of a person. What is not told is empty. */
export function progressCsv({ parts }: Pick<CampaignProgress, 'parts'>, words: Messages['campaigns']): string {
  const { columns, outcome } = words;
  const outcomes = ['met', 'no_answer', 'refused', 'moved'] as const;
  return formatCsv([
    [columns.area, columns.name, columns.doors, columns.done, ...outcomes.map((name) => outcome[name])],
    ...parts.map((part) => [
      ...[part.area_name, part.name, part.door_count, part.done_count],
      ...outcomes.map((name) => part.outcomes?.[name] ?? null),
    ]),
  ]);
}
