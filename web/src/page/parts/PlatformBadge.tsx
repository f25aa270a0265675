import type { PlatformCode } from "../generated/queries";
import { useText } from "../text/language";

/** A platform by its colour and its name. */
export function PlatformBadge({ platform }: { platform: { code: PlatformCode } }) {
  const { platforms } = useText();
  return (
    <span class="platform" data-platform={platform.code}>
      {platforms[platform.code]}
    </span>
  );
}
