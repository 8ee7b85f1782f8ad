import type { ReactNode } from 'react';

/** A part of the sheet, kept together on paper where it fits. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="break-inside-avoid print:mb-3">
      <h2 className="text-xl print:text-[11pt]">{title}</h2>
      <div className="mt-2 flex flex-col gap-2 print:mt-0.5 print:gap-0.5">{children}</div>
    </section>
  );
}
