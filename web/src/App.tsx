import { lazy, Suspense } from "react";
import { Link, Route, Switch } from "wouter";
import { buttonClass } from "./components/Button";
import { Crash } from "./components/Crash";
import { Page } from "./components/Page";
import { HistoryPage } from "./pages/history/HistoryPage";
import { SetupPage } from "./pages/setup/SetupPage";
import { strings } from "./strings";

const RoomPage = lazy(() => import("./pages/room/RoomPage"));
const ReportPage = lazy(() => import("./pages/report/ReportPage"));

function NotFoundPage() {
  return (
    <Page title={strings.errors.notFound} lead={strings.errors.notFoundHint}>
      <Link href="/" className={buttonClass("primary")}>
        {strings.errors.home}
      </Link>
    </Page>
  );
}

export function App() {
  return (
    <Crash>
      <Suspense fallback={<p role="status">{strings.loading}</p>}>
        <Switch>
          <Route path="/" component={SetupPage} />
          <Route path="/interviews" component={HistoryPage} />
          <Route path="/interviews/:id/room">{({ id }) => <RoomPage key={id} id={id} />}</Route>
          <Route path="/interviews/:id">{({ id }) => <ReportPage key={id} id={id} />}</Route>
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Crash>
  );
}
