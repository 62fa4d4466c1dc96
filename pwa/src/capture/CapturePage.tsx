/** The capture page: one big button, what still waits on this phone, and how each document stands. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
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
import { MoreWays } from "./MoreWays";
import { Notices } from "./Notices";
import { Options, useRoom } from "./Options";
import { QueueLine } from "./QueueLine";
import { Retake } from "./Retake";
import { Shutter } from "./Shutter";
import { useArrival } from "./useArrival";
import { useTaking } from "./useTaking";

interface Draining {
  outcome: Outcome | "draining";
  /** Sends what waits; `decide` also what a person was asked about. */
  drain: (decide?: boolean) => void;
}

function useDraining(owner: string): Draining {
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
  const drain = useCallback((decide = false): void => void pump.current?.now(decide), []);
  return { outcome, drain };
}

/** The same function for ever, which does what the newest one does. */
function useStable<Arguments extends unknown[]>(newest: (...given: Arguments) => void): typeof newest {
  const latest = useRef(newest);
  useEffect(() => {
    latest.current = newest;
  });
  return useCallback((...given: Arguments) => latest.current(...given), []);
}

export function CapturePage({ identity }: { identity: Identity }): ReactNode {
  const { t } = useWords();
  const owner = identity.id;
  const choice = useClients();
  const clientId = choice.client?.id ?? "";
  const { outcome, drain } = useDraining(owner);
  const queue = useStored(overview, owner);
  const [originals, setOriginals] = useState(wantsOriginals);
  const arrival = useArrival();
  const room = useRoom(queue?.unsent ?? 0);
  const { take, takeWhole, unkept } = useTaking({ owner, clientId, originals }, drain);
  useEffect(() => void remember({ owner, clientId, originals }), [owner, clientId, originals]);

  const captures = queue?.captures ?? [];
  const replace = useStable(
    (capture: Capture, files: readonly File[]) => void take(files.slice(0, 1), capture),
  );
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
        <MoreWays
          owner={owner}
          originals={originals}
          disabled={!clientId}
          first={arrival.pages ? "pages" : undefined}
          take={take}
          takeWhole={takeWhole}
        />
        {queue && <QueueLine unsent={queue.unsent} outcome={outcome} send={() => drain(true)} />}
        <Notices
          outcome={outcome}
          unsent={queue?.unsent ?? 0}
          unkept={unkept}
          shared={arrival.shared}
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
