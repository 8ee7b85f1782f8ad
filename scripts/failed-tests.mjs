/** What failed, from the reports of the test runners: said once more at the end, where whoever reads the tail finds it. */

/** Lines of a message that are shown: what was expected and what came stands at its beginning. */
const LINES = 15;

const shortened = (message) =>
  (message ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .slice(0, LINES)
    .join('\n');

/** Of Vitest's JSON report: `{name, message}` of each test that failed, and of each file that did not load. */
export function failedUnits(report, root) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${root}/`, '');
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [{ name: file, message: shortened(message) }];
    return failed.map((test) => ({
      name: `${file} › ${test.fullName}`,
      message: shortened(test.failureMessages?.[0]),
    }));
  });
}

/** The same of Playwright's. */
export function failedJourneys(report) {
  const inSuite = ({ suites = [], specs = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => ({
        name: `${file} › ${title}`,
        message: shortened(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message),
      })),
    ...suites.flatMap(inSuite),
  ];
  return (report?.suites ?? []).flatMap(inSuite);
}
