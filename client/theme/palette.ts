/** A theme: paper by day, ink by night. */
export type Theme = 'day' | 'night';

/** Five classes, first the one that stands out least. */
export type Ramp = readonly [string, string, string, string, string];

/**
 * The colours of one theme, as `#rrggbb`; the map's style, the legends and tokens.css take them from here and agree.
 * Cinnabar, amber, jade and indigo are signals (overdue, due soon, done, patrol) and used for nothing else.
 */
export interface Palette {
  theme: Theme;
  paper: string;
  sheet: string;
  sheetRaised: string;
  rule: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  /** Selection, focus and links. */
  accent: string;
  cinnabar: string;
  amber: string;
  jade: string;
  indigo: string;
  /** Classes of a choropleth, from the neutral up; one hue, ink-blue. */
  choropleth: Ramp;
  /** Density of incidents, from few to many; one hue, sepia, so that it can lie on the choropleth. */
  heat: Ramp;
  /** Last confirmation, from forgotten to fresh; one hue, lamplight. */
  freshness: Ramp;
  land: string;
  park: string;
  water: string;
  waterEdge: string;
  school: string;
  commercial: string;
  industrial: string;
  compound: string;
  compoundWall: string;
  building: string;
  buildingEdge: string;
  buildingTop: string;
  road: string;
  roadCasing: string;
  roadMajor: string;
  rail: string;
  label: string;
  labelHalo: string;
  gridLine: string;
  /** Lamplight: a lit window, the warm mark of what is alive. */
  lamp: string;
}

export const day: Palette = {
  theme: 'day',
  paper: '#f4efe4',
  sheet: '#fbf8f1',
  sheetRaised: '#ffffff',
  rule: '#d9d1bf',
  ink: '#22303c',
  inkSoft: '#4d5b66',
  inkFaint: '#5f6a74',
  accent: '#1f5673',
  cinnabar: '#c8371f',
  amber: '#a86a00',
  jade: '#2c7a58',
  indigo: '#4150a6',
  choropleth: ['#eee8da', '#d3dde0', '#a6c0cb', '#6b97ab', '#356883'],
  heat: ['#e0cba9', '#cfae82', '#b98d5c', '#996b3e', '#704b2a'],
  freshness: ['#7e7a72', '#93825f', '#a98c4f', '#c39a3c', '#dfab2c'],
  land: '#f4efe4',
  park: '#dfe6d1',
  water: '#c6d9df',
  waterEdge: '#a3c0ca',
  school: '#f0e6d2',
  commercial: '#f3e9db',
  industrial: '#e9e5dc',
  compound: '#f8f4eb',
  compoundWall: '#b3a78d',
  building: '#e8dfcd',
  buildingEdge: '#bfb299',
  buildingTop: '#f1ead9',
  road: '#fffdf8',
  roadCasing: '#d3c8b2',
  roadMajor: '#fffaf0',
  rail: '#a79f92',
  label: '#35424d',
  labelHalo: '#fbf8f1',
  gridLine: '#6c8595',
  lamp: '#d9992b',
};

export const night: Palette = {
  theme: 'night',
  paper: '#0f1822',
  sheet: '#16212d',
  sheetRaised: '#1d2a38',
  rule: '#2f4050',
  ink: '#e9e3d4',
  inkSoft: '#b7bbb9',
  inkFaint: '#929da4',
  accent: '#8fc1da',
  cinnabar: '#f06a4d',
  amber: '#e3a93f',
  jade: '#5fbd92',
  indigo: '#97a4f2',
  choropleth: ['#15212d', '#1d3546', '#295069', '#3d7896', '#74b3d1'],
  heat: ['#3a2f24', '#5f4a33', '#8b6c47', '#b58f5e', '#dfb97f'],
  freshness: ['#6b7079', '#857a68', '#a68a58', '#cba24f', '#f6c969'],
  land: '#0f1822',
  park: '#13241f',
  water: '#0a2536',
  waterEdge: '#17405a',
  school: '#1b2126',
  commercial: '#1c212b',
  industrial: '#171e26',
  compound: '#131e29',
  compoundWall: '#43566a',
  building: '#1f2c3a',
  buildingEdge: '#36495b',
  buildingTop: '#28384a',
  road: '#2a3848',
  roadCasing: '#0b131b',
  roadMajor: '#3a4b5d',
  rail: '#3f4e5c',
  label: '#d9d6cb',
  labelHalo: '#0f1822',
  gridLine: '#6f8aa0',
  lamp: '#f3c46b',
};

/** The colours of a theme. */
export function paletteOf(theme: Theme): Palette {
  return theme === 'night' ? night : day;
}
