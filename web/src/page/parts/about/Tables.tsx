import type { DatasetServedQuery } from "../../generated/queries";
import { useLanguage } from "../../text/language";
import { reasonKeptOut } from "../../text/quarantine";

/** Every table with its rows, and the rows that were kept out with their reasons. */
export function Tables({ tables }: { tables: DatasetServedQuery["dataset"]["tables"] }) {
  const { text: t, language, format } = useLanguage();
  const words = t.about.served;
  const kept = tables.filter((table) => table.quarantined > 0);
  return (
    <>
      <h3>{words.tables}</h3>
      <div class="table-scroll" role="group" aria-label={words.tables} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.table}</th>
              <th scope="col">{words.holds}</th>
              <th scope="col" class="number">
                {words.rows}
              </th>
              <th scope="col" class="number">
                {words.out}
              </th>
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => (
              <tr key={table.name}>
                <th scope="row">
                  <code>{table.name}</code>
                </th>
                <td class="wordy">{t.about.tables[table.name] ?? ""}</td>
                <td class="number">{format.count(table.rows)}</td>
                <td class="number">{format.count(table.quarantined)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {kept.length === 0 ? (
        <p class="soft">{words.noneOut}</p>
      ) : (
        <details>
          <summary>{words.outCaption}</summary>
          <div class="table-scroll" role="group" aria-label={words.outCaption} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.table}</th>
                  <th scope="col">{words.why}</th>
                  <th scope="col" class="number">
                    {words.rows}
                  </th>
                </tr>
              </thead>
              <tbody>
                {kept.flatMap((table) =>
                  table.quarantineReasons.map(({ value, count }) => {
                    const reason = reasonKeptOut(language, value);
                    return (
                      <tr key={`${table.name} ${value}`}>
                        <th scope="row">
                          <code>{table.name}</code>
                        </th>
                        <td class="wordy" lang={reason.lang}>
                          {reason.text}
                        </td>
                        <td class="number">{format.count(count)}</td>
                      </tr>
                    );
                  }),
                )}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}
