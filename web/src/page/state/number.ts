/** The number of a user, as somebody typed it or an address has it; null where it is none. */
export function userNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\s*\d{1,10}\s*$/.test(text)) return null;
  const value = Number(text);
  return value < 2 ** 31 ? value : null;
}
