import { type FormEvent, useState } from 'react';

/**
 * A file that is larger than the server takes is not even sent: the answer would be long in coming, and no. `name`: of the
 * form's field; the second of the pair goes to the form's `onSubmit`. Without scripts the server says it.
 */
export function useFileLimit(name: string, mostBytes: number): [boolean, (event: FormEvent<HTMLFormElement>) => void] {
  const [isTooBig, setTooBig] = useState(false);
  const measure = (event: FormEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get(name);
    const tooBig = file instanceof File && file.size > mostBytes;
    setTooBig(tooBig);
    if (tooBig) event.preventDefault();
  };
  return [isTooBig, measure];
}
