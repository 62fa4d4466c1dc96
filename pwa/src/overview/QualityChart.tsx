/** How well documents are read: the share without review, and the share approved as read, month by month. */
import { AxisLeft } from "@visx/axis";
import { scaleLinear, scalePoint } from "@visx/scale";
import { LinePath } from "@visx/shape";
import { useRef, type ReactNode } from "react";
import { useSize } from "../review/picture/useSize";
import type { Statistics } from "../shared/api/types";
import { useWords } from "../shared/i18n";
import { MonthAxis, monthName } from "./MonthAxis";
import { percent } from "./statistics";

const HEIGHT = 200;
const MARGIN = { top: 10, right: 16, bottom: 28, left: 44 };

export type Quality = Statistics["quality"][number];

export const SHARES = {
  clean: (one: Quality) => percent(one.without_review, one.read),
  unchanged: (one: Quality) => percent(one.approved_unchanged, one.approved),
};
export type Share = keyof typeof SHARES;

export function QualityChart({ quality }: { quality: readonly Quality[] }): ReactNode {
  const { t, language } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const x = scalePoint({
    domain: quality.map((one) => one.month),
    range: [MARGIN.left + 12, width - MARGIN.right],
  });
  const y = scaleLinear({ domain: [0, 100], range: [HEIGHT - MARGIN.bottom, MARGIN.top] });
  return (
    <div ref={frame} className="chart">
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <AxisLeft
            scale={y}
            left={MARGIN.left}
            numTicks={4}
            axisClassName="axis"
            hideTicks
            tickFormat={(value) => `${Number(value)} %`}
          />
          {(Object.keys(SHARES) as Share[]).map((share) => {
            const points = quality.flatMap((one) => {
              const value = SHARES[share](one);
              return value === undefined ? [] : [{ month: one.month, value }];
            });
            return (
              <g key={share} className={`line line-${share}`}>
                <LinePath data={points} x={({ month }) => x(month) ?? 0} y={({ value }) => y(value)} />
                {points.map(({ month, value }) => (
                  <circle key={month} cx={x(month)} cy={y(value)} r={3.5}>
                    <title>{`${monthName(month, language)} · ${t(`overview.quality.${share}`)}: ${value} %`}</title>
                  </circle>
                ))}
              </g>
            );
          })}
          <MonthAxis scale={x} top={HEIGHT - MARGIN.bottom} width={width} />
        </svg>
      )}
    </div>
  );
}
