import { useEffect, useState } from 'react';

const LOOK_MS = 5_000;

/** Milliseconds left of what the server said, counted from when it was said. Null: nothing runs. */
export function useTimeLeft(leftMs: number | null, turn: number): number | null {
  const [left, setLeft] = useState(leftMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same time once more is a new beginning
  useEffect(() => {
    setLeft(leftMs);
    if (leftMs === null) return;
    const since = performance.now();
    const timer = setInterval(() => setLeft(Math.max(0, leftMs - (performance.now() - since))), LOOK_MS);
    return () => clearInterval(timer);
  }, [leftMs, turn]);
  return left;
}
