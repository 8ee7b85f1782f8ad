import type { ReactNode } from 'react';

export type FigureProps = {
  /** What it shows, in a few words; the name of its table too. */
  title: string;
  /** What there is to see in it, in a sentence. */
  summary?: ReactNode;
};

/** A drawing with the numbers that it is of, and its words. */
export function Figure({ title, summary, children }: FigureProps & { children: ReactNode }) {
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption className={summary ? 'prose-width' : 'sr-only'}>{summary ?? title}</figcaption>
      {children}
    </figure>
  );
}
