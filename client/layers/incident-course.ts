import type { ExpressionSpecification } from 'maplibre-gl';
import type { Colouring } from '../state/colouring.ts';
import type { Palette } from '../theme/palette.ts';
import type { Mark } from './image-name.ts';

/** Colourings by what an incident went through; both have five classes: 0 for none yet, 1 to 4. */
export type CourseColouring = Exclude<Colouring, 'urgency'>;
export const courseClasses = [0, 1, 2, 3, 4] as const;
export type CourseClass = (typeof courseClasses)[number];

/** The class of an incident: the level at which it was settled, 1 grid to 4 district; or the hands, four and more together. */
export function courseClassOf(colouring: CourseColouring, settled: number, hands: number): CourseClass {
  return Math.min(4, colouring === 'settled' ? settled : hands) as CourseClass;
}

/** The same for an expression over a feature's `settled` and `hands`. */
export function courseClass(colouring: CourseColouring): ExpressionSpecification {
  return ['min', 4, ['coalesce', ['get', colouring], 0]] as unknown as ExpressionSpecification;
}

/** Colour of a class where it is a dot: one hue, further from the paper the further the matter went. */
export function courseColour(palette: Palette, course: CourseClass): string {
  return course === 0 ? palette.inkFaint : palette.heat[course];
}

/** Symbol of a class: hollow for none yet, else a disc with as many quarters of a ring as the class says. */
export function courseMark(palette: Palette, course: CourseClass, icon: string): Mark {
  if (course === 0) {
    return { shape: 'hollow', icon, fill: palette.sheet, ink: palette.inkFaint, edge: palette.inkFaint, ring: 0 };
  }
  const [fill, ink] = [courseColour(palette, course), course < 3 ? palette.ink : palette.sheet];
  return { shape: 'disc', icon, fill, ink, edge: palette.ink, ring: course / 4 };
}

/** Dots by class, as `dotLooks` has them by urgency: size says what colour says. */
export const courseDotLooks = [
  { radius: 0.7, edge: 0, opacity: 0.6, below: 'incidents-selected' },
  { radius: 0.9, edge: 0.7, opacity: 1, below: 'incidents-selected' },
  { radius: 1.1, edge: 0.8, opacity: 1, below: 'incidents-selected' },
  { radius: 1.35, edge: 1, opacity: 1, below: 'incidents-cluster' },
  { radius: 1.6, edge: 1.2, opacity: 1, below: 'incidents-cluster' },
] as const;
