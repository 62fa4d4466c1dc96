/** The time for words such as "3 minutes ago", which grow old while they stand there. */
import { useEffect, useState } from "react";

const MINUTE_MS = 60_000;

/** Now, in milliseconds since 1970; another one each minute. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
