import type {
  EmergencyGrade,
  EmergencyOrder,
  EmergencyPlan,
  EmergencyTask,
} from '../../../server/api/emergencies/schema.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** What the page of emergencies refers to. */
export interface EmergencyReference extends Reference {
  plans: readonly EmergencyPlan[];
}

/** The grades, the gravest first. */
export const grades = [1, 2, 3, 4] as const satisfies readonly EmergencyGrade[];

/** Something that has its words in both languages. */
type Worded = { zh: string; en: string };

/** The words of an entry in a language. */
export function worded({ zh, en }: Worded, language: LanguageChoice): string {
  return language === 'en' ? en : zh;
}

/** The plan of that id; undefined where the server knows one that this page does not. */
export function planOf({ plans }: Pick<EmergencyReference, 'plans'>, id: string): EmergencyPlan | undefined {
  return plans.find((plan) => plan.id === id);
}

/** What a plan is called; its id where it is unknown. */
export function planName(reference: Pick<EmergencyReference, 'plans'>, id: string, language: LanguageChoice): string {
  const plan = planOf(reference, id);
  return plan ? worded(plan, language) : id;
}

/** What a grade of a plan means; '' where the plan does not say. */
export function gradeMeaning(plan: EmergencyPlan | undefined, grade: EmergencyGrade, language: LanguageChoice): string {
  const entry = plan?.grades.find((each) => each.grade === grade);
  return entry ? worded(entry, language) : '';
}

/** The orders that a plan has ready at a grade: those of this grade and of the less grave ones. */
export function tasksAt(plan: EmergencyPlan | undefined, grade: EmergencyGrade): EmergencyTask[] {
  return plan?.tasks.filter(({ from_grade }) => grade <= from_grade) ?? [];
}

/** What an order says: a task of the plan in the language of the screen, or the words of whoever gave it. */
export function orderText(
  reference: Pick<EmergencyReference, 'plans'>,
  plan: string,
  { task, text }: Pick<EmergencyOrder, 'task' | 'text'>,
  language: LanguageChoice,
): string {
  const known = task ? planOf(reference, plan)?.tasks.find(({ id }) => id === task) : undefined;
  return known ? worded(known, language) : text;
}

/** Who gets an order: the name of a department or of an area. */
export function addressee(
  reference: Pick<Reference, 'catalogues'>,
  { department, area_name, area_code }: Pick<EmergencyOrder, 'department' | 'area_name' | 'area_code'>,
  language: LanguageChoice,
): string {
  if (department) return codeName(reference, 'department', department, language);
  return area_name ?? area_code ?? '';
}

/** Who will get a task of a plan: a department, or each area of a level. */
export function taskReceiver(
  reference: Pick<Reference, 'catalogues'>,
  { department, level }: Pick<EmergencyTask, 'department' | 'level'>,
  { words, language }: { words: Messages; language: LanguageChoice },
): string {
  if (department) return codeName(reference, 'department', department, language);
  return words.emergency.everyLevel(codeName(reference, 'area-level', level ?? '', language));
}
