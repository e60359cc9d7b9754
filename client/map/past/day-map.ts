import { Map as MapLibreMap, type StyleSpecification } from 'maplibre-gl';
import type { LayerContext } from '../../layers/layer.ts';
import { selectBeside } from '../../state/actions.ts';
import { store } from '../../state/store.ts';
import { AreaCounts } from '../area-counts.ts';
import { supplyIcons } from '../icons.ts';
import { IncidentData } from '../incident-data.ts';
import type { Aside } from '../interaction.ts';
import { screenScale } from '../screen-scale.ts';
import { SelectionMark } from '../selection.ts';
import { composeStyle } from '../style.ts';
import { applyChanges, styleChanges } from '../style-changes.ts';

/** What a map of a day asks of the element around it, and tells it. */
export interface DayMapHost {
  /** As of its own day. */
  context(): LayerContext;
  /** Whether it is to be seen at a point of the map (CSS pixels). */
  covers(point: [number, number]): boolean;
  drawn(): void;
  failed(): void;
}

/** A map of one day that lies over the console's and follows its camera; the pointer stays with the map below. */
export class DayMap implements Aside {
  readonly map: MapLibreMap;
  readonly #incidents: IncidentData;
  readonly #areas: AreaCounts;
  readonly #mark: SelectionMark;
  #style: StyleSpecification;
  #loaded = false;
  #end: () => void;

  constructor(
    container: HTMLElement,
    readonly below: MapLibreMap,
    private readonly host: DayMapHost,
  ) {
    this.#style = composeStyle(host.context(), store.state, screenScale());
    this.map = new MapLibreMap({
      container,
      style: this.#style,
      ...cameraOf(below),
      interactive: false,
      attributionControl: false,
      maplibreLogo: false,
      fadeDuration: 0,
      maxPitch: 70,
      minZoom: 3,
      maxZoom: 21,
      localIdeographFontFamily: '',
      refreshExpiredTiles: false,
      validateStyle: false,
    });
    const { map } = this;
    const canvas = map.getCanvas();
    canvas.removeAttribute('tabindex');
    canvas.setAttribute('aria-hidden', 'true');
    const ended = (error: unknown) => {
      if (error) host.failed();
    };
    this.#mark = new SelectionMark(map);
    this.#areas = new AreaCounts(map, {
      context: () => host.context(),
      // Both days are told by the classes of the map below, so that a colour says the same on both sides.
      breaks: () => undefined,
      annotate: (counts) => map.setGlobalStateProperty('counts', counts),
      ended,
    });
    this.#incidents = new IncidentData(map, { context: () => host.context(), heat: () => undefined, ended });
    supplyIcons(map);
    map.on('error', (event) => {
      console.warn(event.error);
      host.failed();
    });
    map.once('style.load', () => {
      this.#loaded = true;
      this.restyle();
      this.#light();
      this.#refresh();
    });
    map.once('idle', () => {
      host.drawn();
      void this.#incidents.wake();
    });
    map.on('moveend', this.#settle);
    below.on('move', this.#follow);
    this.#end = store.subscribe((state, before) => {
      if (state.selection !== before.selection) this.#light();
      if (state.selection !== before.selection || state.layers !== before.layers) this.restyle();
      const filters = ['layers', 'period', 'category', 'status'] as const;
      if (filters.some((name) => state[name] !== before[name])) this.#refresh();
    });
  }

  covers(point: [number, number]): boolean {
    return this.host.covers(point);
  }

  dotAt(point: [number, number], reach_px: number) {
    return this.#incidents.dotAt(point, reach_px);
  }

  choose = selectBeside;

  /** Brings the map to what the context and the store say now. */
  restyle(): void {
    if (!this.#loaded) return;
    const next = composeStyle(this.host.context(), store.state, screenScale());
    const changes = styleChanges(this.#style, next);
    this.#style = next;
    applyChanges(this.map, changes);
    this.#incidents.paint();
    this.#areas.reclass();
  }

  /** Fetches everything anew, for another day. */
  lookAgain(): void {
    this.#areas.empty();
    this.#incidents.empty();
    this.#refresh();
  }

  remove(): void {
    this.#end();
    window.clearTimeout(this.#timer);
    this.below.off('move', this.#follow);
    this.#areas.release();
    this.#incidents.release();
    this.map.remove();
  }

  #light(): void {
    if (this.#loaded) this.#mark.show(store.state.selection, null);
  }

  #refresh(): void {
    if (!this.#loaded) return;
    const context = this.host.context();
    if (store.state.layers.grids.visible) this.#areas.refresh(context);
    this.#incidents.refresh(context);
  }

  #follow = () => {
    this.map.jumpTo(cameraOf(this.below));
  };

  #timer = 0;
  /** Each jump is a move of its own: what it brings into view is asked for when there are no more. */
  #settle = () => {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#refresh(), 120);
  };
}

function cameraOf(map: MapLibreMap) {
  return { center: map.getCenter(), zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
}
