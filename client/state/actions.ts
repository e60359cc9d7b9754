import type { Indicator } from '../../server/api/areas/schema.ts';
import type { Colouring } from './colouring.ts';
import type { Days } from './period.ts';
import { type Selection, sameSelection } from './selection.ts';
import type { StatusFilter } from './status.ts';
import {
  type Camera,
  type LanguageChoice,
  type LayerId,
  type LayerSettings,
  store,
  type ThemeChoice,
  type Tool,
} from './store.ts';

// Every change of the view state, by name. Nothing else writes to the store.

/** The map came to rest at this camera. */
export function moveCamera(camera: Camera): void {
  store.update({ camera });
}

/** Opens a thing in the panel; null closes the panel. */
export function select(selection: Selection | null): void {
  if (!sameSelection(selection, store.state.selection)) store.update({ selection });
}

/** Shows or hides a layer, or changes how much it covers (opacity 0 to 1). */
export function setLayer(id: LayerId, change: Partial<LayerSettings>): void {
  const layers = store.state.layers;
  store.update({ layers: { ...layers, [id]: { ...layers[id], ...change } } });
}

/** Colours the grids by another count. */
export function setIndicator(indicator: Indicator): void {
  store.update({ indicator });
}

/** Colours the incidents by how urgent they are, or by what they went through. */
export function setColouring(colouring: Colouring): void {
  store.update({ colouring });
}

/** Colours the living map by the day of last confirmation, or by kind. */
export function setFreshness(freshness: boolean): void {
  store.update({ freshness });
}

/** First and last day of what is shown, both included; null goes back to the moving last 30 days. */
export function setPeriod(period: Days | null): void {
  store.update({ period });
}

/** Looks at a day in the past (`YYYY-MM-DD`), by what is known now or was known then; null: at today. */
export function lookAt(on: string | null, knownThen = false): void {
  store.update({ on, knownThen: on !== null && knownThen, ...(on === null && { compared: null }) });
}

/** Shows another day beside the one that is looked at; null ends it. */
export function compareWith(compared: string | null): void {
  store.update({ compared });
}

/** Opens a thing of the day beside, which from then on is the day that is looked at. */
export function selectBeside(selection: Selection): void {
  const { on, compared } = store.state;
  store.update({ selection, on: compared, compared: on, knownThen: false });
}

/** Keeps one category of incidents; null shows all. */
export function setCategory(category: string | null): void {
  store.update({ category });
}

/** Keeps incidents in one status, or that are open, overdue or done; null shows all. */
export function setStatus(status: StatusFilter | null): void {
  store.update({ status });
}

/** Opens a tool's sheet, or closes it when it is the open one. */
export function toggleTool(tool: Tool): void {
  store.update({ tool: store.state.tool === tool ? null : tool });
}

/** Opens a tool's sheet, whichever was open. */
export function openTool(tool: Tool): void {
  store.update({ tool });
}

/** Closes the tool's sheet. */
export function closeTool(): void {
  store.update({ tool: null });
}

export function setTheme(theme: ThemeChoice): void {
  store.update({ theme });
}

export function setLanguage(language: LanguageChoice): void {
  store.update({ language });
}
