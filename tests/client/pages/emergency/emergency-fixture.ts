import type { Emergency, EmergencyOrder, EmergencyPlan } from '../../../../server/api/emergencies/schema.ts';

/** An order that was given at 14:00 UTC and is due half an hour later, with these differences. */
export function orderOf(different: Partial<EmergencyOrder> = {}): EmergencyOrder {
  return {
    id: 1,
    task: null,
    text: '疏通雨水口',
    department: 'water',
    area_code: null,
    area_name: null,
    issued_at: '2026-11-20T14:00:00Z',
    issued_by: '方静宜',
    due_at: '2026-11-20T14:30:00Z',
    acknowledged_at: null,
    acknowledged_by: null,
    done_at: null,
    done_by: null,
    result: null,
    cancelled_at: null,
    mine: false,
    unattended: false,
    moves: [],
    ...different,
  };
}

/** A flood over a street, declared at 14:00 UTC, with these differences. */
export function emergencyOf(different: Partial<Emergency> = {}): Emergency {
  return {
    id: 7,
    version: 3,
    plan: 'flood',
    grade: 2,
    area_code: '990106001',
    area_name: '望河街道',
    bounds: [0, 0, 1, 1],
    reason: '水位上涨',
    declared_at: '2026-11-20T14:00:00Z',
    declared_by: '方静宜',
    ended_at: null,
    ended_by: null,
    summary: null,
    order_count: 0,
    acknowledged_count: 0,
    done_count: 0,
    orders: [],
    log: [],
    resources: [],
    can: { command: false, note: true },
    ...different,
  };
}

/** A plan with one task for a department at every grade, and one for communities from the second on. */
export const flood: EmergencyPlan = {
  id: 'flood',
  zh: '防汛',
  en: 'Flood',
  icon: 'maki/water',
  grades: [
    { grade: 1, zh: '大片受淹', en: 'Wide flooding' },
    { grade: 2, zh: '多处积水', en: 'Water in many places' },
  ],
  tasks: [
    {
      id: 'drains',
      zh: '清通雨水口',
      en: 'Clear the drains',
      from_grade: 4,
      department: 'water',
      level: null,
      due_min: 30,
    },
    {
      id: 'shelter',
      zh: '开放避难场所',
      en: 'Open shelters',
      from_grade: 2,
      department: null,
      level: 'community',
      due_min: null,
    },
  ],
};
