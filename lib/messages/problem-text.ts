import {
  MICROSOFT_PROBLEMS,
  type MicrosoftProblem,
  ownerOf,
  type ProblemOwner,
  type ProblemReader,
} from '@/lib/microsoft-problems';

type Key = `microsoft.problem.${MicrosoftProblem}.${'cause' | 'remedy'}` | `microsoft.who.${ProblemOwner}`;

/**
 * What a refusal of Microsoft's says to people: cause, remedy and whose turn it is. `t`: the words of `refusal`. How a
 * registration is mended is of no use to those who may not: they hear whose turn it is.
 */
export function problemText(
  problem: MicrosoftProblem,
  t: (key: Key) => string,
  reader: ProblemReader = 'admin',
): string {
  const isForOthers = reader === 'staff' && MICROSOFT_PROBLEMS[problem].kind === 'admin';
  return [
    t(`microsoft.problem.${problem}.cause`),
    ...(isForOthers ? [] : [t(`microsoft.problem.${problem}.remedy`)]),
    t(`microsoft.who.${ownerOf(problem)}`),
  ].join(' ');
}
