/** Subjects are typed by many people: the case of letters, and how accents are put together, make no other subject of one. */
export const subjectKey = (subject: string): string => subject.trim().normalize('NFC').toLowerCase();

type WithSubjects = { subjects: readonly string[] };

/** Each subject once, by its key, as most of these people write it; of spellings as common the first by the alphabet. */
export function subjectNames(people: readonly WithSubjects[]): Map<string, string> {
  const spellings = new Map<string, Map<string, number>>();
  for (const subject of people.flatMap(({ subjects }) => subjects)) {
    const known = spellings.get(subjectKey(subject)) ?? new Map<string, number>();
    spellings.set(subjectKey(subject), known.set(subject, (known.get(subject) ?? 0) + 1));
  }
  return new Map([...spellings].map(([key, counts]) => [key, mostUsed(counts)]));
}

/** Whether somebody helps with a subject, whoever wrote it. */
export const helpsWith = ({ subjects }: WithSubjects, subject: string): boolean =>
  subjects.some((one) => subjectKey(one) === subjectKey(subject));

/** The subject that was asked for, as somebody writes it themselves; left out: none was, or they do not help with it. */
export const ownSubject = ({ subjects }: WithSubjects, asked: string | null | undefined): string | undefined =>
  asked ? subjects.find((one) => subjectKey(one) === subjectKey(asked)) : undefined;

const mostUsed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0]?.[0] ?? '';
