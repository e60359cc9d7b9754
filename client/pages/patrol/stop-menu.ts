import { html, type TemplateResult } from 'lit';
import type { PlannedStop } from '../../../server/api/patrol-plans/schema.ts';
import type { Messages } from '../../locales/index.ts';
import type { PatrolState } from '../../state/patrol/patrol-state.ts';
import { type SquadRow, stopName } from './plan-rows.ts';

/** The way of a stop to another squad without dragging. */
export function stopMenu(
  patrol: PatrolState,
  words: Messages,
  { squad }: Pick<SquadRow, 'squad'>,
  stop: PlannedStop,
  name: string,
): TemplateResult {
  const { stops } = words.planning;
  const others = (patrol.view.plan?.input.squads ?? []).filter(({ squad_id }) => squad_id !== squad.squad_id);
  const choose = ({ target }: Event) => {
    const select = target as HTMLSelectElement;
    const to = Number(select.value);
    select.value = '';
    if (to) void moveStop(patrol, words, squad.squad_id, stop, name, to);
  };
  return html`<select class="move" aria-label=${stops.moveLabel(name)} ?disabled=${patrol.view.pending > 0} @change=${choose}>
    <option value="">${stops.move}</option>
    ${others.map((other) => html`<option value=${other.squad_id}>${other.name}</option>`)}
  </select>`;
}

/** Gives a stop to another squad and looks at it there. */
export async function moveStop(
  patrol: PatrolState,
  words: Messages,
  from: number,
  stop: PlannedStop,
  name: string,
  to: number,
): Promise<void> {
  const squad = patrol.view.plan?.input.squads.find(({ squad_id }) => squad_id === to);
  if (!squad || to === from) return;
  const named = stopName(from, stop);
  const label = words.planning.edit.moved(name, squad.name);
  const moved = await patrol.attempt(() => patrol.plans.move({ ...named, locked: stop.locked }, to, label));
  if (moved) patrol.choose({ ...named, squad_id: to });
}
