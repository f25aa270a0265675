// What went wrong with a question, as far as somebody before a page wants to tell it apart.
import type { CombinedError } from "@urql/core";

export type TroubleKind = "offline" | "notReady" | "busy" | "key" | "noModel" | "hidden" | "input" | "ours";

export interface Trouble {
  kind: TroubleKind;
  /** What the service said, in English. */
  message: string;
  /** The code beside it, where there is one. */
  code: string;
  /** Seconds to wait for, where the service says. */
  retryAfter: number | null;
}

const KINDS: Record<string, TroubleKind> = {
  NOT_READY: "notReady",
  OVERLOADED: "busy",
  TIMEOUT: "busy",
  RATE_LIMITED: "busy",
  UNAUTHENTICATED: "key",
  MODEL_NOT_READY: "noModel",
  FORBIDDEN: "hidden",
  BAD_USER_INPUT: "input",
  LIMIT_EXCEEDED: "input",
};

/** What an error of urql's says. */
export function troubleOf(error: CombinedError): Trouble {
  const first = error.graphQLErrors[0];
  if (first === undefined) {
    return { kind: "offline", message: error.networkError?.message ?? error.message, code: "", retryAfter: null };
  }
  const { code, retryAfter } = first.extensions as { code?: string; retryAfter?: number };
  return {
    kind: KINDS[code ?? ""] ?? "ours",
    message: first.message,
    code: code ?? "",
    retryAfter: retryAfter ?? null,
  };
}
