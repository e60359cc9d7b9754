import { daysBetween } from '../format/time.ts';
import { colourings } from './colouring.ts';
import { indicators } from './indicators.ts';
import { longestPeriod } from './period.ts';
import type { NumberedKind, Selection } from './selection.ts';
import { statusFilters } from './status.ts';
import { type Camera, initialState, type LayerId, type LayerSettings, layerIds, type ViewState } from './store.ts';

// The whole view as a location hash: #v=1&map=14.2/32.0012/112.1034/0/0&at=area:990106001&layers=patrol:1,devices:off.
// Only what differs from the view without a link is written; a part that cannot be read is left out, the rest counts.

const tools = ['report', 'layers', 'incidents', 'measure', 'chain', 'print', 'help'] as const;
const numberedKinds: readonly NumberedKind[] = [
  'building',
  'household',
  'compound',
  'organisation',
  'facility',
  'device',
  'incident',
  'patrol_point',
  'patrol_route',
];

/** The hash of a view, with its `#`; a view that differs in nothing has the hash `#v=1`. */
export function formatHash(state: ViewState): string {
  const parts: [string, string | null][] = [
    ['map', state.camera && formatCamera(state.camera)],
    ['at', state.selection && formatSelection(state.selection)],
    ['layers', formatLayers(state.layers)],
    ['show', state.indicator === initialState.indicator ? null : state.indicator],
    ['by', state.colouring === initialState.colouring ? null : state.colouring],
    ['fresh', state.freshness ? '1' : null],
    ['period', state.period && `${state.period.from}..${state.period.to}`],
    ['category', state.category === null ? null : encodeURIComponent(state.category)],
    ['status', state.status],
    ['on', state.on],
    ['known', state.on && state.knownThen ? 'then' : null],
    ['with', state.on && state.compared],
    ['tool', state.tool],
    ['theme', state.theme === initialState.theme ? null : state.theme],
    ['lang', state.language === initialState.language ? null : state.language],
  ];
  return `#v=1${parts.flatMap(([key, value]) => (value === null ? [] : `&${key}=${value}`)).join('')}`;
}

