'use client';

import { useActionState, useEffect, useRef } from 'react';
import { SubmitButton } from '@/app/_ui/submit-button';
import { type Moved, moveAction } from './actions';

export type OrderedKind =
  | 'location'
  | 'category'
  | 'zone'
  | 'space'
  | 'feature'
  | 'question'
  | 'person'
  | 'kind'
  | 'appointment_group';

type Props = {
  kind: OrderedKind;
  id: number;
  /** Nothing stands above, or below. */
  isFirst: boolean;
  isLast: boolean;
  /** What the two buttons do, such as "Move Attic up". */
  words: Record<'up' | 'down', string>;
};

const NOT_MOVED: Moved = { said: '', direction: 'up', times: 0 };

/**
 * A step up or down among its like; plain buttons of a form, so that keys and pages without scripts do it too. The one
 * that was pressed keeps the focus wherever its row goes, so it can be pressed again.
 */
export function OrderForm({ kind, id, isFirst, isLast, words }: Props) {
  const [{ said, direction: last, times }, move] = useActionState(moveAction, NOT_MOVED);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (times > 0) form.current?.querySelector<HTMLButtonElement>(`[value=${last}]`)?.focus();
  }, [times, last]);
  return (
    <form ref={form} action={move} className="inline-flex gap-1">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={id} />
      {(['up', 'down'] as const).map((direction) => (
        <SubmitButton
          key={direction}
          name="direction"
          value={direction}
          variant="quiet"
          size="small"
          isOff={direction === 'up' ? isFirst : isLast}
        >
          <span aria-hidden="true">{direction === 'up' ? '↑' : '↓'}</span>
          <span className="sr-only">{words[direction]}</span>
        </SubmitButton>
      ))}
      <span role="status" className="sr-only">
        {said}
      </span>
    </form>
  );
}
