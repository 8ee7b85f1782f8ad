/** What the plans know of Microsoft: the parsed changes, and nothing else of lib/graph. */
export type { RemoteEvent } from '@/lib/graph/wire';
