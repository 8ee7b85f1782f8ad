import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False while the server draws and the browser takes over, true from then on. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
