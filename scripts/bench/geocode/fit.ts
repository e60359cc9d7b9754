import { fittedTable } from './calibration.ts';
import { judgedSamples } from './samples.ts';

/** Prints the table of server/geocode/confidence.ts; the bench `geocode` tests it on other towns. */
const SAMPLES = 30_000;
for (const [score, right] of fittedTable(judgedSamples('calibration', SAMPLES)))
  console.log(`  [${score.toFixed(3)}, ${Math.min(right, 0.997).toFixed(3)}],`);
