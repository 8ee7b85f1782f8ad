import type { ReactNode } from 'react';

type Props = {
  title: ReactNode;
  /** Why it is empty and how it fills: an empty state teaches. */
  children?: ReactNode;
  action?: ReactNode;
  /** One of the drawings under /pictures, by name. */
  picture?: string;
};

/** Nothing here yet, what would be here, and how it comes to be. */
export function EmptyState({ title, children, action, picture }: Props) {
  return (
    <div className="flex flex-col items-center rounded-md border border-dashed border-line-strong px-6 py-10 text-center">
      {picture && (
        // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes needs no optimising
        <img src={`/pictures/${picture}.svg`} alt="" width={160} height={120} className="mb-4 rounded-sm" />
      )}
      <p className="font-serif text-xl font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-md text-ink-soft">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
