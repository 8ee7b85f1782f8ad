import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';

/**
 * Ends an action at a place within a page that may be open already. By itself Next then moves to the place only, and the
 * page goes on showing what was before.
 */
export function redirectAnew(address: string): never {
  refresh();
  redirect(address);
}
