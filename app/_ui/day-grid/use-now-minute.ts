import { useEffect, useState } from 'react';

/** The present moment, moved on by the time that has passed since the page was made; the visitor's clock may be wrong. */
export function useNowMinute(atRender: number | null): number | null {
  const [passed, setPassed] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page made anew brings a new present to count from
  useEffect(() => {
    const since = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(Math.floor((performance.now() - since) / 60_000)), 20_000);
    return () => clearInterval(timer);
  }, [atRender]);
  return atRender === null ? null : atRender + passed;
}
