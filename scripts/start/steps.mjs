/** Progress for people: one line a step, with the seconds it took; longer ones show that they are alive. */
const tty = process.stdout.isTTY && !process.env.CI;

export class StartProblem extends Error {}

/**
 * @template T
 * @param {string} name what is being done, e.g. "Building the pages"
 * @param {(say: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begun = Date.now();
  const seconds = () => ((Date.now() - begun) / 1000).toFixed(1);
  let detail = '';
  const line = () => `  … ${name} (${seconds()} s)${detail ? ` — ${detail}` : ''}`;
  const paint = () => {
    if (tty) process.stdout.write(`\r\x1b[2K${line().slice(0, (process.stdout.columns ?? 100) - 1)}`);
    else console.log(line());
  };
  const timer = setInterval(paint, tty ? 200 : 5000);
  try {
    const value = await work((text) => {
      detail = text;
    });
    clearInterval(timer);
    if (tty) process.stdout.write('\r\x1b[2K');
    console.log(`  ✓ ${name} (${seconds()} s)`);
    return value;
  } catch (error) {
    clearInterval(timer);
    if (tty) process.stdout.write('\r\x1b[2K');
    console.log(`  ✗ ${name} (${seconds()} s)`);
    throw error;
  }
}
