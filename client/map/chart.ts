import { Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Bounds, LonLat } from '../../server/api/wire.ts';
import type { LayerContext } from '../layers/layer.ts';
import { words } from '../locales/index.ts';
import { openTool } from '../state/actions.ts';
import { picking } from '../state/picking.ts';
import { mayOpen } from '../state/session.ts';
import { type Camera, store } from '../state/store.ts';
import { type Focus, MapCamera, panelPadding, reducedMotion } from './camera.ts';
import { MapData } from './data.ts';
import { supplyIcons } from './icons.ts';
import { type Aside, MapInteraction } from './interaction.ts';
import { LongPress } from './long-press.ts';
import { type Measurement, MeasureTool } from './measure.ts';
import { PlacePin } from './place-pin.ts';
import { screenScale } from './screen-scale.ts';
import { SelectionMark } from './selection.ts';
import { composeStyle } from './style.ts';
import { applyChanges, styleChanges } from './style-changes.ts';

setWorkerUrl(workerUrl);

/** What the chart asks of the element around it, and tells it. */
export interface ChartHost {
  context(): LayerContext;
  breaks(breaks: number[], smallCountBelow: number | null): void;
  heat(intensities: number[]): void;
  ready(): void;
  /** The first full draw is done. */
  drawn(): void;
  /** The camera came to rest or turned. */
  moved(): void;
  failed(message: string): void;
  measured(measurement: Measurement): void;
  pointer(longitude: number, latitude: number): void;
  /** Building of the selected household; null when it is not known or none is selected. */
  litBuilding(): number | null;
  /** The map of another day that lies over this one. */
  aside(): Aside | null;
  /** The graphics context is gone for good: build another chart. */
  lost(): void;
}

/** How long the browser may take to give a lost graphics context back. */
const restore_ms = 3000;
/** Where a map of an empty database looks. */
const china: Bounds = [73, 18, 135, 54];

/** One MapLibre map and the parts that work on it. When it is lost it is thrown away and another is made from the store. */
export class Chart {
  readonly map: MapLibreMap;
  readonly camera: MapCamera;
  readonly measure: MeasureTool;
  readonly data: MapData;
  readonly #interaction: MapInteraction;
  readonly #mark: SelectionMark;
  readonly #pin: PlacePin;
  readonly #longPress: LongPress;
  #style: StyleSpecification;
  #drawn = false;
  #loaded = false;
  #timer = 0;
  #end: () => void;

