// What the browser keeps for this page, where it lets a page keep something: else each visit begins anew.

/** What was kept under a name; null where nothing was, or nothing may be. */
export function kept(where: "localStorage" | "sessionStorage", name: string): string | null {
  try {
    return window[where].getItem(name);
  } catch {
    return null; // even looking throws where storage is switched off
  }
}

/** Keep something under a name; tells whether it was. */
export function keep(where: "localStorage" | "sessionStorage", name: string, value: string): boolean {
  try {
    window[where].setItem(name, value);
    return true;
  } catch {
    return false;
  }
}
