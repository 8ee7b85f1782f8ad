/** Waits until `ask` says something; looks every `everyMs`. Throws after `forMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  { everyMs = 100, forMs = 60_000 }: { everyMs?: number; forMs?: number } = {},
): Promise<T> {
  for (const end = Date.now() + forMs; ; ) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: waited ${forMs / 1_000} s in vain`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
