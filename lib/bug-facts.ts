/**
 * What a log may say of an error that nobody expected: its kind, its code and where it came from. Not its message, which
 * may quote an address, a row or an answer of Microsoft's (I12).
 */
export function bugFacts(error: unknown): { error: string; code: string | null; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, code: null, at: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, code, at: frames.slice(0, 8).map((line) => line.trim()) };
}
