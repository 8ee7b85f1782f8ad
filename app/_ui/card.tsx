import type { ReactNode } from 'react';
import { classNames } from './class-names';

type Props = {
  title?: ReactNode;
  /** Beside the title: a state, a way on. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** The heading's rank on this page. */
  level?: 2 | 3;
  id?: string;
};

/** A part of a page that stands for itself. It lies flat: only what floats casts a shadow. */
export function Card({ title, aside, children, className, level = 2, id }: Props) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      id={id}
      aria-labelledby={id && title ? `${id}-title` : undefined}
      className={classNames('rounded-md border border-line bg-surface p-5 sm:p-6', className)}
    >
      {(title || aside) && (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          {title && (
            <Heading id={id && `${id}-title`} className={level === 2 ? 'text-xl' : 'text-lg font-semibold'}>
              {title}
            </Heading>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
