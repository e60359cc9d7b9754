import { html, nothing, type TemplateResult } from 'lit';
import type { PatrolPlan } from '../../../server/api/patrol-plans/schema.ts';
import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { icon } from '../../elements/icon.ts';
import { iconButton } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import type { Messages } from '../../locales/index.ts';
import type { PatrolScene, Pointed } from '../../map/patrol/scene.ts';
import type { DrawnLine } from '../../map/patrol/street-drawing.ts';
import type { PatrolState } from '../../state/patrol/patrol-state.ts';
import type { Theme } from '../../theme/palette.ts';
import type { PatrolTab } from './address.ts';
import './jw-patrol-clock.ts';
import './jw-patrol-key.ts';

/** The map and what lies on it. */
export interface Stage {
  patrol: PatrolState;
  /** Null: the map's code or what it refers to is on its way. */
  reference: Reference | null;
  words: Messages;
  theme: Theme;
  scene: PatrolScene;
  compare: PatrolPlan | null;
  bounds: Bounds | null;
  movable: boolean;
  drawing: readonly LonLat[] | null;
  /** Why there is no map; '' where there is one. */
  fault: string;
  /** True: the sheet says itself what was done or went wrong. */
  quiet: boolean;
  /** Something of this tab was chosen on the map. */
  chooses: (tab: PatrolTab | null) => void;
  draws: (drawn: DrawnLine) => void;
  fails: (sentence: string) => void;
}

const tabOf: Partial<Record<NonNullable<Pointed['kind']>, PatrolTab>> = {
  point: 'points',
  street: 'streets',
  squad: 'squads',
};

/** The map, what was said, undo and redo, the clock and the legend. */
export function patrolStage(stage: Stage): TemplateResult {
  const { patrol, reference, words, scene } = stage;
  const { clock_min } = patrol.view;
  return html`<div class="stage">
    ${reference && !stage.fault ? map(stage, reference) : html`<p class="waiting" role="status">${stage.fault || `${words.common.loading} …`}</p>`}
    ${stage.movable || patrol.view.undo || patrol.view.redo ? hand(patrol, words) : nothing} ${stage.quiet ? nothing : said(patrol, words)}
    <jw-patrol-key .scene=${scene} .theme=${stage.theme}></jw-patrol-key>
    ${
      scene.plan?.result
        ? html`<jw-patrol-clock .patrol=${patrol} .reference=${reference} ?running=${clock_min !== null}></jw-patrol-clock>`
        : nothing
    }
  </div>`;
}

function map(stage: Stage, reference: Reference): TemplateResult {
  const { patrol, chooses, draws, fails } = stage;
  return html`<jw-patrol-map
    .deployment=${reference.deployment}
    .theme=${stage.theme}
    .scene=${stage.scene}
    .compare=${stage.compare}
    .bounds=${stage.bounds}
    ?movable=${stage.movable}
    .drawing=${stage.drawing}
    .way=${wayOnFoot}
    @jw-map-choose=${(event: CustomEvent<Pointed | null>) => {
      const { kind, ...chosen } = event.detail ?? {};
      if (kind === 'proposal') return;
      patrol.choose(
        event.detail && (kind === 'squad' ? { squad_id: chosen.squad_id! } : { ...chosen, ...(kind && { kind }) }),
      );
      chooses((kind && tabOf[kind]) ?? null);
    }}
    @jw-map-move=${(event: CustomEvent<{ kind: 'point' | 'squad'; id: number; centre: LonLat }>) => void moved(patrol, event.detail)}
    @jw-map-line=${(event: CustomEvent<DrawnLine>) => draws(event.detail)}
    @jw-map-error=${(event: CustomEvent<string>) => fails(event.detail)}
  ></jw-patrol-map>`;
}

function hand(patrol: PatrolState, words: Messages): TemplateResult {
  const { undo, redo } = patrol.view;
  const text = words.patrol;
  return html`<div class="hand">
    ${iconButton('undo', undo ? text.undo(undo) : text.nothingToUndo, () => void patrol.undo(), { disabled: !undo })}
    ${iconButton('redo', redo ? text.redo(redo) : text.nothingToRedo, () => void patrol.redo(), { disabled: !redo })}
  </div>`;
}

function said(patrol: PatrolState, words: Messages): TemplateResult | typeof nothing {
  const { fault, notice } = patrol.view;
  if (!fault && !notice) return nothing;
  return html`<div class="said ${fault ? 'fault' : ''}" role=${fault ? 'alert' : 'status'}>
    ${icon(fault ? 'warning' : 'check')}<span>${fault ?? notice}</span>
    ${iconButton('close', words.patrol.dismiss, () => patrol.dismiss())}
  </div>`;
}

/** Asks for the way on foot between two places; null where none leads there. @throws ApiError as `answer` does. */
async function wayOnFoot(from: LonLat, to: LonLat): Promise<LonLat[] | null> {
  const { line } = await answer(api.roads.path.$get({ query: { from: from.join(), to: to.join(), mode: 'foot' } }));
  return line.length > 1 ? line : null;
}

/** A plate was dragged: a point stands elsewhere; a squad starts elsewhere, and belongs to the area where it was dropped. */
async function moved(
  patrol: PatrolState,
  { kind, id, centre }: { kind: 'point' | 'squad'; id: number; centre: LonLat },
): Promise<void> {
  await patrol.attempt(async () => {
    if (kind === 'point') return patrol.points.change(id, { centre });
    const squad = patrol.squads.find(id);
    if (!squad) return;
    const { start, end, area_code } = squad;
    const returns = end !== null && end[0] === start[0] && end[1] === start[1];
    const query = { longitude: String(centre[0]), latitude: String(centre[1]) };
    const { path } = await answer(api.areas.at.$get({ query }));
    // Of the same level as before: who looked after a community looks after a community.
    const there = path.find((area) => area.area_code.length === area_code.length)?.area_code ?? area_code;
    return patrol.squads.change(id, { start: centre, ...(returns && { end: centre }), area_code: there });
  });
}
