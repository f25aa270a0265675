// What the programs of the clients have in common.

// What came of some work, or why it failed: the other work goes on.
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    return { failed: String(error) };
  }
}

// A `fetch` that writes down what goes over the wire: how it was asked, and how it was answered.
export function recording() {
  const seen = [];
  const fetchAndNote = async (input, init = {}) => {
    const address = new URL(input);
    const body = init.body ? JSON.parse(init.body) : Object.fromEntries(address.searchParams);
    const response = await fetch(input, init);
    const answer = await response.clone().json();
    seen.push({
      method: init.method ?? "GET",
      query: Boolean(body.query),
      hash: Boolean(body.extensions && JSON.stringify(body.extensions).includes("sha256Hash")),
      status: response.status,
      codes: (answer.errors ?? []).map((error) => error.extensions?.code ?? null),
    });
    return response;
  };
  return { fetch: fetchAndNote, seen };
}
