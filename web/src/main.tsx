import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api";
import { App } from "./App";
import "./styles/base.css";

const RETRIES = 2;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only a service that did not answer is asked again.
      retry: (count, error) => count < RETRIES && error instanceof ApiError && error.status === 0,
      refetchOnWindowFocus: false,
      staleTime: 30_000,
    },
  },
});

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
