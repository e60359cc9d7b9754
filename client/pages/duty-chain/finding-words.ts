import type { DutyFinding } from '../../../server/api/duty-chain/schema.ts';
import { formatArea } from '../../format/distance.ts';
import { formatDate } from '../../format/time.ts';
import type { Messages } from '../../locales/index.ts';
import { initialState, type LanguageChoice, type ViewState } from '../../state/store.ts';
import { formatHash } from '../../state/url.ts';

/** How close the map looks at a finding: at a thing, at a grid. */
const thingZoom = 17;
const areaZoom = 15;

/** What more there is to say of a finding; '' where its kind says all. */
export function findingText(
  { code, detail }: DutyFinding,
  { chain }: Messages,
  today: string,
  language: LanguageChoice,
): string {
  const size = formatArea(detail.area_m2 ?? 0, language);
  switch (code) {
    case 'area_gap':
    case 'area_beyond':
      return chain.areaOf(size);
    case 'area_overlap':
      return chain.overlapWith(detail.other_name ?? '', size);
    case 'grid_head_missing':
    case 'grid_worker_missing':
    case 'community_secretary_missing':
      return detail.last_name && detail.ended_on
        ? chain.vacantSince(detail.last_name, formatDate(detail.ended_on, { today, language }))
        : chain.never;
    case 'grid_head_double':
      return (detail.names ?? []).join(chain.comma);
    case 'worker_in_two_grids':
      return chain.workerOf(detail.name ?? '', (detail.names ?? []).join(chain.comma));
    case 'holder_without_grant':
      return detail.name ?? '';
    case 'grant_without_holder':
      return chain.accountOf(detail.name ?? '', detail.login ?? '');
    default:
      return '';
  }
}

/** The map where a finding is, with the layer of gaps and the thing itself opened. */
export function findingLink(
  { kind, id, area_code, centre: [longitude, latitude] }: DutyFinding,
  { theme, language }: Pick<ViewState, 'theme' | 'language'>,
): string {
  const zoom = kind === 'area' ? areaZoom : thingZoom;
  const camera = { longitude, latitude, zoom, bearing: 0, pitch: 0 };
  const layers = { ...initialState.layers, gaps: { visible: true, opacity: 1 } };
  const selection = kind === 'area' ? { kind, area_code } : { kind, id };
  return `/${formatHash({ ...initialState, theme, language, camera, layers, selection })}`;
}
