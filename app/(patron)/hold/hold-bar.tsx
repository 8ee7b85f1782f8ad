'use client';

import { startTransition, useActionState, useSyncExternalStore } from 'react';
import { classNames } from '@/app/_ui/class-names';
import { Icon } from '@/app/_ui/icon';
import { SubmitButton } from '@/app/_ui/submit-button';
import { holdAction } from './hold-actions';
import type { HoldState, HoldWords } from './hold-state';
import { useFormHold } from './use-form-hold';
import { useTimeLeft } from './use-time-left';

type Props = {
  /** Which space and time, where it was chosen already; without scripts a button keeps it. */
  chosen: Record<string, string> | null;
  initial: HoldState;
  words: HoldWords;
};

const SOON_MS = 2 * 60_000;

/**
 * Says calmly until when the chosen time is kept, and that it can be kept longer. Readers hear of it when it begins, when
 * it is soon over, and when it is over; the minutes between are only shown.
 */
export function HoldBar({ chosen, initial, words }: Props) {
  const [{ held, problem, turn }, submit] = useActionState(holdAction, initial);
  const left = useTimeLeft(held?.leftMs ?? null, turn);
  useFormHold(held?.id ?? null, chosen !== null, (choice) => startTransition(() => submit(choice)));
  // Without scripts nothing is kept until a button says so.
  const isLive = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const isOver = held !== null && left !== null && left <= 0;
  const isSoon = held !== null && left !== null && left > 0 && left <= SOON_MS;
  const said = isOver ? words.over : isSoon ? words.soon : (held?.says ?? problem ?? '');
  const carried = { ...chosen, hold: held?.id ?? '' };
  const minutes = words.left[Math.ceil((left ?? 0) / 60_000)] ?? '';
  return (
    <form
      id="hold"
      action={submit}
      className={classNames(
        'flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 rounded-md bg-sunken px-4 py-1.5 text-sm',
        // It keeps its place: nothing below may jump once it speaks.
        !isLive && !held && !problem && !chosen && 'invisible',
      )}
    >
      {Object.entries(carried).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="flex min-w-0 flex-1 basis-56 items-start gap-2">
        <Icon name={problem || isOver ? 'info' : 'clock'} className="mt-0.5" />
        <span>
          <span role="status">{said}</span> {held && !isOver && !isSoon && minutes}
          {isLive && !held && !problem && words.before}
        </span>
      </p>
      {held?.mayExtend && !isOver && (
        <SubmitButton name="do" value="extend" variant="quiet" size="small" pendingLabel={words.extending}>
          {words.extend}
        </SubmitButton>
      )}
      {isOver && chosen && (
        <SubmitButton name="do" value="hold" variant="quiet" size="small" pendingLabel={words.keeping}>
          {words.again}
        </SubmitButton>
      )}
      <noscript>
        {held ? (
          <SubmitButton name="do" value="release" variant="quiet" size="small">
            {words.letGo}
          </SubmitButton>
        ) : (
          chosen && (
            <SubmitButton name="do" value="hold" variant="secondary" size="small">
              {words.keep}
            </SubmitButton>
          )
        )}
      </noscript>
    </form>
  );
}
