import type { AreaSummary } from '../../server/api/wire.ts';
import { buildingName, formatFloor } from '../format/address.ts';
import type { Messages } from '../locales/index.ts';
import type { Selection } from '../state/selection.ts';
import type { LanguageChoice } from '../state/store.ts';
import type { Detail } from './detail.ts';

/** One step from the district down to a door; the last one is where the reader stands. */
export interface Step {
  label: string;
  selection: Selection;
}

/** The way to the selected thing, from the root; only the root while nothing is selected. */
export function stepsTo(
  detail: Detail | null,
  selection: Selection | null,
  root: AreaSummary | null,
  language: LanguageChoice,
  words: Messages,
): Step[] {
  if (!detail || !selection) return root ? [areaStep(root)] : [];
  const steps = detail.data.path.map(areaStep);
  if (detail.kind === 'area') return steps;
  if (detail.kind === 'building') {
    const building = detail.data.building;
    const narrowed = selection.kind === 'building' ? selection : { kind: 'building' as const, id: building.id };
    return [
      ...steps,
      ...buildingSteps(
        { ...narrowed, id: building.id },
        buildingName(building, language),
        detail.data.units,
        language,
        words,
      ),
    ];
  }
  if (detail.kind === 'household') {
    const home = detail.data.household;
    const name = buildingName({ id: home.building_id, name: home.building_name, address: null }, language);
    const unit = { unit_no: home.unit_no, name: home.unit_name };
    return [
      ...steps,
      ...buildingSteps(
        { id: home.building_id, unit_no: home.unit_no, floor: home.floor },
        name,
        [unit],
        language,
        words,
      ),
      { label: words.breadcrumb.door(home.door), selection: { kind: 'household', id: home.id } },
    ];
  }
  return [...steps, { label: thingName(detail), selection }];
}

/** One level up from the last step; null at the root. */
export function parentStep(steps: readonly Step[]): Step | null {
  return steps.at(-2) ?? null;
}

/** What the selected thing is called, without the places above it. */
export function thingName(detail: Exclude<Detail, { kind: 'area' | 'building' | 'household' }>): string {
  switch (detail.kind) {
    case 'compound':
      return detail.data.compound.name;
    case 'organisation':
      return detail.data.organisation.name;
    case 'facility':
      return detail.data.facility.name;
    case 'device':
      return detail.data.device.name;
    case 'incident':
      return detail.data.incident.title;
    case 'patrol_point':
      return detail.data.patrol_point.name;
    case 'patrol_route':
      return detail.data.patrol_route.name;
  }
}

function areaStep(area: AreaSummary): Step {
  return { label: area.name, selection: { kind: 'area', area_code: area.area_code } };
}

function buildingSteps(
  at: { id: number; unit_no?: number; floor?: number },
  name: string,
  units: { unit_no: number; name: string }[],
  language: LanguageChoice,
  words: Messages,
): Step[] {
  const building = { kind: 'building' as const, id: at.id };
  const steps: Step[] = [{ label: name, selection: building }];
  const unit = at.unit_no === undefined ? {} : { unit_no: at.unit_no };
  if (at.unit_no !== undefined) {
    const label =
      units.find(({ unit_no }) => unit_no === at.unit_no)?.name ?? words.breadcrumb.unit(String(at.unit_no));
    steps.push({ label, selection: { ...building, ...unit } });
  }
  if (at.floor !== undefined) {
    steps.push({ label: formatFloor(at.floor, language), selection: { ...building, ...unit, floor: at.floor } });
  }
  return steps;
}
