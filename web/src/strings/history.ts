/** What the history page says beyond its list. */
export const historyMore = {
  filters: "Find interviews",
  loop: "Loop",
  anyLoop: "Any loop",
  level: "Level",
  anyLevel: "Any level",
  since: "From",
  until: "Until",
  search: "Words",
  searchHint: "In the title, or said by either of you",
  clear: "Clear",
  found: (shown: number, total: number) =>
    total === 1 ? "1 interview" : shown < total ? `${shown} of ${total} interviews` : `${total} interviews`,
  nothingFound: "No interview is like that. Clear a filter to see more.",
  more: "Show more",
  all: "All interviews",
  archive: "Keep all as one archive (ZIP)",
  archiveHint: "Every transcript, report and recording. Large when you have practised a lot.",
  removeAll: "Delete all",
  removeAllTitle: "Delete every interview?",
  removeAllLead:
    "Words, reports and recordings. You can undo this for a few minutes; after that they are gone.",
  removeAllConfirm: "Delete all",
  removeAllCancel: "Keep them",
  removedAll: (count: number) =>
    count === 1 ? "1 interview was deleted." : `${count} interviews were deleted.`,
  restoredAll: (count: number) => (count === 1 ? "1 interview is back." : `${count} interviews are back.`),
  progress: "Your progress",
  progressLead: "Each dimension over the interviews of one loop, from 1 to 4.",
  progressFew: "After two scored interviews of a loop their dimensions are drawn here.",
  when: "When",
} as const;
