import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api";
import { strings } from "../../strings";
import type { Interview } from "../../wire";

const one = strings.history;
const all = strings.historyMore;

/** What can still be brought back, and what has been. */
interface Removal {
  readonly ids: readonly string[];
  readonly removed: string;
  readonly restored: string;
}

/** Deletes one interview or all at once, and can bring back what was deleted last. */
export function useRemoval() {
  const client = useQueryClient();
  const [removed, setRemoved] = useState<Removal | null>(null);
  const [restored, setRestored] = useState<string | null>(null);
  const refresh = () =>
    Promise.all(["interviews", "progress"].map((key) => client.invalidateQueries({ queryKey: [key] })));
  const gone = (removal: Removal) => {
    setRemoved(removal);
    setRestored(null);
    return refresh();
  };
  const remove = useMutation({
    mutationFn: ({ id }: Interview) => api.remove(id),
    onSuccess: (_, { id, problem_title: title }) =>
      gone({ ids: [id], removed: one.removed(title), restored: one.restored(title) }),
  });
  const removeAll = useMutation({
    mutationFn: api.removeAll,
    onSuccess: ({ interviews: ids }) =>
      gone({ ids, removed: all.removedAll(ids.length), restored: all.restoredAll(ids.length) }),
  });
  const restore = useMutation({
    mutationFn: (removal: Removal) => api.restoreAll({ interviews: removal.ids }),
    onSuccess: (_, removal) => {
      setRemoved(null);
      setRestored(removal.restored);
      return refresh();
    },
  });
  const errors = [remove.error, removeAll.error, restore.error].filter((error) => error !== null);
  return { remove, removeAll, restore, removed, restored, errors };
}