/** The view that a hash names; what it does not name, or names badly, is as without a link. Never throws. */
export function parseHash(hash: string): ViewState {
  const part = new Map<string, string>();
  for (const pair of hash.replace(/^#/, '').split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) part.set(pair.slice(0, at), pair.slice(at + 1));
  }
  if (part.get('v') !== '1') return initialState;
  const fresh = part.get('fresh');
  const on = part.get('on');
  const compared = part.get('with');
  return {
    camera: parseCamera(part.get('map')),
    selection: parseSelection(part.get('at')),
    layers: parseLayers(part.get('layers')),
    indicator: oneOf(indicators, part.get('show')) ?? initialState.indicator,
    colouring: oneOf(colourings, part.get('by')) ?? initialState.colouring,
    freshness: fresh === '1',
    period: parsePeriod(part.get('period')),
    category: parseText(part.get('category')),
    status: oneOf(statusFilters, part.get('status')),
    on: isDay(on) ? on : null,
    knownThen: isDay(on) && part.get('known') === 'then',
    compared: isDay(on) && isDay(compared) ? compared : null,
    tool: oneOf(tools, part.get('tool')),
    theme: oneOf(['auto', 'day', 'night'] as const, part.get('theme')) ?? initialState.theme,
    language: oneOf(['zh-CN', 'en'] as const, part.get('lang')) ?? initialState.language,
  };
}

/** A camera as precise as a link keeps it: about 1 m on the ground, a hundredth of a zoom level, a tenth of a degree. */
export function roundCamera(camera: Camera): Camera {
  return {
    longitude: rounded(camera.longitude, 5),
    latitude: rounded(camera.latitude, 5),
    zoom: rounded(camera.zoom, 2),
    bearing: rounded(camera.bearing, 1),
    pitch: rounded(camera.pitch, 1),
  };
}

function formatCamera(camera: Camera): string {
  const { zoom, latitude, longitude, bearing, pitch } = roundCamera(camera);
  return [zoom, latitude, longitude, bearing, pitch].join('/');
}

function parseCamera(text: string | undefined): Camera | null {
  const values = text?.split('/') ?? [];
  if (values.length !== 5 || values.some((value) => !/^-?\d+(\.\d+)?$/.test(value))) return null;
  const [zoom, latitude, longitude, bearing, pitch] = values.map(Number) as [number, number, number, number, number];
  const possible =
    within(zoom, 0, 24) &&
    within(latitude, -90, 90) &&
    within(longitude, -180, 180) &&
    within(bearing, -180, 180) &&
    within(pitch, 0, 85);
  return possible ? { longitude, latitude, zoom, bearing, pitch } : null;
}

function formatSelection(selection: Selection): string {
  if (selection.kind === 'area') return `area:${selection.area_code}`;
  if (selection.kind !== 'building') return `${selection.kind}:${selection.id}`;
  const unit = selection.unit_no === undefined ? '' : `/unit${selection.unit_no}`;
  const floor = selection.floor === undefined ? '' : `/floor${selection.floor}`;
  return `building:${selection.id}${unit}${floor}`;
}

function parseSelection(text: string | undefined): Selection | null {
  const area = text?.match(/^area:(\d{2,18})$/);
  if (area) return { kind: 'area', area_code: area[1] as string };
  const numbered = text?.match(/^([a-z_]+):(\d{1,10})(?:\/unit(\d{1,2}))?(?:\/floor(-?\d{1,3}))?$/);
  if (!numbered) return null;
  const kind = oneOf(numberedKinds, numbered[1]);
  const id = Number(numbered[2]);
  if (!kind || !within(id, 1, 2_147_483_647)) return null;
  if (kind !== 'building') return numbered[3] || numbered[4] ? null : ({ kind, id } as Selection);
  const unit_no = numbered[3] === undefined ? undefined : Number(numbered[3]);
  const floor = numbered[4] === undefined ? undefined : Number(numbered[4]);
  return {
    kind,
    id,
    ...(unit_no && { unit_no }),
    ...(floor && within(floor, -20, 200) && { floor }),
  };
}

/** A layer is named with its opacity when it is visible, with `off` when not. */
function formatLayers(layers: ViewState['layers']): string | null {
  const changed = layerIds.filter((id) => {
    const usual = initialState.layers[id];
    return layers[id].visible !== usual.visible || layers[id].opacity !== usual.opacity;
  });
  const words = changed.map((id) => {
    const { visible, opacity } = layers[id];
    const share = rounded(opacity, 2);
    if (visible) return `${id}:${share}`;
    return opacity === initialState.layers[id].opacity ? `${id}:off` : `${id}:off${share}`;
  });
  return words.length ? words.join(',') : null;
}

function parseLayers(text: string | undefined): ViewState['layers'] {
  const layers: Record<LayerId, LayerSettings> = { ...initialState.layers };
  for (const word of text?.split(',') ?? []) {
    const match = word.match(/^([a-z]+):(off)?(\d(?:\.\d{1,2})?)?$/);
    const id = oneOf(layerIds, match?.[1]);
    if (!match || !id || (!match[2] && !match[3])) continue;
    const opacity = match[3] === undefined ? layers[id].opacity : Number(match[3]);
    if (within(opacity, 0, 1)) layers[id] = { visible: !match[2], opacity };
  }
  return layers;
}

function parsePeriod(text: string | undefined): ViewState['period'] {
  const [from, to, ...rest] = text?.split('..') ?? [];
  if (!isDay(from) || !isDay(to) || from > to || rest.length) return null;
  return daysBetween(from, to) < longestPeriod ? { from, to } : null;
}

function isDay(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

function parseText(text: string | undefined): string | null {
  try {
    const value = text ? decodeURIComponent(text) : '';
    return value && value.length <= 60 ? value : null;
  } catch {
    return null;
  }
}

function oneOf<Value extends string>(values: readonly Value[], text: string | undefined): Value | null {
  return values.find((value) => value === text) ?? null;
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}
