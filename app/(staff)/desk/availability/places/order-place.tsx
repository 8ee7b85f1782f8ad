'use client';

import { useActionState, useEffect, useRef } from 'react';
import { SubmitButton } from '@/app/_ui/submit-button';
import { type Moved, movePlaceAction } from './place-actions';

type Props = { id: number; isFirst: boolean; isLast: boolean; words: Record<'up' | 'down', string> };

const NOT_MOVED: Moved = { said: '', direction: 'up', times: 0 };

/** A step up or down among one's places. The button that was pressed keeps the focus wherever its row goes. */
export function OrderPlace({ id, isFirst, isLast, words }: Props) {
  const [{ said, direction: last, times }, move] = useActionState(movePlaceAction, NOT_MOVED);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (times > 0) form.current?.querySelector<HTMLButtonElement>(`[value=${last}]`)?.focus();
  }, [times, last]);
  return (
    <form ref={form} action={move} className="inline-flex gap-1">
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
