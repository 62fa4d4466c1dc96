/** Decides when the queue is drained: at the start, on new captures, back online, back in view, and after a wait. */
import { hurry, unsent } from "../queue/queue";
import { dueAt } from "../queue/transitions";
import { askForSync } from "./background";
import { drain, type Outcome } from "./drain";

const LONGEST_SLEEP_MS = 60_000;
const BUSY_SLEEP_MS = 3_000;

export interface Pump {
  /** Drains now, whatever the back-off says; `decide` also what a person was asked about. */
  now(decide?: boolean): Promise<void>;
  stop(): void;
}

/** @param told is told that work began (`draining`) and how it ended */
export function startPump(owner: string, told: (outcome: Outcome | "draining") => void): Pump {
  const state = { running: false, again: false, stopped: false };
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    if (state.running) {
      state.again = true;
      return;
    }
    state.running = true;
    clearTimeout(timer);
    let outcome: Outcome = "later";
    try {
      told("draining");
      outcome = await drain(owner);
    } finally {
      const sleep = state.again ? 0 : await sleepAfter(outcome);
      state.running = state.again = false;
      if (!state.stopped) {
        told(outcome);
        timer = setTimeout(() => void run(), sleep);
      }
    }
  }

  async function sleepAfter(outcome: Outcome): Promise<number> {
    if (outcome === "busy") return BUSY_SLEEP_MS;
    const next = Math.min(...(await unsent(owner)).map(dueAt));
    return Math.min(Math.max(next - Date.now(), 1_000), LONGEST_SLEEP_MS);
  }

  async function now(decide = false): Promise<void> {
    await hurry(owner, decide);
    await run();
  }

  async function leave(): Promise<void> {
    if ((await unsent(owner)).length > 0) askForSync();
  }

  const wake = (): void => {
    // A hidden page may be closed at any time; the service worker then goes on with what waits.
    void (document.visibilityState === "visible" ? now() : leave());
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  void now();
  return {
    now,
    stop() {
      state.stopped = true;
      clearTimeout(timer);
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
    },
  };
}
