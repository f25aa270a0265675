import { useClient } from "@urql/preact";
import { useEffect, useState } from "preact/hooks";

/** The version of the models, which the service's state tells; null without models, undefined until it is known. */
export function useModelVersion(): string | null | undefined {
  const client = useClient(); // another one once a new release answers
  const [version, setVersion] = useState<string | null>();
  useEffect(() => {
    const left = new AbortController();
    fetch("/readyz", { signal: left.signal })
      .then((response) => response.json())
      .then((state: { model?: string | null }) => setVersion(state.model ?? null))
      .catch(() => undefined); // the data's own question says what is wrong
    return () => left.abort();
  }, [client]);
  return version;
}
