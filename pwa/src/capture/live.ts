/** A React hook that gives a query of the phone's database, again after each change of what it read. */
import { liveQuery } from "dexie";
import { useEffect, useState } from "react";

/** @param query must not change between renders (useCallback); undefined until the first answer */
export function useStored<T>(query: () => Promise<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({ next: setValue });
    return () => subscription.unsubscribe();
  }, [query]);
  return value;
}
