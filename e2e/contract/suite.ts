import { afterAll, beforeAll, it } from 'vitest';
import { realTenant } from './real-tenant';
import { openSession, type Session } from './session';
import { openStandIn } from './stand-in';
import { type Need, whyNot } from './target';

export type Finding = { point: string; asks: string; observed: string };

declare module 'vitest' {
  interface TaskMeta {
    findings?: Finding[];
    /** It has a row in the table. */
    question?: boolean;
    /** Why a real tenant was not asked this. */
    notAsked?: string;
  }
}

/** A real tenant's application may hold fewer permissions than the suite can use. */
class NotGranted extends Error {}

export function mustBeGranted({ status }: { status: number }, permission: string): void {
  if (status === 403) throw new NotGranted(`the application does not hold ${permission}`);
}

/** Switches from the command line, for the stand-in: `name=value` pairs as JSON. */
export function flippedSwitches(): Record<string, unknown> {
  return JSON.parse(process.env.CONTRACT_BEHAVIOUR ?? '{}');
}

export type Run = (on: Session, record: (finding: Finding) => void) => Promise<void>;
export type Ask = (title: string, run: Run, needs?: readonly Need[], isQuestion?: boolean) => void;

/**
 * One file's part of the suite: a session opened before its tests, tidied after them even when they fail. What a real
 * tenant cannot be asked without special set-up is left out there, by design and with its reason; the stand-in is
 * asked everything.
 */
export function suite(): { test: Ask; on: () => Session } {
  let session: Session;
  beforeAll(async () => {
    session = await openSession(realTenant() ?? (await openStandIn(flippedSwitches())));
    await session.sweep();
  });
  afterAll(async () => {
    await session?.tidy();
    await session?.target.close();
  });
  const test: Ask = (title, run, needs = [], isQuestion = false) =>
    it(title, async ({ task, skip }) => {
      if (isQuestion) task.meta.question = true;
      const reason = whyNot(session.target, needs);
      if (reason) {
        task.meta.notAsked = reason;
        skip(reason);
      }
      task.meta.findings = [];
      try {
        await run(session, (finding) => task.meta.findings?.push(finding));
      } catch (error) {
        if (!(error instanceof NotGranted) || session.target.kind === 'stand-in') throw error;
        task.meta.notAsked = error.message;
        skip(error.message);
      }
    });
  return { test, on: () => session };
}
