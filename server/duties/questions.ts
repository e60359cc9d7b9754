import type { VisitQuestion } from '../api/visits/schema.ts';

/** What is known of a household: the day (`YYYY-MM-DD`) of the last answer, by question. */
export type Answered = Readonly<Record<string, string>>;

/**
 * The questions of a visit: those that what is owed to the household (by duty) calls for, split into what is asked and what is known,
 * for it was answered fewer days ago than an answer holds. What holds 0 days is asked every time.
 */
export function questionsFor(
  catalogue: readonly VisitQuestion[],
  { duties, answered, today }: { duties: readonly string[]; answered: Answered; today: string },
): { asked: VisitQuestion[]; known: { question: VisitQuestion; answered_on: string }[] } {
  const fitting = catalogue.filter(
    (each) => each.duties.length === 0 || each.duties.some((duty) => duties.includes(duty)),
  );
  const isKnown = ({ id, days }: VisitQuestion) => {
    const day = answered[id];
    return day !== undefined && (Date.parse(today) - Date.parse(day)) / 86_400_000 < days;
  };
  return {
    asked: fitting.filter((each) => !isKnown(each)),
    known: fitting.filter(isKnown).map((question) => ({ question, answered_on: answered[question.id]! })),
  };
}

/** Why answers are none of the catalogue's: the question and what is wrong with it; null where they are all right. */
export function faultOf(catalogue: readonly VisitQuestion[], answers: Readonly<Record<string, string>>): string | null {
  for (const [id, choice] of Object.entries(answers)) {
    const question = catalogue.find((each) => each.id === id);
    if (!question) return id;
    if (!question.choices.some((each) => each.id === choice)) return `${id}.${choice}`;
  }
  return null;
}
