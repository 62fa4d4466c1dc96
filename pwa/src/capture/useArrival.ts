/** What the address says of how one came here: a shortcut, or files that another app shared. */
import { useEffect, useState } from "react";

export interface Arrival {
  pages: boolean;
  shared: number | "lost" | undefined;
}

/** Read once; the address is tidied, so that loading the page again tells nothing twice. */
export function useArrival(): Arrival {
  const [arrival] = useState(() => arrivalIn(location.search));
  useEffect(() => {
    if (location.search) history.replaceState(null, "", location.pathname);
  }, []);
  return arrival;
}

function arrivalIn(search: string): Arrival {
  const parameters = new URLSearchParams(search);
  const shared = parameters.get("primite");
  return {
    pages: parameters.has("pagini"),
    shared: shared === null ? undefined : shared === "nu" ? "lost" : Number(shared),
  };
}
