import type { ComponentChildren } from "preact";
import type { SampleUsersQuery } from "../generated/queries";

export type SampleUser = SampleUsersQuery["users"][number];

interface Props {
  users: SampleUser[];
  /** Names the group. */
  label: string;
  children: (user: SampleUser) => ComponentChildren;
}

/** Those who rated most, to try things with. */
export function SampleUsers({ users, label, children }: Props) {
  return (
    <div class="samples" role="group" aria-label={label}>
      <span class="samples-label" aria-hidden="true">
        {label}
      </span>
      <ul class="chips">
        {users.map((user) => (
          <li key={user.userId}>{children(user)}</li>
        ))}
      </ul>
    </div>
  );
}
