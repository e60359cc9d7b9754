import { html, type TemplateResult } from 'lit';
import type { Catalogues } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { EmergencyPlan } from '../../../server/api/emergencies/schema.ts';
import type { Matter } from '../../../server/api/loop/schema.ts';
import type { OwnWall, WallFigures, WallMove } from '../../../server/api/wall/schema.ts';
import type { WallPanel } from '../../../server/api/walls/schema.ts';
import type { Standing } from '../../state/live.ts';
import type { LanguageChoice } from '../../state/store.ts';
import type { Showing } from '../../state/wall/programme.ts';
import './jw-wall-areas.ts';
import './jw-wall-clock.ts';
import './jw-wall-emergency.ts';
import './jw-wall-flow.ts';
import './jw-wall-freshness.ts';
import './jw-wall-headline.ts';
import './jw-wall-loop.ts';
import './jw-wall-oldest.ts';
import './jw-wall-orders.ts';
import './jw-wall-past.ts';
import './jw-wall-patrol.ts';
import './jw-wall-replay.ts';
import './jw-wall-resources.ts';
import './jw-wall-rose.ts';
import './jw-wall-visits.ts';

/** Everything that what stands on a wall is drawn from; another object each second. */
export interface WallView extends Showing {
  own: OwnWall;
  /** Null: not asked for yet; panels keep their room. */
  figures: WallFigures | null;
  /** Of the last 24 hours, oldest first. */
  moves: readonly WallMove[];
  /** The server's clock. */
  now_ms: number;
  deployment: Deployment;
  catalogues: Catalogues;
  /** Names of items. */
  matters: readonly Matter[];
  /** Names of plans for emergencies and of their tasks. */
  plans: readonly EmergencyPlan[];
  language: LanguageChoice;
  feed: Standing;
}

const panels: Record<WallPanel, (view: WallView) => TemplateResult> = {
  headline: (view) => html`<jw-wall-headline .view=${view}></jw-wall-headline>`,
  loop: (view) => html`<jw-wall-loop .view=${view}></jw-wall-loop>`,
  rose: (view) => html`<jw-wall-rose .view=${view}></jw-wall-rose>`,
  flow: (view) => html`<jw-wall-flow .view=${view}></jw-wall-flow>`,
  oldest: (view) => html`<jw-wall-oldest .view=${view}></jw-wall-oldest>`,
  past: (view) => html`<jw-wall-past .view=${view}></jw-wall-past>`,
  areas: (view) => html`<jw-wall-areas .view=${view}></jw-wall-areas>`,
  visits: (view) => html`<jw-wall-visits .view=${view}></jw-wall-visits>`,
  freshness: (view) => html`<jw-wall-freshness .view=${view}></jw-wall-freshness>`,
  patrol: (view) => html`<jw-wall-patrol .view=${view}></jw-wall-patrol>`,
  replay: (view) => html`<jw-wall-replay .view=${view}></jw-wall-replay>`,
  clock: (view) => html`<jw-wall-clock .view=${view}></jw-wall-clock>`,
  emergency: (view) => html`<jw-wall-emergency .view=${view}></jw-wall-emergency>`,
  orders: (view) => html`<jw-wall-orders .view=${view}></jw-wall-orders>`,
  resources: (view) => html`<jw-wall-resources .view=${view}></jw-wall-resources>`,
};

/** A panel of a scene. */
export function wallPanel(id: WallPanel, view: WallView): TemplateResult {
  return panels[id](view);
}
