/** Files that came from another app: they are safe, and wait to be told for which company they are. */
import { useEffect, type ReactNode } from "react";
import type { Capture } from "../queue/database";
import { adopt, assign } from "../queue/held";
import type { Client } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { Thumbnail } from "./Thumbnail";

export interface HeldTrayProps {
  owner: string;
  captures: readonly Capture[];
  client: Client | undefined;
  /** Whether there is another company that they could be for. */
  hasChoice: boolean;
  assigned: () => void;
}

export function HeldTray({ owner, captures, client, hasChoice, assigned }: HeldTrayProps): ReactNode {
  const { t } = useWords();
  const held = captures.filter(({ phase }) => phase === "HELD");
  const isObvious = client !== undefined && !hasChoice;
  useEffect(() => void adopt(owner), [owner]);
  useEffect(() => {
    if (isObvious && held.length > 0) void assign(held, client.id).then(assigned);
  });
  if (held.length === 0 || isObvious) return null;
  return (
    <section className="retake" aria-labelledby="held-title" data-testid="held">
      <h2 id="held-title">{t("capture.held.title", { count: held.length })}</h2>
      <ul className="held-pictures">
        {held.map((capture) => (
          <li key={capture.id} className="capture-thumb">
            <Thumbnail capture={capture} />
          </li>
        ))}
      </ul>
      <p>{t("capture.held.text")}</p>
      <button
        type="button"
        className="button button-primary"
        disabled={!client}
        onClick={() => void (client && assign(held, client.id).then(assigned))}
      >
        {t("capture.held.assign", { name: client?.name ?? "…" })}
      </button>
    </section>
  );
}
