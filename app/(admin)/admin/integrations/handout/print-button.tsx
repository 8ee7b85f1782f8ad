'use client';

import { buttonClass } from '@/app/_ui/button-class';

/** The browser's own printing; it is not on the paper itself. */
export function PrintButton({ words }: { words: string }) {
  return (
    <button type="button" onClick={() => window.print()} className={`${buttonClass('secondary')} print:hidden`}>
      {words}
    </button>
  );
}
