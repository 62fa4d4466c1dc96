/** The capture page: one big button, what still waits on this phone, and how each document stands. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Capture } from "../queue/database";
import { overview } from "../queue/queue";
import { remember, wantsOriginals } from "../queue/settings";
import { useWords } from "../shared/i18n";
import type { Identity } from "../shared/identity";
import { Empty } from "../shared/ui/feedback";
import { CameraIcon } from "../shared/ui/icons";
import type { Outcome } from "../sync/drain";
import { startFollowing } from "../sync/follow";
import { startPump, type Pump } from "../sync/pump";
import { CaptureItem } from "./CaptureItem";
import { ClientChoice, useClients } from "./ClientChoice";
import { HeldTray } from "./HeldTray";
import { useStored } from "./live";
import { Notices } from "./Notices";
import { Options, useRoom } from "./Options";
import { PictureInput } from "./PictureInput";
import { QueueLine } from "./QueueLine";
import { Retake } from "./Retake";
import { Shutter } from "./Shutter";
import { useTaking } from "./useTaking";

function usePump(owner: string): { pump: React.RefObject<Pump | null>; outcome: Outcome | "draining" } {
  const [outcome, setOutcome] = useState<Outcome | "draining">("empty");
  const pump = useRef<Pump | null>(null);
  useEffect(() => {
    const started = startPump(owner, setOutcome);
    pump.current = started;
    const unfollow = startFollowing(owner);
    return () => {
      started.stop();
      unfollow();
    };
  }, [owner]);
  return { pump, outcome };
}

export function CapturePage({ identity }: { identity: Identity }): ReactNode {
  const { t } = useWords();
  const owner = identity.id;
  const choice = useClients();
  const clientId = choice.client?.id ?? "";
  const { pump, outcome } = usePump(owner);
  const queue = useStored(overview, owner);
  const [originals, setOriginals] = useState(wantsOriginals);
  const room = useRoom(queue?.unsent ?? 0);
  const drain = (): void => void pump.current?.now();
  const { take, unkept } = useTaking({ owner, clientId, originals }, drain);
  useEffect(() => void remember({ owner, clientId, originals }), [owner, clientId, originals]);

  const captures = queue?.captures ?? [];
  const replace = (capture: Capture, files: readonly File[]): void => void take(files.slice(0, 1), capture);
  return (
    <main id="main" className="capture" tabIndex={-1}>
      <section className="capture-stage" aria-labelledby="capture-title">
        <h1 id="capture-title">{t("capture.title")}</h1>
        <ClientChoice {...choice} />
        <HeldTray
          owner={owner}
          captures={captures}
          client={choice.client}
          hasChoice={choice.clients.length > 1}
          assigned={drain}
        />
        <Shutter disabled={!clientId} take={(files) => void take(files)} />
        <Retake captures={captures} retake={replace} decided={drain} />
        <label className="capture-pick">
          <PictureInput multiple disabled={!clientId} take={(files) => void take(files)} />
          {t("capture.pick")}
        </label>
        {queue && (
          <QueueLine unsent={queue.unsent} outcome={outcome} send={() => void pump.current?.now(true)} />
        )}
        <Notices
          outcome={outcome}
          unsent={queue?.unsent ?? 0}
          unkept={unkept}
          keepAgain={({ files, replaces }) => void take(files, replaces)}
        />
        <Options
          originals={originals}
          setOriginals={setOriginals}
          waiting={queue?.waiting ?? 0}
          room={room}
        />
      </section>
      <section className="capture-history" aria-labelledby="capture-history">
        <h2 id="capture-history">{t("capture.list")}</h2>
        {queue && captures.length === 0 && (
          <Empty icon={<CameraIcon />} title={t("capture.empty.title")} text={t("capture.empty.text")} />
        )}
        {captures.length > 0 && (
          <ul className="capture-list">
            {captures.map((capture) => (
              <CaptureItem key={capture.id} capture={capture} send={drain} replace={replace} />
            ))}
          </ul>
        )}
      </section>
    </main>
  );
}