  constructor(
    private readonly container: HTMLElement,
    private readonly host: ChartHost,
  ) {
    this.#style = composeStyle(host.context(), store.state, screenScale());
    this.map = new MapLibreMap({
      container,
      style: this.#style,
      ...firstView(store.state.camera, host.context(), container),
      attributionControl: false,
      maplibreLogo: false,
      fadeDuration: 120,
      maxPitch: 70,
      minZoom: 3,
      maxZoom: 21,
      dragRotate: true,
      localIdeographFontFamily: '',
      refreshExpiredTiles: false,
      validateStyle: false,
      locale: { 'Map.Title': words(store.state.language).map.label },
      // Smooth edges of solid buildings; where few cores draw in software they cost a sixth of the first picture.
      canvasContextAttributes: { antialias: window.devicePixelRatio < 2 && navigator.hardwareConcurrency > 4 },
    });
    const { map } = this;
    this.camera = new MapCamera(map);
    this.#mark = new SelectionMark(map);
    this.#pin = new PlacePin(map);
    this.#longPress = new LongPress(map, (centre) => this.#whoAnswers(centre));
    this.measure = new MeasureTool(
      map,
      () => store.state.language,
      (measurement) => host.measured(measurement),
    );
    this.data = new MapData(map, {
      context: () => host.context(),
      breaks: (breaks, smallCountBelow) => host.breaks(breaks, smallCountBelow),
      heat: (intensities) => host.heat(intensities),
      failed: () => host.failed(words(store.state.language).map.error_data),
      settled: () => map.triggerRepaint(),
    });
    this.#interaction = new MapInteraction(
      map,
      {
        context: () => host.context(),
        busy: () => this.measure.active || this.#pin.active,
        pointer: (longitude, latitude) => host.pointer(longitude, latitude),
        dotAt: (point, reach_px) => this.data.incidents.dotAt(point, reach_px),
        aside: () => host.aside(),
      },
      container,
    );
    this.#listen();
    this.#end = store.subscribe((state, before) => {
      if (state.selection !== before.selection) this.light();
      if (state.selection !== before.selection || state.layers !== before.layers) this.restyle();
      if (
        state.layers !== before.layers ||
        state.period !== before.period ||
        state.category !== before.category ||
        state.status !== before.status
      ) {
        this.data.refresh();
      }
    });
  }

  /** Who answers at a place; while something else is shown on the map, the place is for that. */
  #whoAnswers(centre: LonLat): void {
    if (this.#pin.active) picking.move(centre);
    else if (!this.measure.active && mayOpen('chain')) {
      picking.offer(centre);
      openTool('chain');
    }
  }

  /** Brings the map to what the context and the store say now. */
  restyle(): void {
    if (!this.#loaded) return;
    const next = composeStyle(this.host.context(), store.state, screenScale());
    const changes = styleChanges(this.#style, next);
    this.#style = next;
    applyChanges(this.map, changes);
    this.data.repaint();
    this.measure.redraw();
  }

  /** Lights what is selected. */
  light(): void {
    if (this.#loaded) this.#mark.show(store.state.selection, this.host.litBuilding());
  }

  /** The classes of another indicator, or counts written in another language. */
  reclass(): void {
    this.data.reclass();
  }

  /** Fetches counts and incidents anew. */
  renew(): void {
    this.data.renew();
  }

  /** Fetches everything anew, as the map looks at another day. */
  lookAgain(): void {
    this.data.lookAgain();
  }

  /** Opens what lies under the middle, or sets a corner there while measuring, or the pin of a place that is asked for. */
  enter(): void {
    const { lng, lat } = this.map.getCenter();
    if (this.measure.active) this.measure.add([lng, lat]);
    else if (this.#pin.active) this.#pin.enter();
    else void this.#interaction.open(this.#middle());
  }

  /** Tells what lies under the middle; only while the keyboard has the map. */
  tellMiddle(): void {
    this.#interaction.tell(this.#middle());
  }

  zoomBy(delta: number): void {
    this.map.zoomTo(this.map.getZoom() + delta, { duration: reducedMotion() ? 0 : 250 });
  }

  resetNorth(): void {
    this.map.easeTo({ bearing: 0, pitch: 0, duration: reducedMotion() ? 0 : 300 });
  }

  fitAll(): void {
    this.camera.fit(wholeView(this.host.context()));
  }

  fly(focus: Focus): void {
    this.camera.fly(focus);
  }

  /** Metres are north of here: `[lon, lat]` of the middle. */
  get centre(): LonLat {
    const { lng, lat } = this.map.getCenter();
    return [lng, lat];
  }

  remove(): void {
    window.clearTimeout(this.#timer);
    this.#end();
    this.camera.release();
    this.data.release();
    this.#interaction.release();
    this.#longPress.release();
    this.#pin.release();
    this.map.remove();
  }

  #listen(): void {
    const { map, host } = this;
    map.on('error', (event) => {
      // A tile that does not come is retried on the next move; the sentence is for the reader, the cause for the console.
      console.warn(event.error);
      host.failed(words(store.state.language).map.error_data);
    });
    supplyIcons(map);
    map.once('style.load', () => {
      this.#loaded = true;
      this.restyle();
      this.light();
      this.data.refresh();
      host.ready();
    });
    map.on('moveend', () => {
      this.data.refresh();
      host.moved();
    });
    map.on('rotate', () => host.moved());
    map.on('pitch', () => host.moved());
    map.on('idle', () => {
      if (this.#drawn || this.data.pending) return;
      this.#drawn = true;
      host.drawn();
      void this.data.incidents.wake();
    });
    map.on('webglcontextlost', () => {
      this.#timer = window.setTimeout(() => host.lost(), restore_ms);
    });
    // The map would draw itself anew, but what deck.gl had on the graphics card is gone for good.
    map.on('webglcontextrestored', () => host.lost());
  }

  #middle(): [number, number] {
    return [this.container.clientWidth / 2, this.container.clientHeight / 2];
  }
}

function firstView(camera: Camera | null, context: LayerContext, container: HTMLElement) {
  if (!camera) return { bounds: wholeView(context), fitBoundsOptions: { padding: panelPadding(container) } };
  const { longitude, latitude, zoom, bearing, pitch } = camera;
  return { center: [longitude, latitude] as LonLat, zoom, bearing, pitch };
}

function wholeView(context: LayerContext): Bounds {
  return context.deployment.root?.bounds ?? context.deployment.bounds ?? china;
}
