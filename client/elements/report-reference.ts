import type { CodeEntry } from '../../server/api/codes/schema.ts';
import type { PublicDeployment } from '../../server/api/deployment/schema.ts';
import type { Clock } from '../format/time.ts';
import type { LanguageChoice } from '../state/store.ts';

/** What reporting refers to: the words of codes, and the day and zone that times are reckoned by. */
export interface ReportReference {
  catalogues: PublicDeployment['catalogues'];
  clock: Pick<Clock, 'today' | 'timeZone'>;
}

/** The reference of a deployment. */
export function reportReference({
  catalogues,
  today,
  time_zone,
}: Pick<PublicDeployment, 'catalogues' | 'today' | 'time_zone'>): ReportReference {
  return { catalogues, clock: { today, timeZone: time_zone } };
}

/** The name of a code in a language; the code itself where the catalogue does not hold it. */
export function codeWord(
  { catalogues }: Pick<ReportReference, 'catalogues'>,
  catalogue: keyof ReportReference['catalogues'],
  code: string,
  language: LanguageChoice,
): string {
  const entry: CodeEntry | undefined = catalogues[catalogue].find(({ id }) => id === code);
  return entry ? entry[language === 'en' ? 'en' : 'zh'] : code;
}
