/** What the page knows of the visitor's own hold. Plain data, so that it goes from the server to the form and back. */
export type HoldState = {
  held: {
    id: string;
    /** "Kept for you until 10:42", by the library's clock. */
    says: string;
    /** Counted from when the answer was made: the visitor's clock may be wrong. */
    leftMs: number;
    mayExtend: boolean;
  } | null;
  /** Why nothing is held, in words; null: nothing was asked, or the library holds nothing. */
  problem: string | null;
  /** Rises with each answer, so that the same answer twice is noticed. */
  turn: number;
};

export type HoldWords = Record<
  'before' | 'soon' | 'over' | 'extend' | 'extending' | 'keep' | 'keeping' | 'again' | 'letGo',
  string
> & {
  /** By whole minutes: "9 minutes left". */
  left: string[];
};
