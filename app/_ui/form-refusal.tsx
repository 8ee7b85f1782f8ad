'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Notice } from './notice';

type Props = {
  /** What did not happen. */
  title: ReactNode;
  /** Why, and what to do; null: nothing was refused. */
  message: ReactNode;
  /** The answer that the message is of: each new one takes the focus, so that a long form does not hide it. */
  of: unknown;
  /** `attention`: it can be done all the same. */
  kind?: 'error' | 'attention';
};

/** A refusal of a form as a whole, at its top, where its button may be a screen away. */
export function FormRefusal({ title, message, of, kind = 'error' }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words of another answer are told again
  useEffect(() => box.current?.focus(), [of]);
  if (!message) return null;
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind={kind} title={title}>
        {message}
      </Notice>
    </div>
  );
}
