/** The capture page: one big button, what still waits on this phone, and how each document stands. */
import { useEffect, useRef, useState, type ChangeEvent, type DragEvent, type ReactNode } from "react";
import { keep, NotKept, overview } from "../queue/captures";
import type { Client } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import {
  chooseClient,
  chosenClient,
  fetchClients,
  rememberedClients,
  type Identity,
} from "../shared/identity";
import { Banner, Empty } from "../shared/ui/feedback";
import { CameraIcon, CheckIcon, CloudOffIcon, LockIcon } from "../shared/ui/icons";
import type { Outcome } from "../sync/drain";
import { startFollowing } from "../sync/follow";
import { startPump, type Pump } from "../sync/pump";
import { CaptureItem } from "./CaptureItem";
import { useStored } from "./live";
import { makeThumbnail } from "./thumbnails";

function useClients(): Client[] {
  const [clients, setClients] = useState(rememberedClients);
  useEffect(() => {
    // Without signal or session the remembered companies do.
    fetchClients().then(setClients, () => undefined);
  }, []);
  return clients;
}

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
  const clients = useClients();
  const [chosen, setChosen] = useState(chosenClient);
  const client = clients.find(({ id }) => id === chosen) ?? clients[0];
  const { pump, outcome } = usePump(identity.id);
  const queue = useStored(overview, identity.id);
  const [refusal, setRefusal] = useState("");

  function choose(id: string): void {
    setChosen(id);
    chooseClient(id);
  }

  async function take(files: readonly File[]): Promise<void> {
    setRefusal("");
    if (!client) {
      setRefusal(t("capture.no_client"));
      return;
    }
    for (const file of files) {
      try {
        const capture = await keep(file, identity.id, client.id);
        void makeThumbnail(capture.id, file);
      } catch (error) {
        setRefusal(
          t(
            error instanceof NotKept && error.reason === "full"
              ? "capture.store.full"
              : "capture.store.broken",
          ),
        );
        break;
      }
    }
    keepStorage();
    void pump.current?.now();
  }

  return (
    <main id="main" className="capture" tabIndex={-1}>
      <section className="capture-stage" aria-labelledby="capture-title">
        <h1 id="capture-title">{t("capture.title")}</h1>
        {clients.length > 0 ? (
          <label className="capture-client">
            <span className="label">{t("client.choose")}</span>
            <select className="input" value={client?.id} onChange={(event) => choose(event.target.value)}>
              {clients.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <Banner tone="info">
            <p>{t("capture.no_clients")}</p>
          </Banner>
        )}
        <Shutter disabled={!client} take={(files) => void take(files)} />
        <label className="capture-pick">
          <input
            type="file"
            accept="image/*,application/pdf"
            multiple
            disabled={!client}
            onChange={(event) => void take(filesOf(event))}
          />
          {t("capture.pick")}
        </label>
        {queue && <QueueLine unsent={queue.unsent} outcome={outcome} send={() => void pump.current?.now()} />}
        {refusal && (
          <Banner tone="bad" alert>
            <p>{refusal}</p>
          </Banner>
        )}
        {outcome === "offline" && queue && queue.unsent > 0 && (
          <Banner tone="info" icon={<CloudOffIcon />}>
            <p>{t("capture.offline")}</p>
          </Banner>
        )}
        {outcome === "signed_out" && (
          <Banner tone="warn" icon={<LockIcon />}>
            <p>{t("capture.signed_out")}</p>
            <a className="button button-small" href="/intra?next=/captura">
              {t("action.login")}
            </a>
          </Banner>
        )}
      </section>
      <section className="capture-history" aria-labelledby="capture-history">
        <h2 id="capture-history">{t("capture.list")}</h2>
        {queue?.captures.length === 0 && (
          <Empty icon={<CameraIcon />} title={t("capture.empty.title")} text={t("capture.empty.text")} />
        )}
        {queue && queue.captures.length > 0 && (
          <ul className="capture-list">
            {queue.captures.map((capture) => (
              <CaptureItem key={capture.id} capture={capture} send={() => void pump.current?.now()} />
            ))}
          </ul>
        )}
      </section>
    </main>
  );
}

function filesOf(event: ChangeEvent<HTMLInputElement>): File[] {
  const files = [...(event.target.files ?? [])];
  // The same picture may be chosen again.
  event.target.value = "";
  return files;
}

/** Asks the browser not to clear this site's storage when the phone runs out of room. */
function keepStorage(): void {
  // `storage` is missing outside secure contexts, whatever the types say.
  const storage = (navigator as { storage?: StorageManager }).storage;
  void storage?.persist();
}

/** The camera button: a file input, which opens the camera on every phone, and a place to drop files on. */
function Shutter({
  disabled,
  take,
}: {
  disabled: boolean;
  take: (files: readonly File[]) => void;
}): ReactNode {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  function dropped(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) take([...event.dataTransfer.files]);
  }
  return (
    <label
      className={`shutter${over ? " shutter-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <input
        className="shutter-input"
        data-testid="capture-input"
        type="file"
        accept="image/*,application/pdf"
        capture="environment"
        multiple
        disabled={disabled}
        onChange={(event) => take(filesOf(event))}
      />
      <span className="shutter-ring">
        <CameraIcon />
      </span>
      <span className="shutter-label">{t("capture.button")}</span>
      <span className="shutter-hint">
        {t("capture.hint")} <span className="shutter-drop">{t("capture.drop")}</span>
      </span>
    </label>
  );
}

function QueueLine(props: { unsent: number; outcome: Outcome | "draining"; send: () => void }): ReactNode {
  const { t } = useWords();
  const { unsent, outcome, send } = props;
  return (
    <div className={`queue-line${unsent === 0 ? " queue-empty" : ""}`}>
      <p role="status">
        {unsent === 0 && <CheckIcon />}
        <span className={unsent === 0 ? "visually-hidden" : ""}>
          <strong data-testid="queue-count">{unsent}</strong> {t("capture.unsent", { count: unsent })}
        </span>
        {unsent === 0 && <span>{t("capture.all_sent")}</span>}
      </p>
      <button
        type="button"
        className="button button-small"
        data-testid="send-now"
        disabled={unsent === 0 || outcome === "draining"}
        onClick={send}
      >
        {outcome === "draining" && unsent > 0 ? t("capture.sending") : t("capture.send_now")}
      </button>
    </div>
  );
}
