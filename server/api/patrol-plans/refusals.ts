import { AppError, notFound, type Sentence } from '../../errors.ts';
import { forbidden } from '../granted.ts';

/** There is no such plan, or none that the caller sees. */
export const noPlan = (id: number) => notFound({ 'zh-CN': '巡逻方案', en: 'patrol plan' }, id);

const conflict = (sentence: Sentence, field?: string) =>
  new AppError('conflict', sentence, field === undefined ? {} : { field });

/** Somebody else changed the plan since it was read. */
export const changedMeanwhile = () =>
  conflict(
    {
      'zh-CN': '方案刚被他人修改，请重新打开后再试。',
      en: 'Somebody changed this plan meanwhile. Open it again and retry.',
    },
    'version',
  );

/** What goes with drafts only. */
export const noDraft = () =>
  conflict({
    'zh-CN': '方案已下发或已撤回，不能再改。可以复制一份，或用“调整”生成新方案。',
    en: 'This plan was issued or withdrawn and stays as it is. Copy it, or repair it into a new one.',
  });

/** Somebody is on duty behind a change of the clock, where the minutes of a plan are not those that clocks show. */
export const clockChanges = (squad: string, field: string) =>
  new AppError(
    'bad_input',
    {
      'zh-CN': `「${field}」有误：${squad}下班之前，当天的时钟要调整（夏令时开始或结束），排出的时刻会差一小时。请另选一天，或让班次在调整之前结束。`,
      en: `“${field}” is wrong: the clock is changed (summer time) on this day before ${squad} is off duty, and times would be an hour off. Choose another day, or let the shift end before that.`,
    },
    { field },
  );

/** Nothing can be planned. */
export const nothingToPlan = () =>
  conflict({
    'zh-CN': '方案里还没有队伍，或没有巡逻点和必巡路段，请先选择。',
    en: 'The plan has no squad, or neither points nor streets. Choose some first.',
  });

/** More than a plan can be made of. */
export const tooManyVisits = (count: number, most: number) =>
  conflict(
    {
      'zh-CN': `方案共有${count}次到访，一次至多编排${most}次。请减少次数，或分成几个方案。`,
      en: `This plan wants ${count} visits; at most ${most} are planned at once. Want fewer, or make several plans.`,
    },
    'points',
  );

/** A plan without a result, or whose parts changed since. */
export const notPlanned = () =>
  conflict({
    'zh-CN': '方案还没有编排，或编排后又有改动，请先重新编排。',
    en: 'The plan was not planned yet, or changed since. Plan it first.',
  });

/** What was copied changed since. */
export const outdated = () =>
  conflict(
    {
      'zh-CN': '巡逻点、路段或班次在复制后有变动。请先“按现在的重抄”并重新编排，或确认仍按原方案下发。',
      en: 'Points, streets or shifts changed since they were copied. Refresh and plan again, or say that it goes out anyway.',
    },
    'anyway',
  );

/** A shift has a walk by another plan. */
export const shiftTaken = (squad: string, plan: string) =>
  conflict(
    {
      'zh-CN': `${squad}的这个班次已有方案“${plan}”。请先撤回它，或确认由本方案替换。`,
      en: `${squad} has the plan “${plan}” for this shift. Withdraw that one, or say that this one takes its place.`,
    },
    'anyway',
  );

/** A shift has a walk of somebody else's that the caller may see and not change. */
export const otherPlanner = (squad: string, plan: string) =>
  forbidden({
    'zh-CN': `${squad}的这个班次已有方案“${plan}”，由上级或其他区域负责，您不能替换。请联系对方撤回。`,
    en: `${squad} has the plan “${plan}” for this shift, which is another area's to change. Ask them to withdraw it.`,
  });

/** What needs a plan in force. */
export const notIssued = () =>
  conflict({
    'zh-CN': '只有已下发的方案才能这样做。',
    en: 'This goes with an issued plan only.',
  });

/** What was planned no longer fits the plan. */
export const droppedResult = () =>
  conflict({
    'zh-CN': '编排期间方案被修改，这次结果已放弃，请重新编排。',
    en: 'The plan was changed while it was being planned; this result was dropped. Please plan it again.',
  });

/** No such incident where the caller sees places. */
export const noIncident = (id: number) => notFound({ 'zh-CN': '事件', en: 'incident' }, id);

/** The place of a home does not go on a phone without an account. */
export const incidentAtHome = () =>
  new AppError(
    'bad_input',
    {
      'zh-CN': '这是居民家中的事，不能派给巡逻队（巡逻单不需登录即可打开）。请联系网格员处理。',
      en: 'This is about persons at home and is not sent to a patrol, whose sheet opens without an account. Call the grid worker.',
    },
    { field: 'incident_id' },
  );

/** What is settled needs nobody. */
export const incidentClosed = () =>
  new AppError(
    'bad_input',
    {
      'zh-CN': '这件事已经处置完毕，不必再派巡逻队。',
      en: 'This incident is dealt with already; no patrol needs to go there.',
    },
    { field: 'incident_id' },
  );

/** A plan's squads stay in its area. */
export const incidentElsewhere = () =>
  new AppError(
    'bad_input',
    {
      'zh-CN': '这件事不在本方案的区域内，请由当地的巡逻队处置。',
      en: "This incident lies outside the plan's area; a patrol of that place has to see to it.",
    },
    { field: 'incident_id' },
  );

/** An incident that a squad is sent to turned out to be about persons at home. */
export const homeInPlan = () =>
  conflict({
    'zh-CN': '方案里有一件事已改为居民家中的事，不能派给巡逻队。请移除该点，重新编排后再下发。',
    en: 'An incident in this plan is about persons at home by now and is not sent to a patrol. Take it out and plan again.',
  });

/** No squad of that number in the plan. */
export const noSquad = (id: number) =>
  new AppError(
    'bad_input',
    {
      'zh-CN': `「squad_id」有误：方案中没有编号为 ${id} 的队伍。`,
      en: `“squad_id” is wrong: the plan has no squad ${id}.`,
    },
    { field: 'squad_id' },
  );
