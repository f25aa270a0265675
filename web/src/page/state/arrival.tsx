// Where on a view the reader is: at its top after a link, where they had been after going back or forward.
import { useLocation } from "preact-iso";
import { useEffect, useRef } from "preact/hooks";

/** Frames for which a view that is gone back to may go on growing. */
const PATIENCE = 60;

const address = () => window.location.pathname + window.location.search;

/** How far down each address was scrolled. */
const places = new Map<string, number>();
/** What is shown. */
let shown = address();
/** Whether the browser went back or forward. */
let returned = false;

window.addEventListener("scroll", () => places.set(address(), window.scrollY), { passive: true });
window.addEventListener("popstate", () => {
  returned = address() !== shown; // a link to a part of the same view says this too
  if (returned) find(places.get(address()) ?? 0, PATIENCE);
});

/** Go to a place as soon as there is enough above it: browsers try once, and answers may come later. */
function find(place: number, frames: number): void {
  const at = address();
  requestAnimationFrame(() => {
    if (address() !== at) return;
    const room = document.documentElement.scrollHeight - window.innerHeight;
    if (room >= place) window.scrollTo(0, place);
    else if (frames > 0) find(place, frames - 1);
  });
}

/** Takes the reader to the top of a view that a link led to: eyes by scrolling, screen readers by focus. */
export function Arrival() {
  const { path, url } = useLocation();
  const last = useRef(path);
  useEffect(() => {
    const found = last.current === path || returned;
    last.current = path;
    returned = false;
    shown = address();
    if (found) return;
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [url]); // also of the same view: going back may change no more than what it was asked
  return null;
}
