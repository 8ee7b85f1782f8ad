import type { SyntheticEvent } from 'react';
import { nameCell } from './grid-row';
import type { GridRowModel } from './use-grid-model';

/** Where Tab enters the grid at first: the first start on offer, else the first name. */
export function firstStop(rows: GridRowModel[]): { spaceId: number; at: number } | null {
  const row = rows.find(({ space }) => space.offers.length > 0) ?? rows[0];
  return row ? { spaceId: row.space.id, at: row.cells.find(({ offer }) => offer)?.from ?? nameCell } : null;
}

/** Which row and cell an event in the table is about. */
export function eventSubject(event: SyntheticEvent, rows: GridRowModel[]) {
  const stop = (event.target as HTMLElement).closest<HTMLElement>('[data-at]');
  const row = rows.find(({ space }) => space.id === Number(stop?.closest('tr')?.dataset.space));
  if (!stop || !row) return null;
  const at = Number(stop.dataset.at);
  return { row, stop, at, isName: at === nameCell, cell: row.cells.find(({ from }) => from === at) };
}
