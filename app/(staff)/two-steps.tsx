import type { ReactNode } from 'react';
import { buttonClass } from '@/app/_ui/button-class';

/** Open first, then decide, so that nothing ends by a slip. Needs no scripts. */
export function TwoSteps({ open, children }: { open: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary
        className={buttonClass('danger', 'normal', 'cursor-pointer list-none [&::-webkit-details-marker]:hidden')}
      >
        {open}
      </summary>
      <div className="mt-4 flex flex-col gap-4 border-l-2 border-attention pl-4">{children}</div>
    </details>
  );
}
