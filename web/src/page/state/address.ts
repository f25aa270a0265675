// What a view keeps in the address, so that it can be sent, kept, and gone back to.
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";

export type Parameters = Record<string, string>;

/** The address of a path with these parameters; empty ones are left out. */
export function addressOf(path: string, parameters: Parameters = {}): string {
  const kept = Object.entries(parameters).filter(([, value]) => value !== "");
  const query = new URLSearchParams(kept).toString();
  return query ? `${path}?${query}` : path;
}

/** The parameters of the open view and how to change some of them: with `replace`, back does not undo it. */
export function useParameters(): [Parameters, (changes: Parameters, replace?: boolean) => void] {
  const { path, query, route } = useLocation();
  const change = (changes: Parameters, replace = false) => {
    const next = addressOf(path, { ...query, ...changes });
    if (next !== window.location.pathname + window.location.search) route(next, replace);
  };
  return [query, change];
}

/** The first so many letters of a text, none of them halved: half a letter is no text that can be sent. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Surrogate}$/u, "");
}

/** A path that can be read: one that somebody wrote by hand may hold a `%` that stands for itself. */
export function readable(path: string): string {
  const mended = path.replace(/%(?![\da-f]{2})/gi, "%25");
  try {
    return decodeURIComponent(mended) && mended; // a call whose result nobody uses is not built
  } catch {
    return path.replaceAll("%", "%25");
  }
}

/** Name the window after what is open. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = name ? `${name} · Cartelera` : "Cartelera";
  }, [name]);
}

/** Path of a title, a film, a person, a user, from the id that the API gave. */
export const titlePath = (id: string) => `/title/${encodeURIComponent(id)}`;
export const filmPath = (id: string) => `/film/${encodeURIComponent(id.replace(/^film:/, ""))}`;
export const personPath = (name: string) => `/person/${encodeURIComponent(name)}`;
export const userPath = (userId: number) => `/user/${userId}`;
