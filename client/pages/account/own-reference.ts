import type { Deployment } from '../../../server/api/deployment/schema.ts';
import { answer, api } from '../../api.ts';
import type { Reference } from '../../elements/reference.ts';
import { wallTime } from '../../format/time.ts';
import { may, session } from '../../state/session.ts';

/** What the page of an account refers to. */
export interface OwnReference extends Pick<Reference, 'catalogues'> {
  deployment: Pick<Deployment, 'today' | 'time_zone' | 'root' | 'demo'>;
}

/** Fetches it. Who has no duty yet is told nothing of the deployment: their own clock then counts. */
export async function loadOwnReference(signal: AbortSignal): Promise<OwnReference> {
  const known = may('map') || may('counts');
  const [deployment, catalogues] = await Promise.all([
    known ? answer(api.deployment.$get({}, { init: { signal } })) : ownClock(),
    answer(api.codes.$get({}, { init: { signal } })),
  ]);
  return { deployment, catalogues };
}

function ownClock(): OwnReference['deployment'] {
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { day: today } = wallTime(new Date().toISOString(), time_zone);
  return { today, time_zone, root: null, demo: session.state?.demo ?? false };
}
