import type { Refusal } from '@/lib/refusal';

/** Microsoft's answer leaves it open, or says, that an administrator has to approve first: the link for them may help. */
export const mayWaitForAdmin = (refusal: Refusal): boolean =>
  refusal.code === 'approval_needed' || (refusal.code === 'consent_declined' && refusal.mayNeedAdmin);
