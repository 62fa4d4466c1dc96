/** A look at a picture where it holds nobody up: in a worker of its own, where the browser can draw in one. */
import { look, type Inspection } from "./look";

export type { Inspection };

/** A look takes a second on an old phone; a worker that says nothing for so long is not coming back. */
const PATIENCE_MS = 20_000;
/** The worker and its memory are given back when nothing was taken for a while. */
const IDLE_MS = 30_000;

interface Answer {
  number: number;
  inspection?: Inspection;
}

let worker: Worker | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** The worker did not come up, or fell silent; a page without its shell and without a network can't even load it. */
class NoWorker extends Error {}

/** @throws where the browser can't draw the picture */
export async function inspect(bytes: ArrayBuffer, mediaType: string): Promise<Inspection> {
  const canDrawApart = typeof Worker !== "undefined" && typeof OffscreenCanvas !== "undefined";
  if (!canDrawApart) return await look(bytes, mediaType);
  try {
    return await ask(bytes, mediaType);
  } catch (error) {
    if (error instanceof NoWorker) return await look(bytes, mediaType);
    throw error;
  } finally {
    clearTimeout(idle);
    idle = setTimeout(dismiss, IDLE_MS);
  }
}

function dismiss(): void {
  worker?.terminate();
  worker = undefined;
}

async function ask(bytes: ArrayBuffer, mediaType: string): Promise<Inspection> {
  const here = (worker ??= new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
  const number = (asked += 1);
  return await new Promise<Inspection>((resolve, reject) => {
    const timer = setTimeout(() => fail("silent"), PATIENCE_MS);
    const done = (): void => {
      clearTimeout(timer);
      here.removeEventListener("message", hear);
      here.removeEventListener("error", broken);
    };
    const fail = (why: string): void => {
      done();
      if (worker === here) dismiss();
      reject(new NoWorker(why));
    };
    const broken = (): void => fail("broken");
    const hear = ({ data }: MessageEvent<Answer>): void => {
      if (data.number !== number) return;
      done();
      if (data.inspection) resolve(data.inspection);
      else reject(new Error("not drawn"));
    };
    here.addEventListener("message", hear);
    here.addEventListener("error", broken);
    here.postMessage({ number, bytes, mediaType });
  });
}
