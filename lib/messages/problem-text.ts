import { type MicrosoftProblem, ownerOf, type ProblemOwner } from '@/lib/microsoft-problems';

type Key = `microsoft.problem.${MicrosoftProblem}.${'cause' | 'remedy'}` | `microsoft.who.${ProblemOwner}`;

/** What a refusal of Microsoft's says to people: cause, remedy and whose turn it is. `t`: the words of `refusal`. */
export const problemText = (problem: MicrosoftProblem, t: (key: Key) => string): string =>
  [
    t(`microsoft.problem.${problem}.cause`),
    t(`microsoft.problem.${problem}.remedy`),
    t(`microsoft.who.${ownerOf(problem)}`),
  ].join(' ');
