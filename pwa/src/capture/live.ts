/** A React hook that gives a query of the phone's database, again after each change of what it read. */
import { liveQuery } from "dexie";
import { useEffect, useState } from "react";

/** @param ask stands outside of the component; undefined until its first answer */
export function useStored<T>(ask: (key: string) => Promise<T>, key: string): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = liveQuery(() => ask(key)).subscribe({ next: setValue });
    return () => subscription.unsubscribe();
  }, [ask, key]);
  return value;
}
