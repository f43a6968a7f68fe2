/** What the page tells the playback worklet. It answers with `Progress`. */
export type PlaybackOrder =
  | { readonly kind: "push"; readonly utterance: number; readonly samples: Float32Array }
  | { readonly kind: "announce"; readonly utterance: number; readonly total: number }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "flush"; readonly utterance: number }
  | { readonly kind: "forget"; readonly below: number };
