/** Before the first request: a missing or malformed setting is named, and the process ends with status 1. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { requireEnvironment } = await import('@/lib/env');
  requireEnvironment();
}
