import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { strings } from "../strings";
import { Button } from "./Button";
import { Message } from "./Message";

interface LoadingProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** What a query gave; until then that it is on its way, or why it failed and a way to try again. */
export function Loading<T>({ query, children }: LoadingProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <Message
        kind="danger"
        actions={
          <Button small onClick={() => void query.refetch()}>
            {strings.errors.retry}
          </Button>
        }
      >
        {query.error.message}
      </Message>
    );
  }
  return <p role="status">{strings.loading}</p>;
}
