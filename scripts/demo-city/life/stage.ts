import type { Sentence } from '../../../server/errors.ts';

/** The steps in which a demo city is made, in their order, with their names on the terminal. */
export const stages = {
  clear: { 'zh-CN': '清空旧的演示城', en: 'Clearing the old demo' },
  import: { 'zh-CN': '导入地图数据', en: 'Importing the extract' },
  town: { 'zh-CN': '建造城区', en: 'Building the town' },
  areas: { 'zh-CN': '划分网格', en: 'Cutting the grids' },
  households: { 'zh-CN': '楼栋住户', en: 'Households' },
  needs: { 'zh-CN': '需求与走访', en: 'Needs and visits' },
  living: { 'zh-CN': '单位设施设备', en: 'Organisations and facilities' },
  duty: { 'zh-CN': '责任链与日记', en: 'Duty holders and diaries' },
  patrol: { 'zh-CN': '巡逻点与路线', en: 'Patrol points and routes' },
  incidents: { 'zh-CN': '两年事件', en: 'Two years of incidents' },
} as const satisfies Record<string, Sentence>;

export type Stage = keyof typeof stages;

/** Called while a stage runs, at least once when it is done (`done === total`); counts are rows or steps. */
export type OnProgress = (stage: Stage, done: number, total: number) => void;
