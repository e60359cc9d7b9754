import type { pastMessages as chinese } from './past-zh-CN.ts';

/** Words of the time machine, in English. */
export const pastMessages: typeof chinese = {
  open: 'Look back',
  name: 'Time bar',
  on: (day) => `As of ${day}`,
  slider: 'Date',
  exact: 'Choose a date',
  today: 'Back to today',
  known: 'By what is known',
  knownNow: 'As known now',
  knownThen: 'As known then',
  play: 'Play',
  pause: 'Pause',
  step: { day: 'By day', week: 'By week' },
  looking: 'To look at only, not to change.',
  unkept: (since) => `The past is kept from ${since} on; days before show the registers as they stood then.`,
  choices: 'More choices',
  compare: 'Compare',
  compared: 'Day to compare with',
  divider: 'Divider between two days',
  shares: (left, right) => `${left} on the left, ${right} on the right`,
  besideFailed: 'The map of the day to compare with could not be fetched.',
  failed: 'The map of this day could not be fetched.',
};
