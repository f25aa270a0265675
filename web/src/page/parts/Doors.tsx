import type { ComponentChildren } from "preact";
import { useAnswer } from "../api/useAnswer";
import { StandingDocument } from "../generated/queries";
import { TroubleNote } from "./States";

/** The view, once the service lets this page in and has something to show; until then what that takes, said once. */
export function Doors({ children }: { children: ComponentChildren }) {
  const { trouble, again } = useAnswer(StandingDocument, {});
  if (trouble?.kind !== "key" && trouble?.kind !== "notReady") return <>{children}</>;
  return (
    <div class="page-narrow">
      <h1 class="sr">Cartelera</h1>
      <TroubleNote trouble={trouble} again={again} />
    </div>
  );
}
