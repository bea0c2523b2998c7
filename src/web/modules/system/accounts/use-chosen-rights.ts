import { useState } from 'react';
import type { Right, RightView } from '../../../../contract/accounts.ts';

interface ChosenRights {
  readonly chosen: ReadonlySet<Right>;
  set(right: Right, isOn: boolean): void;
  /** In the order of the list, the ones always needed included. */
  readonly list: readonly Right[];
}

/** The rights as chosen on the server, and what the person changes about it here. */
export function useChosenRights(rights: readonly RightView[], alsoOn?: Right | 'all'): ChosenRights {
  const [changes, setChanges] = useState<ReadonlyMap<Right, boolean>>(new Map());
  const chosen = new Set(
    rights
      .filter(
        ({ right, isAlways, isOn }) =>
          isAlways || (changes.get(right) ?? (isOn || alsoOn === 'all' || right === alsoOn)),
      )
      .map(({ right }) => right),
  );
  return {
    chosen,
    set: (right, isOn) => setChanges((before) => new Map(before).set(right, isOn)),
    list: [...chosen],
  };
}
