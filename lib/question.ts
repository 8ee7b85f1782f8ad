/**
 * A question as it was asked, and what the patron said; of a `yes` question 'yes' or 'no'. Questions change and answers stay:
 * `questionId` is for programs that ask by number, and older answers have none.
 */
export type Answer = { label: string; answer: string; kind?: 'yes'; questionId?: number };

export const QUESTION_KINDS = ['line', 'text', 'choice', 'several', 'yes'] as const;

/** 'line' and 'text' are written, 'choice' and 'several' chosen, 'yes' ticked. */
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What patrons are asked when they book. `choices` are empty where there is nothing to choose from. */
export type Question = {
  id: number;
  kind: QuestionKind;
  label: string;
  help: string;
  choices: string[];
  required: boolean;
};
