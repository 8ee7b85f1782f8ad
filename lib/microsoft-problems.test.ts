import { expect, test } from 'vitest';
import { locales } from '@/lib/messages/locales';
import { problemText } from '@/lib/messages/problem-text';
import { translator } from '@/lib/messages/translator';
import {
  codeOfReason,
  type IdentityFailureKind,
  MICROSOFT_PROBLEMS,
  type MicrosoftProblem,
  ownerOf,
  problemOf,
  problemOfName,
  problemOfReason,
} from './microsoft-problems';

const problems = Object.keys(MICROSOFT_PROBLEMS) as MicrosoftProblem[];

/** entra-oauth §1, §3.6 and §4: every number that they name. */
const NAMED = [
  ...[7000215, 7000222, 7000218, 700027, 700016, 7000112, 70001, 90002, 900023, 50059, 50194, 9001023, 500011, 650057],
  ...[650056, 65005, 70011, 900144, 9002313, 54005, 70000, 70008, 700082, 700084, 50173, 50057, 501481, 65001, 90094],
  ...[50076, 50079, 50074, 50078, 53003, 70043, 530032, 53000, 53001, 53002, 53011, 50196, 90033, 90006, 50033, 90012],
  ...[90024, 90055, 9002331, 9002332, 50020, 500200, 500208, 50011, 700005, 50105, 65004, 90093, 90095, 900941, 900439],
];

test('every number that Microsoft is known to refuse with has its problem, and belongs to one only', () => {
  const listed = problems.flatMap((problem) => [...MICROSOFT_PROBLEMS[problem].codes] as number[]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(NAMED.filter((code) => !listed.includes(code))).toEqual([]);
});

test('a problem is found by number, by what refusals carry, and by what a connection remembers', () => {
  expect(problemOf('admin', 7000222)).toBe('secret_expired');
  expect(problemOf('person', 1234567)).toBe('unknown_sign_in');
  expect(problemOfName('AADSTS53003')).toBe('access_policy');
  expect(problemOfName('ErrorAccessDenied')).toBeNull();
  expect(problemOfReason('policy invalid_grant 53003')).toBe('access_policy');
  expect(problemOfReason('registration_changed')).toBeNull();
  expect(problemOfReason(null)).toBeNull();
  expect(['policy invalid_grant 53003', 'invalid_grant', null].map(codeOfReason)).toEqual(['AADSTS53003', null, null]);
});

test.each(locales)('no two problems are told alike in %s', (locale) => {
  const words = translator(locale, 'refusal');
  const texts = problems.map((problem) => problemText(problem, (key) => words(key)));
  expect(new Set(texts).size).toBe(problems.length);
});

test('staff hear of a refused registration whose turn it is, and not how it is mended', () => {
  const words = translator('en', 'refusal');
  const said = (problem: MicrosoftProblem, reader: 'admin' | 'staff') =>
    problemText(problem, (key) => words(key), reader);
  expect(said('secret_expired', 'admin')).toContain('under Admin > Integrations');
  expect(said('secret_expired', 'staff')).toBe(
    'The client secret has expired. Who can mend it: whoever looks after the integration in Carrel.',
  );
  expect(said('grant_over', 'staff')).toBe(said('grant_over', 'admin'));
});

const EFFECT: Record<IdentityFailureKind, string> = {
  admin: 'everything waits; admins are told once, nobody is asked to reconnect',
  person: 'this connection waits for its owner, who is told',
  policy: 'this connection waits for its owner, who is told that IT has to look first',
  retry: 'tried again by itself; nobody is told',
  bug: 'asked again after five minutes; said in the log',
};
const WHO = {
  ...{ admin: 'integration admin', it: 'Microsoft 365 administrator', person: 'account owner' },
  ...{ microsoft: 'Microsoft', wait: 'nobody: it passes', carrel: 'maintainers of Carrel' },
} as const;

/** The page for people; `npx vitest run lib/microsoft-problems -u` writes it anew. */
test('docs/microsoft-errors.md says the same', async () => {
  const words = translator('en', 'refusal');
  const rows = problems.map((problem) => {
    const { codes, kind } = MICROSOFT_PROBLEMS[problem];
    const said = [
      words(`microsoft.problem.${problem}.cause`),
      words(`microsoft.problem.${problem}.remedy`),
      WHO[ownerOf(problem)],
      EFFECT[kind],
    ];
    return `| ${codes.join(', ') || 'any other'} | ${said.join(' | ')} |`;
  });
  const page = [
    '# What Microsoft’s sign-in service refuses with',
    '',
    'By the number after `AADSTS`: what pages say about it, what to do, who can, and what Carrel does meanwhile. The table is',
    '`lib/microsoft-problems.ts`, the words are `lib/messages/*/microsoft.json`; a test keeps this page equal to them.',
    '',
    '| AADSTS | cause | remedy | whose turn | what happens to syncing |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ];
  await expect(page.join('\n')).toMatchFileSnapshot('../docs/microsoft-errors.md');
});
