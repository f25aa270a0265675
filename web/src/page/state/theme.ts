// Dark or light: as the system says, until somebody chooses.
import { useEffect, useState } from "preact/hooks";
import { keep, kept } from "./keep";

export type Theme = "light" | "dark";
const KEPT = "cartelera:theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme | null {
  const theme = kept("localStorage", KEPT);
  return theme === "light" || theme === "dark" ? theme : null;
}

function show(theme: Theme | null): void {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

show(chosen()); // before the first paint

/** The theme that is shown, and how to change to the other. */
export function useTheme(): [Theme, () => void] {
  const [choice, choose] = useState(chosen);
  const [system, setSystem] = useState<Theme>(dark.matches ? "dark" : "light");
  useEffect(() => {
    const follow = () => setSystem(dark.matches ? "dark" : "light");
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, []);
  const theme = choice ?? system;
  const change = () => {
    const next = theme === "dark" ? "light" : "dark";
    keep("localStorage", KEPT, next);
    show(next);
    choose(next);
  };
  return [theme, change];
}
