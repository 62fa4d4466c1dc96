/** The camera in the page, where the browser has one: the paper's outline, a lamp, one picture after the other. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { sheet } from "../picture/canvas";
import { luminance } from "../picture/look";
import { outlineIn } from "../picture/outline";
import { useWords } from "../shared/i18n";
import { Banner } from "../shared/ui/feedback";
import { CameraIcon, SunIcon } from "../shared/ui/icons";
import { Sheet } from "./Sheet";

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 3840 }, height: { ideal: 2160 } },
};
const FRAME_SIDE = 160;
const LOOK_EVERY_MS = 180;
const QUALITY = 0.92;

// `torch` is young: the types don't know it yet.
type Torch = MediaTrackCapabilities & { torch?: boolean };

export interface LiveCameraProps {
  /** Keeps one picture. */
  shot: (file: File) => Promise<void>;
  close: () => void;
}

export function LiveCamera({ shot, close }: LiveCameraProps): ReactNode {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const { track, refused } = useCamera(video);
  const outline = useOutline(video, track !== undefined);
  const [count, setCount] = useState(0);
  const [busy, setBusy] = useState(false);

  async function snap(): Promise<void> {
    if (!video.current) return;
    setBusy(true);
    try {
      await shot(await pictureOf(video.current));
      setCount((before) => before + 1);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Sheet labelledBy="live-title" className="live" close={close}>
      <h2 id="live-title" className="visually-hidden">
        {t("live.title")}
      </h2>
      <div className="live-stage">
        <video ref={video} playsInline muted aria-label={t("live.title")} />
        {outline && (
          <svg className="live-outline" viewBox={`0 0 ${outline.width} ${outline.height}`} aria-hidden="true">
            <polygon points={outline.points} />
          </svg>
        )}
      </div>
      {refused && (
        <Banner tone="warn" alert>
          <p>{t("live.refused")}</p>
        </Banner>
      )}
      <div className="live-foot">
        <button type="button" className="button" data-testid="live-done" onClick={close}>
          {t("live.done", { count })}
        </button>
        <button
          type="button"
          className="live-shutter"
          aria-label={t("capture.button")}
          data-testid="live-shutter"
          disabled={!track || busy}
          onClick={() => void snap()}
        >
          <CameraIcon />
        </button>
        <TorchButton track={track} />
      </div>
    </Sheet>
  );
}

function useCamera(video: React.RefObject<HTMLVideoElement | null>): {
  track: MediaStreamTrack | undefined;
  refused: boolean;
} {
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let gone = false;
    const stop = (): void => stream?.getTracks().forEach((each) => each.stop());
    async function start(): Promise<void> {
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
      if (gone || !video.current) stop();
      else {
        await show(video.current, stream);
        setTrack(stream.getVideoTracks()[0]);
      }
    }
    start().catch(() => setRefused(!gone));
    return () => {
      gone = true;
      stop();
    };
  }, [video]);
  return { track, refused };
}

async function show(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  video.srcObject = stream;
  await video.play();
}

/** An outline in a frame of this size; drawn over the video it is scaled and centred as the video is. */
interface Drawn {
  width: number;
  height: number;
  points: string;
}

function useOutline(video: React.RefObject<HTMLVideoElement | null>, running: boolean): Drawn | undefined {
  const [outline, setOutline] = useState<Drawn>();
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      if (video.current && document.visibilityState === "visible") setOutline(outlineOf(video.current));
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [video, running]);
  return outline;
}

function outlineOf(video: HTMLVideoElement): Drawn | undefined {
  const scale = FRAME_SIDE / Math.max(video.videoWidth, video.videoHeight, 1);
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  if (width < 2 || height < 2) return undefined;
  const { pen } = sheet(width, height);
  pen.drawImage(video, 0, 0, width, height);
  const outline = outlineIn(luminance(pen.getImageData(0, 0, width, height)));
  const points = outline?.map(([x, y]) => `${x * width},${y * height}`).join(" ");
  return points === undefined ? undefined : { width, height, points };
}

async function pictureOf(video: HTMLVideoElement): Promise<File> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  const name = `bon-${new Date().toISOString().slice(0, 19).replace(/[T:]/g, "-")}.jpg`;
  return new File(blob ? [blob] : [], name, { type: "image/jpeg" });
}

/** Whether the camera has a lamp. Firefox tells nothing of what a camera can do. */
function torchOf(track: MediaStreamTrack | undefined): boolean {
  return (
    track !== undefined && "getCapabilities" in track && (track.getCapabilities() as Torch).torch === true
  );
}

function TorchButton({ track }: { track: MediaStreamTrack | undefined }): ReactNode {
  const { t } = useWords();
  const [lit, setLit] = useState(false);
  const hasTorch = torchOf(track);
  if (!track || !hasTorch) return <span className="live-gap" />;
  async function toggle(): Promise<void> {
    await track?.applyConstraints({ advanced: [{ torch: !lit } as MediaTrackConstraintSet] });
    setLit(!lit);
  }
  return (
    <button
      type="button"
      className="button"
      data-testid="live-torch"
      aria-pressed={lit}
      onClick={() => void toggle()}
    >
      <SunIcon /> {t("live.torch")}
    </button>
  );
}
