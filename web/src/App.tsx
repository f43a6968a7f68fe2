import { lazy, Suspense, useEffect } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { buttonClass } from "./components/Button";
import { Crash } from "./components/Crash";
import { Page } from "./components/Page";
import { HistoryPage } from "./pages/history/HistoryPage";
import { SetupPage } from "./pages/setup/SetupPage";
import { strings } from "./strings";
import { useStudio } from "./studio-context";

const RoomPage = lazy(() => import("./pages/room/RoomPage"));
const NewLoopDayPage = lazy(() => import("./pages/loop-day/NewLoopDayPage"));
const LoopDayPage = lazy(() => import("./pages/loop-day/LoopDayPage"));
const ReportPage = lazy(() => import("./pages/report/ReportPage"));
/** `?debug` on the address the page was loaded from: show where the time goes. */
const DEBUG = new URLSearchParams(window.location.search).has("debug");

function NotFoundPage() {
  return (
    <Page title={strings.errors.notFound} lead={strings.errors.notFoundHint}>
      <Link href="/" className={buttonClass("primary")}>
        {strings.errors.home}
      </Link>
    </Page>
  );
}

/** The microphone stays open on the set-up page and in the room only. */
function useMicrophoneManners(): void {
  const studio = useStudio();
  const [location] = useLocation();
  const wanted = location === "/" || location.endsWith("/room");
  useEffect(() => {
    if (!wanted) studio.release();
  }, [wanted, studio]);
}

export function App() {
  useMicrophoneManners();
  return (
    <Crash>
      <Suspense fallback={<p role="status">{strings.loading}</p>}>
        <Switch>
          <Route path="/" component={SetupPage} />
          <Route path="/interviews" component={HistoryPage} />
          <Route path="/loop-days" component={NewLoopDayPage} />
          <Route path="/loop-days/:id">{({ id }) => <LoopDayPage key={id} id={id} />}</Route>
          <Route path="/interviews/:id/room">{({ id }) => <RoomPage key={id} id={id} debug={DEBUG} />}</Route>
          <Route path="/interviews/:id">{({ id }) => <ReportPage key={id} id={id} />}</Route>
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Crash>
  );
}
