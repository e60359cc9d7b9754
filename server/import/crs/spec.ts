// What the coordinates of a file can be. A spec, with whether x and y change places, is stored with its batch and says the whole of what
// is done to them.
import type { CrsSpec } from '../../api/imports/schema.ts';

export type { ControlPoint, CrsSpec } from '../../api/imports/schema.ts';
export type { DeclaredCrs } from '../readers/index.ts';

/** A Gauss-Krüger plane. */
export type GaussKruger = Extract<CrsSpec, { kind: 'gauss-kruger' }>;
/** The datums of Chinese planes, newest first. */
export type PlaneDatum = GaussKruger['datum'];

/** From x and y of a file to degrees of WGS 84. */
export type Convert = (x: number, y: number) => [lon: number, lat: number];
