// What the coordinates of a file are, and the way from there to WGS 84. A spec, with whether x and y change places, is the whole truth
// about a file's coordinates: nothing else converts, what a file or a column says only leads to a guess, and what has been converted
// is stored as WGS 84 and never comes here again.
export { likelyBoxes } from './around.ts';
export { converted, converterOf } from './convert.ts';
export { declaredName, declaredSpec } from './declared.ts';
export { type Guess, type GuessInput, guessCrs } from './guess.ts';
export { hintOf } from './hints.ts';
export { type Box, type KnownPlaces, knownPlaces } from './known.ts';
export { type Fit, fitOf } from './local.ts';
export type { ControlPoint, Convert, CrsSpec, DeclaredCrs } from './spec.ts';
export { whyNoGuess } from './why.ts';
export { crsLine, crsNote, crsWords } from './words.ts';
