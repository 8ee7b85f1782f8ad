import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The zone that the visitor's device is set to; null on the server, and while the browser takes over. */
export function useOwnZone(): string | null {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone || null,
    () => null,
  );
}
