import type { AccountType } from '@/lib/clouds';
import type { Cloud } from '@/lib/microsoft-clouds';

/** What the instructions follow; in the address, so that it can be handed on. */
export type Chosen = { type: AccountType; cloud: Cloud; rooms: 'delegated' | 'app' };
