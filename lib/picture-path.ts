/** A category's drawing: an address of our own, or the name of one under /pictures. Null: it has none. */
export function picturePath(picture: string): string | null {
  if (picture === '') return null;
  return picture.startsWith('/') ? picture : `/pictures/${picture}.svg`;
}
