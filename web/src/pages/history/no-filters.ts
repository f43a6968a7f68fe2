import type { Wanted } from "../../api";

export const NO_FILTERS: Wanted = { loop: "", level: "", text: "", since: "", until: "" };
