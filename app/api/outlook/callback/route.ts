import { type NextRequest, NextResponse } from 'next/server';
import { currentActor } from '@/lib/auth/actor';
import { env } from '@/lib/env';
import { answerPreflight, PREFLIGHT_PAGE } from '@/lib/usecases/answer-preflight';
import { sealAnswer } from '@/lib/usecases/callback-answer';
import { finishOutlookConnection } from '@/lib/usecases/finish-outlook-connection';
import { noteApproval } from '@/lib/usecases/note-approval';

/** The way back from Microsoft: from a consent, or from an administrator's approval (entra-oauth §2.4, §2.6). */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const query = request.nextUrl.searchParams;
  // `admin_consent=True` stands on refusals too, and its `tenant` is nobody's word: only whether it ended well counts.
  const now = new Date();
  if (query.has('admin_consent')) return to(neutral(await noteApproval({ ...Object.fromEntries(query) }, now)));
  const actor = await currentActor();
  if (await answerPreflight(actor, query, now)) return to(PREFLIGHT_PAGE);
  const { backTo, result } = await finishOutlookConnection(actor, query, now);
  if (!backTo) return to(neutral(result.ok ? 'callback_invalid' : result.refusal.code));
  const answer = result.ok
    ? ({ connected: true, missing: result.value.missing, chosen: result.value.chosen } as const)
    : ({ connected: false, refusal: result.refusal } as const);
  return to(`${backTo}?answer=${encodeURIComponent(sealAnswer(answer, now))}`);
}

const neutral = (answer: string) => `/sign-in/outlook?answer=${encodeURIComponent(answer)}`;

/** By our public address: `request.url` names the host that the process was started with. */
const to = (path: string) => NextResponse.redirect(new URL(path, env().PUBLIC_URL), 303);
