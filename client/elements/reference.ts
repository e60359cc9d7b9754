import type { CatalogueName, Catalogues } from '../../server/api/codes/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { Clock } from '../format/time.ts';
import { type LanguageChoice, store } from '../state/store.ts';

/** What every panel refers to: the deployment's day and the names of codes. Loaded once with the page. */
export interface Reference {
  deployment: Deployment;
  catalogues: Catalogues;
}

/** The name of a code in a language; the code itself where the catalogue does not hold it. */
export function codeName(
  { catalogues }: Pick<Reference, 'catalogues'>,
  catalogue: CatalogueName,
  code: string,
  language: LanguageChoice,
): string {
  const entry = catalogues[catalogue].find(({ id }) => id === code);
  return entry ? entry[language === 'en' ? 'en' : 'zh'] : code;
}

/** The clock that times on the screen are reckoned from. */
export function clockOf(
  { deployment }: { deployment: Pick<Deployment, 'today' | 'time_zone'> },
  language: LanguageChoice,
): Clock {
  return { today: deployment.today, timeZone: deployment.time_zone, language, past: store.state.on !== null };
}
