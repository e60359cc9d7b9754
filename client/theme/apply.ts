import type { ThemeChoice } from '../state/store.ts';
import { day, night, type Palette, type Theme } from './palette.ts';

/** A palette as custom properties, `--sheet-raised: #ffffff` and so on; the choropleth's classes are `--class-1` to `--class-5`. */
export function customProperties(palette: Palette): [name: string, value: string][] {
  return Object.entries(palette).flatMap(([key, value]): [string, string][] => {
    if (key === 'theme') return [];
    if (key === 'choropleth') return palette.choropleth.map((colour, index) => [`--class-${index + 1}`, colour]);
    return [[`--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value as string]];
  });
}

/** The colours as a style sheet for the first paint, before any script runs: day, and night where the system is dark. */
export function firstPaintColours(): string {
  const block = (palette: Palette) =>
    `color-scheme: ${palette.theme === 'day' ? 'light' : 'dark'}; ${customProperties(palette)
      .map(([name, value]) => `${name}: ${value};`)
      .join(' ')}`;
  return `:root { ${block(day)} }\n@media (prefers-color-scheme: dark) { :root { ${block(night)} } }\n`;
}

/** The theme that a choice means now; `auto` follows the system. */
export function themeOf(choice: ThemeChoice, systemDark: boolean): Theme {
  return choice === 'auto' ? (systemDark ? 'night' : 'day') : choice;
}

/** Puts a theme's colours on the page. */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  const palette = theme === 'day' ? day : night;
  for (const [name, value] of customProperties(palette)) root.style.setProperty(name, value);
  root.style.setProperty('color-scheme', theme === 'day' ? 'light' : 'dark');
  root.dataset.theme = theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', palette.paper);
}
