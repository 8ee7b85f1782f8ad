import { useState } from 'react';
import { type Cell, endFor, endsOf } from './cells';
import type { GridSpace, Offer } from './types';
import type { GridRowModel } from './use-grid-model';

/** What the visitor has chosen so far: a start, of which the shortest booking is shown, then an end. */
export type Choice = { space: GridSpace; offer: Offer; to: number; stage: 'start' | 'done' };

/** First a start, next an end; after that a press begins anew. */
export function useChoice(rows: GridRowModel[], stepMinutes: number) {
  const [kept, setKept] = useState<Choice | null>(null);
  const [preview, setPreview] = useState<number | null>(null);
  // The day may have been read anew meanwhile, and what was chosen may be gone.
  const choice = kept && stillOffered(kept, rows) ? kept : null;

  /** The end that this cell would mean now, if it would mean one. */
  const endAt = (spaceId: number, cell: Cell): number | undefined =>
    choice?.stage === 'start' && choice.space.id === spaceId ? endFor(cell, choice.offer, stepMinutes) : undefined;

  /** Answers what the press came to, so that it can be told. */
  const press = (space: GridSpace, cell: Cell): Choice | null => {
    const end = endAt(space.id, cell);
    const next =
      choice && end !== undefined ? { ...choice, to: end, stage: 'done' as const } : begin(space, cell.offer);
    if (next) setKept(next);
    setPreview(null);
    return next;
  };

  const begin = (space: GridSpace, offer: Offer | undefined): Choice | null => {
    if (!offer) return null;
    const ends = endsOf(offer, stepMinutes);
    // With one length only there is no end to choose.
    return { space, offer, to: ends[0] ?? offer.from + offer.min, stage: ends.length > 1 ? 'start' : 'done' };
  };

  const show = (spaceId: number, cell: Cell) => setPreview(endAt(spaceId, cell) ?? null);
  const unshow = () => setPreview(null);
  const clear = () => {
    setKept(null);
    setPreview(null);
  };
  /** What was chosen was taken by somebody else meanwhile. */
  const isGone = kept !== null && choice === null;
  return { choice, isGone, preview, press, show, unshow, clear };
}

function stillOffered({ space, offer, to }: Choice, rows: GridRowModel[]): boolean {
  const offers = rows.find((row) => row.space.id === space.id)?.space.offers ?? [];
  return offers.some(({ from, max }) => from === offer.from && from + max >= to);
}
