import type { PlatformCode } from "../../generated/queries";
import { useLanguage } from "../../text/language";
import { Bars } from "../Bars";

interface Props {
  caption: string;
  rows: { platform: { code: PlatformCode }; count: number }[];
  chosen?: PlatformCode | null;
}

/** Titles counted on each platform. */
export function PlatformBars({ caption, rows, chosen = null }: Props) {
  const { text: t, format } = useLanguage();
  const bars = rows.map(({ platform: { code }, count }) => ({
    label: t.platforms[code],
    value: count,
    shown: format.count(count),
    platform: code,
    chosen: code === chosen,
  }));
  const alt = `${caption}: ${bars.map(({ label, shown }) => `${label} ${shown}`).join(", ")}.`;
  return <Bars alt={alt} caption={caption} heads={[t.ask.platformHead, t.ask.titlesHead]} bars={bars} />;
}
