/** A theme: paper by day, ink by night. */
export type Theme = 'day' | 'night';

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
  /** Five classes of a choropleth, from the neutral up; one hue. */
  choropleth: readonly [string, string, string, string, string];
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
  inkFaint: '#6d7780',
  accent: '#1f5673',
  cinnabar: '#c8371f',
  amber: '#b87503',
  jade: '#2c7a58',
  indigo: '#4150a6',
  choropleth: ['#efe8d8', '#d5dcda', '#a9c0c8', '#6f98a9', '#3b6c84'],
  land: '#f4efe4',
  park: '#dde5cf',
  water: '#c3d7de',
  waterEdge: '#9dbcc7',
  school: '#efe4cd',
  commercial: '#f1e2d8',
  industrial: '#e6e2da',
  compound: '#f7f3ea',
  compoundWall: '#b9ad94',
  building: '#e4dac6',
  buildingEdge: '#bdb097',
  buildingTop: '#efe7d6',
  road: '#fffdf8',
  roadCasing: '#d5cab4',
  roadMajor: '#fffaf0',
  rail: '#a79f92',
  label: '#35424d',
  labelHalo: '#fbf8f1',
  gridLine: '#6f8796',
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
  inkFaint: '#8d989f',
  accent: '#8fc1da',
  cinnabar: '#f06a4d',
  amber: '#e3a93f',
  jade: '#5fbd92',
  indigo: '#97a4f2',
  choropleth: ['#1a2733', '#22394a', '#2d526a', '#427a98', '#74b3d1'],
  land: '#0f1822',
  park: '#15261f',
  water: '#0a2433',
  waterEdge: '#17405a',
  school: '#1f2420',
  commercial: '#24212a',
  industrial: '#1a2026',
  compound: '#131e29',
  compoundWall: '#415364',
  building: '#1e2b39',
  buildingEdge: '#374a5c',
  buildingTop: '#28384a',
  road: '#2a3848',
  roadCasing: '#0c141d',
  roadMajor: '#3a4a5b',
  rail: '#3b4a57',
  label: '#d9d6cb',
  labelHalo: '#0f1822',
  gridLine: '#6f8aa0',
  lamp: '#f3c46b',
};
