import type { Control } from './control';

/** Who is asked: the stand-in, or a tenant at Microsoft. Either is spoken to over HTTP only. */
export type Target = {
  kind: 'stand-in' | 'real';
  login: string;
  graph: string;
  tenantId: string;
  clientId: string;
  secret: string;
  mailbox: string;
  /** A room that may be looked at; only with `mayInviteRoom` it is written to and invited. */
  room: string | null;
  mayInviteRoom: boolean;
  refreshToken: string | null;
  /** A public address that leads to this machine's `notificationPort`. */
  notificationUrl: string | null;
  notificationPort: number;
  control: Control | null;
  /** Lets time pass: by the stand-in's clock, or by waiting. */
  wait(ms: number): Promise<void>;
  now(): Promise<number>;
  close(): Promise<void>;
};

/** What a question needs beyond one mailbox; each with the words for when a tenant does not have it. */
export const NEEDS = {
  standIn: 'made by the stand-in’s controls; a tenant at Microsoft cannot be told to',
  delegated: 'needs CONTRACT_REFRESH_TOKEN, a signed-in person’s',
  room: 'needs CONTRACT_ROOM',
  invitation: 'needs CONTRACT_ROOM and CONTRACT_MAY_INVITE_ROOM=yes: it writes to the room and invites it',
  notifications: 'needs CONTRACT_NOTIFICATION_URL, which leads to CONTRACT_NOTIFICATION_PORT here',
  person: 'needs a person',
} as const;
export type Need = keyof typeof NEEDS;

/** Why this target is not asked, or nothing. */
export function whyNot(target: Target, needs: readonly Need[]): string | undefined {
  if (target.kind === 'stand-in') return undefined;
  const has: Record<Need, boolean> = {
    standIn: false,
    person: false,
    delegated: target.refreshToken !== null,
    room: target.room !== null,
    invitation: target.room !== null && target.mayInviteRoom,
    notifications: target.notificationUrl !== null,
  };
  const missing = needs.find((need) => !has[need]);
  return missing && NEEDS[missing];
}
