import { ActorPanel } from "../parts/ask/ActorPanel";
import { AudiencePanel } from "../parts/ask/AudiencePanel";
import { CountryPanel } from "../parts/ask/CountryPanel";
import { LongestPanel } from "../parts/ask/LongestPanel";
import { PlatformsPanel } from "../parts/ask/PlatformsPanel";
import { ScoredPanel } from "../parts/ask/ScoredPanel";
import { useTitle } from "../state/address";
import { useText } from "../text/language";

const PANELS = ["longest", "scored", "platforms", "actor", "audience", "country"] as const;

/** Questions to the catalogues, each a form with its answer. The address keeps all of them. */
export function Ask() {
  const t = useText();
  useTitle(t.nav.ask);
  return (
    <div class="page-wide">
      <div class="opening">
        <h1>{t.ask.heading}</h1>
        <p class="opening-lead">{t.ask.lead}</p>
        <nav class="chips" aria-label={t.ask.jump}>
          {PANELS.map((panel) => (
            <a key={panel} class="chip" href={`#${panel}`}>
              {t.ask[panel].short}
            </a>
          ))}
        </nav>
      </div>
      <div class="panels">
        <LongestPanel />
        <ScoredPanel />
        <PlatformsPanel />
        <ActorPanel />
        <AudiencePanel />
        <CountryPanel />
      </div>
    </div>
  );
}
