/** The months beneath a chart, as many names as there is room for. */
import { AxisBottom, type AxisScale } from "@visx/axis";
import type { ReactNode } from "react";
import { useWords } from "../shared/i18n";

/** Pixels, beneath which twelve names would touch. */
const NARROW = 500;

export function MonthAxis(props: { scale: AxisScale; top: number; width: number }): ReactNode {
  const { language } = useWords();
  return (
    <AxisBottom
      scale={props.scale}
      top={props.top}
      axisClassName="axis"
      hideTicks
      numTicks={props.width < NARROW ? 6 : 12}
      tickFormat={(month) => monthName(String(month), language)}
    />
  );
}

/** `nov.` */
export function monthName(month: string, language: string): string {
  return new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
