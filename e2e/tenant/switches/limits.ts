import { choose } from './choose';

/** What is open about limits. The first choice is the default. */
export const LIMITS_SWITCHES = {
  concurrencyScope: choose(['mailbox', 'app'], 'V10: what the four concurrent requests are counted by'),
  throttling: choose(['on', 'off'], '4 at once and 10,000 in 10 minutes'),
} as const;
