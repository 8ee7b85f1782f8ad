'use client';

import { type ReactNode, useEffect, useRef } from 'react';

let isInUse = false;
if (typeof document !== 'undefined') document.addEventListener('focusin', () => (isInUse = true), { once: true });

/**
 * After a deed the button that was pressed is often gone, and with it the place of whoever uses the keyboard. The answer
 * then takes the focus, so that they go on from there; never when a page is opened, and never from another control.
 */
export function TakeLostFocus({ children }: { children: ReactNode }) {
  const [box, said] = [useRef<HTMLDivElement>(null), useRef('')];
  // Another deed may be answered in the same place: other words are another answer.
  useEffect(() => {
    const words = box.current?.textContent ?? '';
    const isNew = words !== said.current;
    said.current = words;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isNew && isInUse && isLost) box.current?.focus({ preventScroll: true });
  });
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}
